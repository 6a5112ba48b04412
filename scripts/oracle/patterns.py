# SPDX-License-Identifier: MIT
"""Texts that a regular expression matches, or nearly: one way through it, with its repeats as short or as long as asked."""
try:
    from re import _constants as constants, _parser as parser
except ImportError:  # before Python 3.11
    import sre_constants as constants
    import sre_parse as parser

LONGEST = 40  # of one repeat


def one_of(items, rng):
    """A character of a set."""
    if items and items[0][0] is constants.NEGATE:
        return rng.choice("~\u00e9 0")
    kind, value = rng.choice(items)
    if kind is constants.LITERAL:
        return chr(value)
    if kind is constants.RANGE:
        return chr(rng.choice((value[0], value[1], rng.randint(*value))))
    return of_category(value, rng)


def of_category(category, rng):
    name = str(category)
    if "NOT" in name:
        return rng.choice({"DIGIT": "x- ", "SPACE": "x0~", "WORD": " -~"}[name.split("_")[-1]])
    return rng.choice({"DIGIT": "059", "SPACE": " \t\n", "WORD": "aZ0_"}[name.split("_")[-1]])


def walk(parsed, rng, groups):
    out = ""
    for kind, value in parsed:
        name = str(kind)
        if name in ("LITERAL", "NOT_LITERAL"):
            out += chr(value) if name == "LITERAL" else chr(value + 1)
        elif name == "ANY":
            out += rng.choice("x\u00e9 \n")
        elif name == "IN":
            out += one_of(value, rng)
        elif name == "BRANCH":
            out += walk(rng.choice(value[1]), rng, groups)
        elif name == "SUBPATTERN":
            groups[value[0]] = walk(value[3], rng, groups)
            out += groups[value[0]]
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            lowest, highest, below = value
            times = rng.choice((lowest, lowest, lowest + 1, min(highest, lowest + LONGEST), max(lowest - 1, 0)))
            out += "".join(walk(below, rng, groups) for _ in range(min(times, 1000)))
        elif name == "GROUPREF":
            out += groups.get(value, "")
        elif name == "ATOMIC_GROUP":
            out += walk(value, rng, groups)
    return out


def text_of(written, rng):
    """A text that is like the expression; mostly, it matches."""
    return walk(parser.parse(written), rng, {})
