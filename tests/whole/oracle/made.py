# SPDX-License-Identifier: MIT
"""Makes events for a condition out of its own words: some that fulfil it, and some that nearly do. What the condition says
of each is for an oracle to tell, as a made event may fulfil it by another way, or not at all."""
import ipaddress
import random

from oracle import patterns
from oracle.values import ANY, ONE

VARIANTS = 32  # of one condition at most
NEAR = 1       # near misses of each event
FILLER = "zq"  # a value that no test looks for


def literal(parts):
    """A text that a value matches."""
    return "".join("x" if part is ONE else "" if part is ANY else part for part in parts)


def choices(tree, wanted=True):
    """The largest number of alternatives at one place of a tree."""
    kind, below = tree
    if kind == "test":
        return 1
    if kind == "not":
        return choices(below, not wanted)
    own = len(below) if (kind == "or") == wanted else 1
    return max([own, *(choices(child, wanted) for child in below)])


def chosen(tree, variant, wanted=True):
    """The tests, each with the result that it must have, of one way to fulfil a tree."""
    kind, below = tree
    if kind == "test":
        return [(below, wanted)]
    if kind == "not":
        return chosen(below, variant, not wanted)
    if (kind == "or") == wanted:
        possible = [child for child in below if is_possible(child, wanted)]
        return chosen(possible[variant % len(possible)], variant, wanted) if possible else []
    return [pair for child in below for pair in chosen(child, variant, wanted)]


def is_possible(tree, wanted):
    kind, below = tree
    if kind == "test":
        return below.operator != "unknown"
    if kind == "not":
        return is_possible(below, not wanted)
    return (any if (kind == "or") == wanted else all)(is_possible(child, wanted) for child in below)


class Making:
    """The values of an event: `before`, `within` and `behind` are what its texts begin with, have and end with."""

    def __init__(self):
        self.whole, self.parts, self.absent = {}, {}, set()

    def add(self, test, wanted):
        field, operator, value = test.field or "AnyOther", test.operator, test.value
        if operator in ("null", "exists"):
            is_there = (operator == "exists") == wanted
            self.parts.setdefault(field, []) if is_there else self.absent.add(field)
        elif not wanted:
            self.parts.setdefault(field, [])
            if operator == "fieldref":
                self.whole.setdefault(value[1], []).append("other")
        elif operator == "text":
            starts, ends = value[0] is not ANY, value[-1] is not ANY
            if starts and ends:
                self.whole.setdefault(field, []).append(literal(value))
            else:
                self.parts.setdefault(field, []).append((starts, ends, literal(value)))
        elif operator == "re":
            self.whole.setdefault(field, []).append(patterns.text_of(value[0], random.Random(len(value[0]))))
        elif operator == "cidr":
            self.whole.setdefault(field, []).append(str(ipaddress.ip_network(value)[0]))
        elif operator == "fieldref":
            self.whole.setdefault(field, []).append("same")
            self.whole.setdefault(value[1], []).append("same")
        else:
            number = value + {"gt": 1, "gte": 0, "lt": -1, "lte": 0}[operator]
            self.whole.setdefault(field, []).append(str(number))

    def fields(self):
        """Each field with its texts: one that is all of its parts together, if it can be."""
        out = {}
        for field in sorted({*self.whole, *self.parts} - self.absent):
            parts = self.parts.get(field, [])
            starts = [text for is_start, _, text in parts if is_start]
            ends = [text for _, is_end, text in parts if is_end]
            within = [text for is_start, is_end, text in parts if not is_start and not is_end]
            whole = self.whole.get(field, [])
            if len(starts) > 1 or len(ends) > 1 or whole and whole[1:] + parts:
                out[field] = list(dict.fromkeys([*whole, *(text for _, _, text in parts)]))
            elif whole:
                out[field] = whole
            else:
                out[field] = [FILLER.join([*starts[:1], *within, *ends[:1]]) or FILLER]
        return out


def changed(text, rng):
    """A text with one byte less, more or other, or in another case."""
    at = rng.randrange(len(text)) if text else 0
    return rng.choice([text[1:], text[:-1], text[:at] + text[at + 1 :], text[:at] + "~" + text[at + 1 :], text + "~",
                       "~" + text, text.upper(), text.lower(), text.swapcase(), text[at:] + text[:at], ""])


def near(fields, rng):
    """The fields with one of them changed, taken away or given another value beside its own."""
    out = {field: list(texts) for field, texts in fields.items()}
    if not out:
        return out
    field = rng.choice(sorted(out))
    how = rng.randrange(8)
    if how == 0:
        del out[field]
    elif how == 1:
        out[field].insert(rng.randrange(2), FILLER)
    else:
        at = rng.randrange(len(out[field]))
        out[field][at] = changed(out[field][at], rng)
    return out


def events(tree, seed):
    """Fields of events for a tree, each once."""
    rng, seen = random.Random(seed), []
    for variant in range(min(choices(tree), VARIANTS)):
        making = Making()
        for test, wanted in chosen(tree, variant):
            making.add(test, wanted)
        fields = making.fields()
        for made in [fields, *(near(fields, rng) for _ in range(NEAR))]:
            if made not in seen:
                seen.append(made)
    return seen
