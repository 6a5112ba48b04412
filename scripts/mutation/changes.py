# SPDX-License-Identifier: MIT
"""The changes of scripts/mutate.py: one operator, constant, condition or statement of a C file at a time. It knows tokens, not
the syntax of C, and nothing of how a change is tried."""

import collections
import re

Mutant = collections.namedtuple("Mutant", "file line old new start end")

TOKEN = re.compile(r"""
    (?P<skip> /\*.*?\*/ | //[^\n]* | ^[ \t]*\#[^\n]*(?:\\\n[^\n]*)* | "(?:\\.|[^"\\])*" )
  | (?P<character> '(?:\\.|[^'\\])+' )
  | (?P<fraction> \b[0-9]+\.[0-9]+\b )
  | (?P<number> \b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<operator> <<=|>>=|\+\+|--|->|&&|\|\||<<|>>|<=|>=|==|!=|\+=|-=|\*=|/=|%=|&=|\|=|\^=|[-+*/%&|^~!<>=?:;,.(){}\[\]] )
""", re.X | re.S | re.M)

OTHERS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"],
    "^": ["|"], "&&": ["||"], "||": ["&&"], "++": ["--"], "--": ["++"], "+=": ["-="], "-=": ["+="], "<<=": [">>="],
    ">>=": ["<<="], "|=": ["&="], "&=": ["|="],
}
NOT_BINARY_AFTER = {"(", "[", "{", ",", "=", "return", ";", "?", ":", "<", ">", "==", "!=", "&&", "||", "!", "&", "|",
                    "+", "-", "*", "/", "%", "~", "case", "sizeof", ")="}
TYPES = {"char", "void", "struct", "const", "int", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "size_t", "unsigned"}


def tokens_of(text):
    return [(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup != "skip"]


def closing(tokens, at):
    """Returns the index of the bracket that closes the one at `at`."""
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i][1] in "([{":
            depth += 1
        elif tokens[i][1] in ")]}":
            depth -= 1
            if depth == 0:
                return i
    raise ValueError("unbalanced brackets")


def other_numbers(text):
    digits = text.rstrip("uUlL")
    suffix = text[len(digits):]
    value = int(digits, 8 if digits.isdigit() and digits[0] == "0" else 0)
    return [f"{value + 1}{suffix}"] + ([f"{value - 1}{suffix}"] if value else [])


def changes_of_token(tokens, i):
    kind, text, start, end = tokens[i]
    before = tokens[i - 1][1] if i else ";"
    if kind == "number":
        for new in other_numbers(text):
            yield start, end, new
    elif kind in ("character", "fraction"):
        yield start, end, f"({text} + 1)"
    elif kind == "operator" and text in OTHERS:
        if text in ("+", "-", "*", "&") and (before in NOT_BINARY_AFTER or before in TYPES):
            return
        for new in OTHERS[text]:
            yield start, end, new


def changes_of_condition(text, tokens, i):
    """Changes conditions: if (X) and while (X); the middle of for (;X;); and the operand before a `?`, within its brackets."""
    if tokens[i][1] in ("if", "while") and tokens[i + 1][1] == "(":
        first, last = i + 1, closing(tokens, i + 1)
        start, end = tokens[first][3], tokens[last][2]
        yield start, end, f"!({text[start:end]})"
    elif tokens[i][1] == "for":
        last = closing(tokens, i + 1)
        ends = [j for j in range(i + 2, last) if tokens[j][1] == ";"]
        if len(ends) == 2 and ends[1] > ends[0] + 1:
            start, end = tokens[ends[0]][3], tokens[ends[1]][2]
            yield start, end, f" !({text[start:end].strip()})"
    elif tokens[i][1] == "?":
        first, depth = i, 0
        while True:
            word = tokens[first - 1][1]
            if word in ")]":
                depth += 1
            elif word in "([":
                depth -= 1
            if depth < 0 or depth == 0 and word in ("=", "return", ",", ";", "{", ":", "?", "+=", "-="):
                break
            first -= 1
        start, end = tokens[first][2], tokens[i - 1][3]
        yield start, end, f"!({text[start:end]})"


def statement_starts(tokens):
    """Returns the indexes of tokens that can start a statement."""
    starts, depth = set(), 0
    for i, (_, word, _, _) in enumerate(tokens):
        depth += (word in "([") - (word in ")]")
        if word in ("if", "for", "while", "switch") and tokens[i + 1][1] == "(":
            starts.add(closing(tokens, i + 1) + 1)
        elif word in ("{", "}", "else") or word == ";" and depth == 0 or word == ":" and tokens[i - 2][1] == "case":
            starts.add(i + 1)
    return starts


def changes_of_statement(text, tokens, i, returns_bool):
    """Changes a statement that starts at this token: returned values, and statements that can be left out."""
    if tokens[i][1] in ("if", "for", "while", "do", "switch", "else", "case", "default", "static", "enum", "struct",
                        "const", "typedef", "}", "{", ";", "extern", "inline"):
        return
    last = i
    while last < len(tokens) and tokens[last][1] not in (";", "{"):
        last = closing(tokens, last) + 1 if tokens[last][1] in "([" else last + 1
    if last >= len(tokens) or tokens[last][1] == "{":
        return
    start, end = tokens[i][2], tokens[last][3]
    if tokens[i][1] == "return" and last > i + 1:
        value = text[tokens[i + 1][2]:tokens[last][2]]
        if value in ("true", "false"):
            yield start, end, f"return {'false' if value == 'true' else 'true'};"
        elif value == "NULL":
            yield start, end, 'return "";'
        else:
            yield start, end, f"return !({value});" if returns_bool else f"return ({value}) + 1;"
            yield start, end, "return 0;"
    elif "\n" not in text[start:end]:
        yield start, end, ";"


def mutants_of(path, text):
    tokens = tokens_of(text)
    starts = statement_starts(tokens)
    found = {}
    depth, signature = 0, ""
    for i, (_, word, start, _) in enumerate(tokens):
        if depth == 0 and word == "{":
            signature = text[text.rfind("\n\n", 0, start) + 2:start]
        if word == "{" and tokens[i - 1][1] == "extern":
            continue  # extern "C" {: its bracket closes at the end of the file, where depth stays 0
        depth = max(depth + (word == "{") - (word == "}"), 0)
        in_function = depth > 0 and ")" in signature
        returns_bool = re.search(r"\bbool\s+\w+\(", signature) is not None
        changes = list(changes_of_token(tokens, i)) if depth > 0 else []
        if in_function:
            changes += list(changes_of_condition(text, tokens, i))
            changes += list(changes_of_statement(text, tokens, i, returns_bool)) if i in starts else []
        for first, end, new in changes:
            if text[first:end] != new:
                line = text.count("\n", 0, first) + 1
                found[(first, end, new)] = Mutant(path, line, " ".join(text[first:end].split()), new, first, end)
    return list(found.values())
