# SPDX-License-Identifier: MIT
"""Sigma's words as trees: a key with its modifiers and values, a selection, and `condition:` over selections.

A value that is empty is the same as null, and one of nothing but `*` asks whether the field exists. A rule may also ask
whether a field contains an empty text, which every value does.
"""
import ipaddress
import re

from . import values
from .trees import COMPARE, Test, either
from .values import ANY, ONE

PLACES = {"contains", "startswith", "endswith"}
ALONE = {"exists", "cidr", *COMPARE}
OF_TEXTS = {"windash", "base64", "base64offset", "wide", "utf16le", "fieldref"}
FLAGS = {"i", "m", "s"}
MODIFIERS = PLACES | ALONE | OF_TEXTS | FLAGS | {"all", "cased", "re"}
ENCODINGS = {"wide": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf16": "utf-16-le"}
# What a rule may have, and a mapping not.
OF_RULES = {"utf16", "utf16be"}


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
        elif modifier in ENCODINGS or modifier.startswith("base64"):
            if len(found) != 1 or any(part in (ANY, ONE) for part in found[0]):
                raise Wrong(f"'{modifier}' of a value with wildcards")
            mark = "\ufeff" if modifier == "utf16" else ""
            data = (mark + "".join(found[0])).encode(ENCODINGS.get(modifier, "utf-8")) if data is None else data
            if modifier.startswith("base64"):
                found = [[text] for text in values.base64_of(data, modifier == "base64offset")]
        elif modifier in PLACES:
            for parts in found:
                if modifier != "startswith" and parts[:1] != [ANY]:
                    parts.insert(0, ANY)
                if modifier != "endswith" and parts[-1:] != [ANY]:
                    parts.append(ANY)
    return found


def one_value(field, modifiers, written, allows_empty=False):
    """The tree for one value of a key."""
    def test(operator, value=None):
        return ("test", Test(field, operator, value, "cased" in modifiers))

    compare = next((modifier for modifier in modifiers if modifier in COMPARE), None)
    if written == "" and PLACES.intersection(modifiers) and allows_empty:
        return test("exists")
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
        return test(compare, values.number_of(written))
    if "re" in modifiers:
        try:
            values.pattern_of(written, FLAGS.intersection(modifiers))
        except (re.error, OverflowError, RecursionError) as error:
            raise Wrong(f"'{written}' is no regular expression: {error}") from None
        return test("re", (written, "".join(sorted(FLAGS.intersection(modifiers)))))
    if "fieldref" in modifiers:
        place = next((modifier for modifier in modifiers if modifier in PLACES), "equal")
        return test("fieldref", (place, written))
    texts = texts_of(modifiers, written)
    return either([test("exists") if field and set(parts) == {ANY} else test("text", parts) for parts in texts])


def check_modifiers(key, modifiers, allowed):
    given = set(modifiers)
    for modifier in modifiers:
        if modifier not in allowed:
            raise Wrong(f"unknown modifier '{modifier}' in '{key}'")
    if modifiers and modifiers[-1] in ENCODINGS:
        raise Wrong(f"'{modifiers[-1]}' without base64 in '{key}'")
    is_contradictory = (len(given) < len(modifiers) or len(given & PLACES) > 1
                        or given & ALONE and len(given) > 1 and given != {"cidr", "all"}
                        or given & {"windash", "fieldref"} and len(given & OF_TEXTS) > 1
                        or given & FLAGS and "re" not in given or "re" in given and given - FLAGS - {"re", "all"})
    if is_contradictory:
        raise Wrong(f"modifiers that contradict one another in '{key}'")
    return given


def key_tree(key, value, allowed=MODIFIERS):
    """The tree of one pair of a selection: `Field|modifier: value`."""
    field, *modifiers = key.split("|")
    given = check_modifiers(key, modifiers, allowed)
    if isinstance(value, dict) or isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        raise Wrong(f"a map or list as a value of '{key}'")
    items = value if isinstance(value, list) else [value]
    if not items or any(isinstance(item, Nothing) for item in items):
        raise Wrong(f"no value for '{key}'")
    if not field and (given & ALONE or not all(items)):
        raise Wrong(f"no field in '{key}'")
    if not field and not given & PLACES and "re" not in given:
        modifiers.append("contains")
    trees = [one_value(field, modifiers, item, bool(OF_RULES & allowed)) for item in items]
    return ("and", trees) if "all" in modifiers else either(trees)


def map_tree(pairs, allowed):
    if not pairs:
        raise Wrong("an empty map")
    return ("and", [key_tree(key, value, allowed) for key, value in pairs.items()])


def keyword(written):
    """A tree for a text in any value of the event."""
    return key_tree("", written)


def selection_tree(selection, allowed=MODIFIERS):
    if isinstance(selection, dict):
        return map_tree(selection, allowed)
    items = selection if isinstance(selection, list) else [selection]
    if not items or any(not item or isinstance(item, list) for item in items):
        raise Wrong("a selection that is empty, has nothing in it, or is a list of lists")
    return either([map_tree(item, allowed) if isinstance(item, dict) else keyword(item) for item in items])


def detection_tree(detection):
    """The tree of named selections and Sigma's `condition:` over them."""
    if not isinstance(detection, dict) or not isinstance(detection.get("condition"), str):
        raise Wrong("a detection without one text as condition")
    names = {name: value for name, value in detection.items() if name != "condition"}
    trees = {name: selection_tree(value) for name, value in names.items()}
    tree, used = condition_tree(detection["condition"], trees)
    if set(trees) - used:
        raise Wrong(f"selection '{min(set(trees) - used)}' is not in the condition")
    return tree


def condition_tree(condition, trees):
    """The tree of a condition over selections, and the names of those that are in it."""
    tokens = re.findall(r"[()]|[^\s()]+", condition)
    used = set()

    def take(expected=None):
        if not tokens or expected and tokens[0] != expected:
            found = tokens[0] if tokens else "the end"
            raise Wrong(f"'{found}' in the condition, expected {expected or 'a selection'}")
        return tokens.pop(0)

    def chosen(pattern):
        wanted = re.escape("*" if pattern == "them" else pattern).replace(r"\*", ".*")
        fits = [name for name in trees if re.fullmatch(wanted, name) and (pattern.startswith("_") or name[0] != "_")]
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
            if token not in ("1", "any", "all"):
                raise Wrong(f"'{token} of' in the condition, expected '1 of' or 'all of'")
            take()
            return ("and" if token == "all" else "or", chosen(take()))
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
    return tree, used
