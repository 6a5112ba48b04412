# SPDX-License-Identifier: MIT
"""Conditions as trees, and what they are for an event: true, false or unknown (None), in Kleene's logic.

A tree is ("and", [tree...]), ("or", [tree...]), ("not", tree) or ("test", Test).
"""
import collections

from . import values
from .values import ANY

COMPARE = {"gt": lambda a, b: a > b, "gte": lambda a, b: a >= b, "lt": lambda a, b: a < b, "lte": lambda a, b: a <= b}

# `field` is as it is written, and "" for a test of all values. `operator` is text, null, exists, cidr, fieldref, a
# comparison, re or unknown. `value` is the list of parts of a text, or what else the operator compares with. A test that
# is `optional` is false, not unknown, for an event without the field.
Test = collections.namedtuple("Test", "field operator value cased optional", defaults=[False])


def either(trees):
    return trees[0] if len(trees) == 1 else ("or", trees)


def compiled_test(test):
    """A function of an event, which has texts(field) and folded(field)."""
    field, operator, value, cased, optional = test
    absent = False if optional else None
    if operator == "unknown":
        return lambda event: None
    if operator == "null":
        return lambda event: "" in texts if (texts := event.texts(field)) else True
    if operator == "exists":
        return lambda event: bool(event.texts(field))
    if operator == "fieldref":
        return lambda event: absent if (result := fieldref(event, field, value, cased)) is None else result
    if operator == "text":
        one = values.text_test(value, cased)
    elif operator == "cidr":
        one, cased = values.network_test(value), True
    elif operator == "re":
        one, cased = values.pattern_of(*value).search, True
    else:
        cased = True
        one = lambda text: compares(operator, values.number_of(text), value)  # noqa: E731

    def of_event(event):
        texts = event.texts(field) if cased else event.folded(field)
        if not texts and field:
            return absent
        for text in texts:
            if one(text):
                return True
        return False
    return of_event


def compares(operator, number, value):
    return number is not None and COMPARE[operator](number, value)


def fieldref(event, field, value, cased):
    place, other = value
    texts = event.texts if cased else event.folded
    mine, others = texts(field), texts(other)
    if not mine or not others:
        return None
    compare = {"equal": str.__eq__, "contains": str.__contains__, "startswith": str.startswith,
               "endswith": str.endswith}[place]
    return any(compare(one, another) for one in mine for another in others)


def compiled(tree):
    """A function of an event that returns True, False or None: unknown."""
    kind, below = tree
    if kind == "test":
        return compiled_test(below)
    if kind == "not":
        negated = compiled(below)
        return lambda event: None if (result := negated(event)) is None else not result
    children, decisive = [compiled(child) for child in below], kind == "or"

    def of_event(event):
        result = not decisive
        for child in children:
            one = child(event)
            if one is decisive:
                return decisive
            if one is None:
                result = None
        return result
    return of_event


def tests_of(tree):
    kind, below = tree
    if kind == "test":
        return [below]
    return tests_of(below) if kind == "not" else [test for child in below for test in tests_of(child)]


def can_be(tree, wanted=True):
    """Whether the tree can be true (or false) for any event at all, as far as its unknown tests say."""
    kind, below = tree
    if kind == "test":
        return below.operator != "unknown"
    if kind == "not":
        return can_be(below, not wanted)
    return (any if (kind == "or") == wanted else all)(can_be(child, wanted) for child in below)


def is_gate(test):
    """Whether a test requires bytes that an index can find it by: a whole value, its last path component, or
    four in a row."""
    if test.operator != "text":
        return False
    literals = [part for part in test.value if isinstance(part, str)]
    is_whole = len(literals) == len(test.value)
    ends_path = test.value[:1] == [ANY] and len(test.value) == 2 and any("\\" in part or "/" in part for part in literals)
    return is_whole or ends_path or any(len(part.encode("utf-8", "surrogateescape")) >= 4 for part in literals)


def is_gateable(tree, wanted=True):
    """Whether the tree can hold only if a text that an index can find is there."""
    kind, below = tree
    if kind == "test":
        return wanted and below.field != "" and is_gate(below)
    if kind == "not":
        return is_gateable(below, not wanted)
    return (all if (kind == "or") == wanted else any)(is_gateable(child, wanted) for child in below)
