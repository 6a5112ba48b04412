# SPDX-License-Identifier: MIT
"""Makes events for a condition out of its own words: some that fulfil it, and some that nearly do. What the condition says
of each is for an oracle to tell, as a made event may fulfil it by another way, or not at all."""
import random

from oracle.edges import FILLER, fields_of
from oracle.trees import can_be

VARIANTS = 32  # of one condition at most
NEAR = 1       # near misses of each event


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
        possible = [child for child in below if can_be(child, wanted)]
        return chosen(possible[variant % len(possible)], variant, wanted) if possible else []
    return [pair for child in below for pair in chosen(child, variant, wanted)]


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
        fields = fields_of(chosen(tree, variant), random.Random(seed))
        for made in [fields, *(near(fields, rng) for _ in range(NEAR))]:
            if made not in seen:
                seen.append(made)
    return seen
