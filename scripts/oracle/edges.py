# SPDX-License-Identifier: MIT
"""Makes events that aim at the edges of a rule, out of its own words: each way to fulfil it, each exclusion, each value and
what is next to it, absent fields, and other logs. What the rule says of each is for an oracle to tell.
"""
import collections
import ipaddress
import random

from . import patterns, rules
from .mapping import CHANNEL, ID, OWN, PROVIDER
from .trees import can_be, tests_of
from .values import ANY, ONE, fold

LEAST, MOST = 40, 160  # events of a rule on one carrier
FILLER = "zq"          # a value that no test looks for
ANY_PROVIDER = "any"   # of a log with several
ALIKE = {"k": "\u212a", "K": "\u212a", "s": "\u017f", "S": "\u017f", "i": "\u0131", "I": "\u0130", "-": "\u2212", "/": "\u2215"}

Made = collections.namedtuple("Made", "platform provider channel event_id fields")


# ---- Ways to fulfil a tree


def chosen(tree, rng, wanted=True):
    """The tests, each with the result that it must have, of one way to fulfil a tree."""
    kind, below = tree
    if kind == "test":
        return [(below, wanted)]
    if kind == "not":
        return chosen(below, rng, not wanted)
    if (kind == "or") != wanted:
        return [pair for child in below for pair in chosen(child, rng, wanted)]
    possible = [child for child in below if can_be(child, wanted)]
    return chosen(rng.choice(possible), rng, wanted) if possible else []


# ---- Values


def literal(parts):
    """A text that a value matches."""
    return "".join("x" if part is ONE else "" if part is ANY else part for part in parts)


def fulfilling(test, rng):
    """A text that passes a test of texts."""
    operator, value = test.operator, test.value
    if operator == "text":
        return literal(value)
    if operator == "cidr":
        return str(ipaddress.ip_network(value)[0])
    if operator == "re":
        return patterns.text_of(value[0], rng)
    return str(value + {"gt": 1, "gte": 0, "lt": -1, "lte": 0}[operator])


class Making:
    """The values of one event."""

    def __init__(self, rng):
        self.rng, self.whole, self.parts, self.absent = rng, {}, {}, set()

    def add(self, test, wanted):
        field, operator, value = test.field or "AnyOther", test.operator, test.value
        if operator == "unknown":
            return
        if operator in ("null", "exists"):
            is_there = (operator == "exists") == wanted
            self.parts.setdefault(field, []) if is_there else self.absent.add(field)
        elif operator == "fieldref":
            self.whole.setdefault(field, []).append("same")
            self.whole.setdefault(value[1], []).append("same" if wanted else "other")
        elif not wanted:
            self.parts.setdefault(field, [])
        elif operator == "text" and (value[0] is ANY or value[-1] is ANY):
            self.parts.setdefault(field, []).append((value[0] is not ANY, value[-1] is not ANY, literal(value)))
        else:
            self.whole.setdefault(field, []).append(fulfilling(test, self.rng))

    def fields(self):
        """Each field with its texts: one that is all of its parts together, if it can be."""
        out = {}
        for field in sorted({*self.whole, *self.parts} - self.absent):
            parts, whole = self.parts.get(field, []), self.whole.get(field, [])
            starts = [text for is_start, _, text in parts if is_start]
            ends = [text for _, is_end, text in parts if is_end]
            within = [text for is_start, is_end, text in parts if not is_start and not is_end]
            if len(starts) > 1 or len(ends) > 1 or whole and whole[1:] + parts:
                out[field] = list(dict.fromkeys([*whole, *(text for _, _, text in parts)]))
            elif whole:
                out[field] = whole
            else:
                out[field] = [FILLER.join([*starts[:1], *within, *ends[:1]]) or FILLER]
        return out


def fields_of(tests, rng):
    making = Making(rng)
    for test, wanted in tests:
        making.add(test, wanted)
    return making.fields()


