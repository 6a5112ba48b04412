# SPDX-License-Identifier: MIT
#
# check_json.py PARSER yajl|simdjson [LOG...]: compares what a parser of the tool finds in lines (json_members.c) with
# Python's json: cases that are hard for parsers, lines of logs, and both with random changes. YAJL differs in what it
# takes as a blank and in halves of surrogate pairs; lines with these are left out for it.
import json
import random
import re
import subprocess
import sys

parser, kind, logs = sys.argv[1], sys.argv[2], sys.argv[3:]
DEPTH_LIMIT, NESTING_LIMIT = 16, 1024
NULL, BOOLEAN, NUMBER, STRING, OBJECT, ARRAY = range(6)
sys.setrecursionlimit(10000)


class Number(str):
    """A number as it is spelt."""


class Pairs(list):
    """The members of an object, also those of the same name."""


def refuse(word):
    raise ValueError(word)


def hexadecimal(text):
    if text is None:
        return "-"
    text = re.sub("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udc7f\udd00-\udfff]", "\ufffd", text)
    return text.encode("utf-8", "surrogateescape").hex()


def flatten(value, key, parent, depth, members):
    if isinstance(value, (Pairs, list)):
        if depth >= NESTING_LIMIT:
            raise ValueError("too deep")
        number = len(members)
        if depth < DEPTH_LIMIT:
            members.append((OBJECT if isinstance(value, Pairs) else ARRAY, parent, key, None))
        for item in value:
            name, item = item if isinstance(value, Pairs) else (None, item)
            flatten(item, name, number, depth + 1, members)
    elif depth <= DEPTH_LIMIT:
        word = None if value is None else ("true" if value else "false") if isinstance(value, bool) else str(value)
        of = (NULL if value is None else BOOLEAN if isinstance(value, bool) else
              NUMBER if isinstance(value, Number) else STRING)
        members.append((of, parent, key, word))


def expected(line):
    try:
        value = json.loads(line.decode("utf-8", "surrogateescape"), object_pairs_hook=Pairs, parse_int=Number,
                           parse_float=Number, parse_constant=refuse)
        members = []
        flatten(value, None, -1, 0, members)
    except (ValueError, RecursionError):
        return "error"
    if not isinstance(value, Pairs):
        return "error"
    return "".join(f"{of} {parent} {hexadecimal(key)} {hexadecimal(word)};" for of, parent, key, word in members)


def is_compared(line):
    if b"\\u" in line and any(byte > 0x7F for byte in line):
        return False  # Python has bytes that are not UTF-8 as halves of surrogate pairs
    return kind != "yajl" or not (b"\x0b" in line or b"\x0c" in line or re.search(rb"\\u[dD][89a-fA-F]", line))


def hard_lines():
    values = """0 -0 1 10 -1 1.5 1e5 1E+5 1e-5 -1.25e10 123456789012345678901234567890 01 -01 1. .5 - + 1e 1e+ 0x1 1.e1 --1 1a
        true false null True tru truee nul nullx NaN Infinity -Infinity "" "a" "\\n" "\\u0041" "\\u00e9" "\\u20ac" "\\ud83d\\ude00"
        "\\ud800" "\\udc00" "\\ud800x" "\\ud800\\ud800" "\\u12" "\\u123g" "\\x" "\\" "\\\\" "\\"" "\\/" "\\b\\f\\n\\r\\t" "a
        [] [1] [1,] [,1] [1,,2] [[]] [1 2] {} {"a":1} {"a":1,} {,"a":1} {"a"} {"a":} {a:1} {"a":1 "b":2} {"a":1]} [1} [{}] "\\u0000"
        {"a":{"b":[1,{"c":null}]}} ["a","b"] {"":1} {"\\u0061":1} {"a\\n":2} {"a":1,"a":2} 'a' [true,false,null] "\x7f" "\u00e9" "\u20ac"
        "\U0001f600\"""".split()
    for value in values:
        for shape in ('{"a":%s}', '{"x":1,"a":%s,"b":"y"}', '{"a":[%s]}', '{ "a" : %s , "b" : %s }', "%s", "{%s}", ' \t{"a":%s}\t '):
            yield shape.replace("%s", value).encode()
    for raw in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x00", b"\x01", b"\x1f", b"\x7f", b"\t"):
        yield b'{"a":"x' + raw + b'y","' + raw + b'":1}'
        yield b'{"a":' + raw + b"}"
        yield b'{"a":"\\n' + raw + b'"}'
    for depth in (1, 14, 15, 16, 17, 18, 1022, 1023, 1024, 3000):
        yield b'{"a":' + b"[" * depth + b"1" + b"]" * depth + b"}"
        yield b'{"a":' * depth + b"1" + b"}" * depth
    yield b'{"a":1}x'
    yield b'{"a":1} {}'
    yield b'{"a":1}"'
    yield b""


random.seed(20261130)
lines = list(hard_lines())
for log in logs:
    with open(log, "rb") as file:
        lines += [line.rstrip(b"\n") for line in file][:40]
short = [line for line in lines if len(line) < 3000]
for _ in range(20000 // max(1, len(short)) + 1):
    for line in short:
        changed = bytearray(line)
        for _ in range(random.randint(1, 3)):
            if changed:
                at = random.randrange(len(changed))
                changed[at:at + random.randint(0, 2)] = random.choice(
                    (b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"0", b"\\u0041", b"", bytes([random.randrange(256)])))
        lines.append(bytes(changed).replace(b"\n", b" "))
lines = [line for line in lines if is_compared(line)]
compared = accepted = 0
while lines:
    part, lines = lines[:500], lines[500:]
    output = subprocess.run([parser], input=b"".join(line + b"\n" for line in part), stdout=subprocess.PIPE, check=True).stdout
    found = output.decode().split("\n")[:-1]
    assert len(found) == len(part)
    for line, members in zip(part, found):
        assert members == expected(line), (line[:300], members[:300], expected(line)[:300])
        compared += 1
        accepted += members != "error"
assert accepted > compared / 50 and compared - accepted > compared / 50  # the logs, of which most are valid, may be absent
print(f"{kind}: {compared} lines as Python's json has them, {accepted} of them valid")
