# SPDX-License-Identifier: MIT
"""Conditions as trees, and what they are for an event: true, false or unknown (None), in Kleene's logic.

A value that is empty is the same as null, and one that is `*` alone asks whether the field exists. A tree is ("and", [tree...]), ("or", [tree...]), ("not", tree) or ("test", Test).
"""
import collections
import ipaddress
import re

from . import values
from .values import ANY, ONE

MODIFIERS = {"contains", "startswith", "endswith", "all", "exists", "cidr", "windash", "cased", "gt", "gte", "lt", "lte",
             "base64", "base64offset", "wide", "utf16le", "fieldref"}
PLACES = ("contains", "startswith", "endswith")
ALONE = {"exists", "gt", "gte", "lt", "lte", "cidr"}  # cidr may stand with all
OF_TEXTS = {"windash", "base64", "base64offset", "wide", "utf16le", "fieldref"}
COMPARE = {"gt": lambda a, b: a > b, "gte": lambda a, b: a >= b, "lt": lambda a, b: a < b, "lte": lambda a, b: a <= b}

# `field` is as it is written, and "" for a test of all values; `operator` is text, null, exists, cidr, fieldref or a comparison.
# `value` is the list of parts of a text; `written` is the value of the input, if it is compared as a whole.
Test = collections.namedtuple("Test", "field operator value cased written")


class Nothing(str):
    """What stands in YAML for a value that is not there: not even null."""


class Wrong(Exception):
    """What is wrong with a condition."""


def texts_of(modifiers, written):
    """The alternative values that one written value stands for, each a list of parts."""
    found, data = [values.parts_of(written)], None
    for modifier in modifiers:
        if modifier == "windash":
            try:
                found = [dashed for parts in found for dashed in values.windash(parts)]
            except ValueError as wrong:
                raise Wrong(f"'windash' of '{written}': {wrong}") from None
        elif modifier in ("wide", "utf16le", "base64", "base64offset"):
            if len(found) != 1 or any(part in (ANY, ONE) for part in found[0]):
                raise Wrong(f"'{modifier}' of a value with wildcards")
            data = "".join(found[0]).encode("utf-16-le" if modifier in ("wide", "utf16le") else "utf-8") if data is None else data
            if modifier.startswith("base64"):
                found = [[text] for text in values.base64_of(data, modifier == "base64offset")]
        elif modifier in PLACES:
            for parts in found:
                if modifier != "startswith" and parts[:1] != [ANY]:
                    parts.insert(0, ANY)
                if modifier != "endswith" and parts[-1:] != [ANY]:
                    parts.append(ANY)
    return found


def one_value(field, modifiers, written):
    """The tree for one value of a key."""
    def test(operator, value=None):
        return ("test", Test(field, operator, value, "cased" in modifiers, written))

    compare = [modifier for modifier in modifiers if modifier in COMPARE]
    if not written:
        if set(modifiers) - {"all"}:
            raise Wrong("null or an empty text with a modifier")
        return test("null")
    if "exists" in modifiers:
        if written.lower() not in ("true", "false"):
            raise Wrong(f"'exists: {written}', expected true or false")
        return test("exists") if written.lower() == "true" else ("not", test("exists"))
    if "cidr" in modifiers:
        try:
            ipaddress.ip_network(written if "/" in written else "none")
        except ValueError:
            raise Wrong(f"'{written}' is no network, as 10.0.0.0/8") from None
        return test("cidr", written)
    if compare:
        if values.number_of(written) is None:
            raise Wrong(f"'{written}' is no number")
        return test(compare[0], values.number_of(written))
    if "fieldref" in modifiers:
        place = next((modifier for modifier in modifiers if modifier in PLACES), "equal")
        return test("fieldref", (place, written))
    return either([test("text", parts) if set(parts) != {ANY} or not field else test("exists") for parts in texts_of(modifiers, written)])


def either(trees):
    return trees[0] if len(trees) == 1 else ("or", trees)


def key_tree(key, value):
    """The tree of one pair of a selection: `Field|modifier: value`."""
    field, *modifiers = key.split("|")
    for modifier in modifiers:
        if modifier not in MODIFIERS:
            raise Wrong(f"unknown modifier '{modifier}' in '{key}'")
    if modifiers and modifiers[-1] in ("wide", "utf16le"):
        raise Wrong(f"'{modifiers[-1]}' without base64 in '{key}'")
    given = set(modifiers)
    if given & ALONE and len(given) > 1 and given != {"cidr", "all"} or len(given & set(PLACES)) > 1 or len(modifiers) > len(given) or (
            "windash" in given or "fieldref" in given) and len(given & OF_TEXTS) > 1:
        raise Wrong(f"modifiers that contradict one another in '{key}'")
    if isinstance(value, dict) or isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        raise Wrong(f"a map or list as a value of '{key}'")
    items = value if isinstance(value, list) else [value]
    if not items or any(isinstance(item, Nothing) for item in items):
        raise Wrong(f"no value for '{key}'")
    if not field and (given & ALONE or not all(items)):
        raise Wrong(f"no field in '{key}'")
    if not field and not given & set(PLACES):
        modifiers.append("contains")
    trees = [one_value(field, modifiers, item) for item in items]
    return ("and", trees) if "all" in modifiers else either(trees)