def next_to(text, rng):
    """A text that is nearly another."""
    at = rng.randrange(len(text)) if text else 0
    alike = [text[:i] + ALIKE[char] + text[i + 1 :] for i, char in enumerate(text) if char in ALIKE]
    return rng.choice([text, text[1:], text[:-1], text[:at] + text[at + 1 :], text[:at] + "~" + text[at + 1 :], text + "~",
                       "~" + text, FILLER + text + FILLER, text[:-1] + text, text + text[1:], text.upper(), text.lower(),
                       text.swapcase(), text + "\n", text + "\\", text + "\0", text[:at] + "\0" + text[at:],
                       text.replace("\\", "/"), rng.choice(alike or [text]), ""])


def at_wildcards(parts, rng):
    """A text that a value matches or nearly matches at its wildcards."""
    ones = ("", "x", "xx", "\u00e9", "\U0001f600", "\n", "\udcff", "\\", "?")
    anys = ("", "x", FILLER, "\n", "\u00e9", "~" * 300, "*", "\0")
    return "".join(rng.choice(ones) if part is ONE else rng.choice(anys) if part is ANY else part for part in parts)


def near_number(value, rng):
    number = value + rng.choice((-1, 0, 0, 1))
    return rng.choice([str(number), hex(number), f"+{number}", f"0{number}", f" {number}", f"{number} ", f"{number}.0",
                       str(number + 2**64), str(2**63), str(-2**63 - 1), str(2**63 - 1), "", "x", f"0x0{number:x}"])


def near_network(value, rng):
    network = ipaddress.ip_network(value)
    kind, last = type(network[0]), 2**network.max_prefixlen - 1
    number = int(rng.choice((network[0], network[-1]))) + rng.choice((-1, 0, 0, 1))
    address = kind(min(max(number, 0), last))
    mapped = f"::ffff:{address}" if network.version == 4 else str(address).upper()
    return rng.choice([str(address), str(address), mapped, f"{address}%1", f"{address}/32", f" {address}", f"{address}.",
                       f"0{address}", str(address)[:-1], address.exploded, "", "-"])


def near(test, rng):
    """A text at an edge of a test."""
    if test.operator == "text":
        parts = [part.swapcase() if isinstance(part, str) and not rng.randrange(6) else part for part in test.value]
        return at_wildcards(parts, rng) if rng.randrange(3) == 0 else next_to(literal(parts), rng)
    if test.operator == "cidr":
        return near_network(test.value, rng)
    if test.operator == "re":
        text = patterns.text_of(test.value[0], rng)
        return rng.choice([text, text, FILLER + text + FILLER, next_to(text, rng)])
    if test.operator == "fieldref":
        return rng.choice(["same", "SAME", "sam", "xsame", "samex", "xsamex", ""])
    if test.operator in ("null", "exists"):
        return rng.choice(["", " ", "null", "-", "\0"])
    return near_number(test.value, rng)


# ---- Events


def with_text(fields, test, text, rng):
    """The fields with a text in place of what fulfils a test; the rest of its value stays."""
    out = {name: list(texts) for name, texts in fields.items()}
    field = test.field or "AnyOther"
    texts = out.setdefault(field, [])
    old = literal(test.value) if test.operator == "text" else None
    at = rng.randrange(len(texts)) if texts else 0
    if texts and old and old in texts[at] and rng.randrange(3):
        texts[at] = texts[at].replace(old, text, 1)
    else:
        out[field] = rng.choice([[text], [text], [FILLER, text], [text, ""], [*texts[:3], text]])
    return out


def without(fields, rng):
    """The fields with one of them absent, empty, other, or one that is there twice."""
    out = {name: list(texts) for name, texts in fields.items()}
    if out:
        field = rng.choice(sorted(out))
        out[field] = rng.choice([[], [], [""], [FILLER], ["", *out[field]], [*out[field], FILLER]])
    return {name: texts for name, texts in out.items() if texts}


