# SPDX-License-Identifier: MIT
"""The values of tests: Sigma's escapes, wildcards and modifiers, and the comparison of one text with one value.

A value is a list of parts: a literal text, ANY (`*`) or ONE (`?`).
"""
import base64
import functools
import ipaddress
import itertools
import operator
import re

ANY, ONE = object(), object()
DASHES = ("-", "/", "\u2013", "\u2014", "\u2015")
LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(text):
    """Lower case of A to Z alone."""
    return text.lower() if text.isascii() else text.translate(LOWER)


def parts_of(text):
    """Splits a value at its wildcards. A backslash before `*`, `?` or a backslash takes its meaning away; any other is itself."""
    parts, literal, i = [], "", 0
    while i < len(text):
        char = text[i]
        if char == "\\" and text[i + 1 : i + 2] in ("*", "?", "\\"):
            literal += text[i + 1]
            i += 2
            continue
        if char in "*?":
            parts += [literal] if literal else []
            parts.append(ANY if char == "*" else ONE)
            literal = ""
        else:
            literal += char
        i += 1
    return parts + [literal] if literal else parts


def has_wildcard(text):
    return any(part in (ANY, ONE) for part in parts_of(text))


def windash(parts):
    """The value with each dash or slash that begins a word as each of the five dashes."""
    pieces = []
    for part in parts:
        if part in (ANY, ONE):
            pieces.append([part])
            continue
        start = 0
        for match in re.finditer(r"\B[-/]\b", part):
            pieces += [[part[start : match.start()]], DASHES]
            start = match.end()
        pieces.append([part[start:]])
    if sum(piece is DASHES for piece in pieces) > 3:
        raise ValueError("more than three dashes")
    return [joined(choice) for choice in itertools.product(*pieces)]


def joined(parts):
    """Puts neighbouring literals together, and drops empty ones."""
    out = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part != "":
            out.append(part)
    return out


def base64_of(data, offset):
    """What encoded text holds of these bytes, wherever the text around them lets them begin."""
    if not offset:
        return [base64.b64encode(data).decode()]
    texts = []
    for before in range(3):
        text = base64.b64encode(b" " * before + data).decode()
        end = (None, -3, -2)[(len(data) + before) % 3]
        texts.append(text[(0, 2, 3)[before] : end])
    return texts


def text_test(parts, cased):
    """Returns a function that says whether a text, folded unless `cased`, is the value."""
    parts = [fold(part) if isinstance(part, str) and not cased else part for part in parts]
    literals = [part for part in parts if isinstance(part, str)]
    inner = parts[1:] if parts[:1] == [ANY] else parts
    starts_open, ends_open = parts[:1] == [ANY], len(inner) > 0 and inner[-1] is ANY
    inner = inner[:-1] if ends_open else inner
    if len(literals) <= 1 and inner == literals:
        literal = literals[0] if literals else ""
        if starts_open and ends_open:
            return lambda text: literal in text
        if starts_open:
            return lambda text: text.endswith(literal)
        if ends_open:
            return lambda text: text.startswith(literal)
        return lambda text: text == literal
    pattern = "".join(".*" if p is ANY else "." if p is ONE else re.escape(p) for p in parts)
    compiled = re.compile(pattern, re.DOTALL)
    first = max(literals, key=len, default="")
    return lambda text: first in text and compiled.fullmatch(text) is not None


def pattern_of(written, flags):
    """A regular expression, of which Sigma's flags are i, m and s. Letters, digits and case are those of ASCII."""
    by_name = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
    return re.compile(written, functools.reduce(operator.or_, (by_name[flag] for flag in flags), re.ASCII))


def number_of(text):
    """The number of 64 bits with a sign that a text is, in decimal or with 0x; None if it is none."""
    digits = re.fullmatch(r"([+-]?)(?:0[xX]([0-9a-fA-F]+)|([0-9]+))", text, re.ASCII)
    if not digits or len(text) > 4000:
        return None
    number = int(digits[2], 16) if digits[2] else int(digits[3])
    number = -number if digits[1] == "-" else number
    return number if -(1 << 63) <= number < 1 << 63 else None


def network_test(value):
    """Whether an address is in a network. An IPv4 address is also written as an IPv6 address, ::ffff:10.0.0.1. Only IPv6 has
    zones, as fe80::1%eth0."""
    network, mapped = ipaddress.ip_network(value), 0xffff << 32
    first, bits = int(network.network_address), network.max_prefixlen - network.prefixlen
    first |= mapped if network.version == 4 else 0

    def test(text):
        try:
            address = ipaddress.ip_address(text.split("%")[0] if ":" in text else text)
        except ValueError:
            return False
        number = int(address) | (mapped if address.version == 4 else 0)
        return number >> bits == first >> bits and (address.version == 6 or bits <= 32)
    return test