def map_tree(pairs):
    if not pairs:
        raise Wrong("an empty map")
    return ("and", [key_tree(key, value) for key, value in pairs.items()])


def keyword(written):
    """A tree for a text in any value of the event."""
    return key_tree("", written)


def selection_tree(selection):
    if isinstance(selection, dict):
        return map_tree(selection)
    items = selection if isinstance(selection, list) else [selection]
    if not items or any(not item or isinstance(item, list) for item in items):
        raise Wrong("a selection that is empty, has nothing in it, or is a list of lists")
    return either([map_tree(item) if isinstance(item, dict) else keyword(item) for item in items])


def detection_tree(detection):
    """The tree of named selections and Sigma's `condition:` over them."""
    if not isinstance(detection, dict) or not isinstance(detection.get("condition"), str):
        raise Wrong("a detection without one text as condition")
    names = {name: value for name, value in detection.items() if name != "condition"}
    trees = {name: selection_tree(value) for name, value in names.items()}
    tokens = re.findall(r"[()]|[^\s()]+", detection["condition"])
    used = set()

    def take(expected=None):
        if not tokens or expected and tokens[0] != expected:
            raise Wrong(f"'{tokens[0] if tokens else 'the end'}' in the condition, expected {expected or 'a selection'}")
        return tokens.pop(0)

    def chosen(pattern):
        wanted = re.escape("*" if pattern == "them" else pattern).replace(r"\*", ".*")
        fits = [name for name in trees if re.fullmatch(wanted, name) and (pattern.startswith("_") or not name.startswith("_"))]
        if not fits:
            raise Wrong(f"'{pattern}' in the condition is no selection")
        used.update(fits)
        return [trees[name] for name in fits]

    def primary():
        token = take()
        if token == "not":
            return ("not", primary())
        if token == "(":
            tree = infix("or")
            take(")")
            return tree
        if tokens[:1] == ["of"]:
            if token not in ("1", "all"):
                raise Wrong(f"'{token} of' in the condition, expected '1 of' or 'all of'")
            take()
            return ("or" if token == "1" else "and", chosen(take()))
        if token not in trees:
            raise Wrong(f"'{token}' in the condition is no selection")
        used.add(token)
        return trees[token]

    def infix(word):
        parse = primary if word == "and" else lambda: infix("and")
        trees_here = [parse()]
        while tokens[:1] == [word]:
            take()
            trees_here.append(parse())
        return trees_here[0] if len(trees_here) == 1 else (word, trees_here)

    tree = infix("or")
    if tokens:
        raise Wrong(f"'{tokens[0]}' in the condition, expected 'and', 'or' or its end")
    if set(trees) - used:
        raise Wrong(f"selection '{min(set(trees) - used)}' is not in the condition")
    return tree


# ---- What a tree is for an event


def compiled_test(test):
    """A function of an event, which has texts(field) and folded(field)."""
    field, operator, value, cased, _ = test
    if operator == "unknown":
        return lambda event: None
    if operator == "null":
        return lambda event: "" in texts if (texts := event.texts(field)) else True
    if operator == "exists":
        return lambda event: bool(event.texts(field))
    if operator == "fieldref":
        return lambda event: fieldref(event, field, value, cased)
    if operator == "text":
        one = values.text_test(value, cased)
    elif operator == "cidr":
        one, cased = values.network_test(value), True
    else:
        cased = True
        one = lambda text: (number := values.number_of(text)) is not None and COMPARE[operator](number, value)  # noqa: E731

    def of_event(event):
        texts = event.texts(field) if cased else event.folded(field)
        if not texts and field:
            return None
        for text in texts:
            if one(text):
                return True
        return False
    return of_event


def fieldref(event, field, value, cased):
    place, other = value
    mine, others = (event.texts(field), event.texts(other)) if cased else (event.folded(field), event.folded(other))
    if not mine or not others:
        return None
    compare = {"equal": str.__eq__, "contains": str.__contains__, "startswith": str.startswith, "endswith": str.endswith}[place]
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


def can_be(tree, wanted=True):
    """Whether the tree can be true (or false) for any event at all, as far as its unknown tests say."""
    kind, below = tree
    if kind == "test":
        return below.operator != "unknown"
    if kind == "not":
        return can_be(below, not wanted)
    return (any if (kind == "or") == wanted else all)(can_be(child, wanted) for child in below)


def is_gate(test):
    """Whether a test requires bytes that an index can find it by: a whole value, its last path component, or four in a row."""
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