class Maker:
    """Makes the events of one carrier of a rule. An event states its provider, unless its channel has that one alone: a rule
    that asks for a provider is an event of this provider, and such an event of the mapping is found by either."""

    def __init__(self, carrier, rng):
        self.carrier, self.rng, self.tests = carrier, rng, tests_of(carrier.tree)
        self.asked = {name for name in OWN if any(test.field == name for test in self.tests)}

    def event(self, fields):
        """An event of the carrier's log. Where a log tells its id, provider and channel as fields, those have them, too."""
        carrier = self.carrier
        usual = {ID: "1" if carrier.event_id == rules.ANY_ID else carrier.event_id,
                 PROVIDER: carrier.provider or ANY_PROVIDER, CHANNEL: carrier.channel}
        is_open = {ID: carrier.event_id == rules.ANY_ID, PROVIDER: not carrier.provider, CHANNEL: not carrier.channel}
        own = {name: fields[name][0] if fields.get(name) and (is_open[name] or not self.rng.randrange(8)) else text
               for name, text in usual.items()}
        others = {fold(name): (name, texts) for name, texts in fields.items() if name not in OWN}
        return self.placed(own, {name: texts for folded, (name, texts) in others.items() if folded not in carrier.own_fields})

    def placed(self, own, fields):
        told = {name: [own[meant]] for name, meant in self.carrier.own_fields.items() if own[meant]}
        return Made(self.carrier.platform, own[PROVIDER], own[CHANNEL], own[ID] or None, {**fields, **told})

    def of_tree(self, tree, wanted=True):
        tests = chosen(tree, self.rng, wanted)
        return tests, fields_of(tests, self.rng)

    def excluded(self, tests):
        """The fields of an event that fulfils also what a way excludes."""
        negated = [test for test, wanted in tests if not wanted and test.operator != "unknown"]
        more = [(test, True) for test in self.rng.sample(negated, min(len(negated), self.rng.choice((1, 2, 4))))]
        return fields_of([*(pair for pair in tests if pair[1]), *more], self.rng)

    def of_another_log(self, made):
        """An event of another log, or of one that is not fully known."""
        rng, event = self.rng, made._asdict()
        known = [name for name, own in (("provider", PROVIDER), ("channel", CHANNEL), ("event_id", ID))
                 if own not in self.asked and event[name]]
        if known:
            name, is_pair = rng.choice(known), self.carrier.provider and self.carrier.channel
            event[name] = rng.choice([event[name].upper(), event[name] + "x", event[name][:-1] or "x",
                                      None if name == "event_id" or is_pair else event[name].lower()])
        own = {ID: event["event_id"], PROVIDER: event["provider"], CHANNEL: event["channel"]}
        return self.placed(own, {name: texts for name, texts in made.fields.items() if name not in self.carrier.own_fields})

    def one(self, number):
        rng = self.rng
        tests, fields = self.of_tree(self.carrier.tree)
        how = number % 8
        if how == 1:
            return self.event(self.excluded(tests))
        if how == 2:
            return self.event(without(fields, rng))
        if how == 3 and number % 16 == 3:
            return self.of_another_log(self.event(fields))
        if how == 3:
            return self.event(self.of_tree(self.carrier.tree, False)[1])
        if how == 4 and self.carrier.rule.selections:
            selection = self.carrier.rule.selections[rng.choice(sorted(self.carrier.rule.selections))]
            return self.event(self.of_tree(selection)[1])
        if how >= 5 and self.tests:
            test = rng.choice([test for test, _ in tests] if tests and rng.randrange(2) else self.tests)
            if test.operator != "unknown" and test.field not in OWN:
                return self.event(with_text(fields, test, near(test, rng), rng))
        return self.event(fields)


def events(rule, seed=0):
    """The events made for a rule, each once."""
    seen = {}
    for number, carrier in enumerate(rule.carriers):
        if can_be(carrier.tree, True):
            maker = Maker(carrier, random.Random(f"{seed} {number} {rule.id}"))
            for one in range(max(LEAST, min(MOST, len(maker.tests)))):
                made = maker.one(one)
                seen.setdefault(repr(made), made)
    return list(seen.values())


# ---- In writing


def text(written):
    if written is None:
        return b"-"
    data = written.encode("utf-8", "surrogateescape")
    return b"%d:%s" % (len(data), data)


def line(platform, provider, channel, event_id, fields):
    """An event for the matcher: four texts, each with its length, the number of fields, and each field's name, number of
    values, and values. A `-` is an absent text."""
    out = [text(one) for one in (platform, provider, channel, event_id)]
    out.append(b"%d:" % len(fields))
    for name, texts in fields.items():
        out += [text(name), b"%d:" % len(texts), *map(text, texts)]
    return b"".join(out) + b"\n"
