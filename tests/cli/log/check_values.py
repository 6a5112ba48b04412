#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_values.py INPUT_LINES: whether the objects of JSON that is not JSON lines come out as lines, against Python's json;
that JSON lines come out byte for byte; and that a broken object costs none of those that stand on lines of their own, but one that may be its value: that one stands
in the line that is reported."""

import json
import random

from inputs import check, finish, lines, run

pieces = ["a", "}", "{", "[", "]", ",", ":", '"', "\\", "\n", "\t", "é", "\u2028", "😀", "//", "\x1e", " "]


def text():
    return "".join(random.choice(pieces) for _ in range(random.randrange(6)))


def value(depth):
    kind = random.randrange(8 if depth else 5)
    if kind < 2:
        return text()
    if kind < 5:
        return random.choice([None, True, False, 0, -1, 2.5e-3, 10**18])
    if kind < 6:
        return [value(depth - 1) for _ in range(random.randrange(4))]
    return thing(depth - 1)


def thing(depth=4):
    return {text(): value(depth) for _ in range(random.randrange(5))}


def layouts(things):
    """Each yields the things in one form that is no JSON lines."""
    indent = random.choice([0, 1, 2, "\t"])
    yield json.dumps(things)
    yield json.dumps(things, indent=indent, ensure_ascii=False)
    yield json.dumps(things, indent=indent).replace("\n", "\r\n")
    yield "[\n" + ",\n".join(json.dumps(each) for each in things) + "\n]\n"
    yield "[[" + json.dumps(things)[1:-1] + "],\n[]]"
    yield "\n" + "\n".join(json.dumps(each, indent=indent, ensure_ascii=False) for each in things) + "\n"
    if len(things) > 1:
        yield "".join(json.dumps(each) for each in things)
        yield " ".join(json.dumps(each) for each in things) + "\n"
        yield ",\n".join(json.dumps(each) for each in things)
    yield "".join("\x1e" + json.dumps(each, indent=indent) + "\n" for each in things)
    yield "\ufeff" + json.dumps(things)


count = 0
for _ in range(60):
    things = [thing() for _ in range(random.randrange(1, 6))]
    things[0] = things[0] or {"a": 1}  # so that an indented one has more than a line
    for form in layouts(things):
        size = random.choice([16, 50, 4096])
        count += 1
        check(f"the objects in {form!r}", [json.loads(line) for line in lines(form.encode(), size)], things)

    # JSON lines come out as they are.
    for end in ("\n", "\r\n", " \n"):
        form = ("\ufeff" if random.randrange(2) else "") + end.join(json.dumps(each) for each in things)
        form += random.choice(["", "\n", "\n\n", '\n{"broken":\n', "\nno JSON\n", '\n{"a":1} {"b":2}\n'])
        if len(things) > 1:
            count += 1
            check(f"the bytes of {form!r}", run(form.encode(), random.choice([16, 4096])), (form.encode(), ""))

# A first line that is broken does not make the rest one value.
for first in ('{"a":', '{"a":"b', '{"a":1,', "{", '{"a":[1,', '{"a":{"b":1}', '{"a" "b"}', "nothing", '{"a":1]', "[1,2]", "[0"):
    form = first + '\n{"b":1}\n{"c":{"d":2}}\n'
    check(f"the bytes of {form!r}", run(form.encode()), (form.encode(), ""))

# In a log of values, what is broken costs no object that begins a line, whatever stands before it.
breaks = ['{"a":', '{"a":"b', '{"a":1,', '{', '{"a":[1,', '{"a":{"b":1}', "}", "]", '"', '{"a":1}}', "junk", '{"a":1,,}', "{{", '{"x":"\\',
          '{"a":1 "b":2}', "\x00", "{]"]
for broken in breaks:
    for separator in ("\n", ",\n"):
        good = [{"n": i, "in": {"text": text()}} for i in range(5)]
        form = '{\n"first": 0}\n' + separator.join(
            (broken if i == 2 else json.dumps(good[i])) for i in range(5)) + "\n"
        got = lines(form.encode(), random.choice([16, 4096]))
        parsed = []
        for line in got:
            try:
                parsed.append(json.loads(line))
            except ValueError:
                pass
        count += 1
        for i in (0, 1, 3, 4):
            is_value = i == 3 and broken in ('{"a":', '{"a":[1,') and separator == "\n"
            check(f"{good[i]} in {form!r}", good[i] in parsed, not is_value)
            check(f"{good[i]} somewhere in {form!r}", json.dumps(good[i]).encode() in b"".join(got), True)
        if broken not in ("]",):
            kept = b"".join(b"".join(got).split())
            check(f"the bytes of {form!r}", all(ord(char) < 33 or char.encode() in kept for char in broken), True)

# In an array on one line, it costs no more than what it stands in.
for broken in breaks:
    good = [{"n": i} for i in range(40)]
    form = "[" + ",".join(broken if i == 20 else json.dumps(good[i]) for i in range(40)) + "]"
    got = b"\n".join(lines(form.encode()))
    missing = [each for each in good if json.dumps(each).encode() not in got.splitlines() and each["n"] != 20]
    check(f"the objects around {broken!r}", len(missing) <= 1, True)

# Depth and length: a value that never ends, and one that is deep.
deep = b'{"a":' * 100000 + b"1" + b"}" * 100000
check("a deep object, twice", lines(b"[" + deep + b"," + deep + b"]") == [deep, deep], True)
for endless in (b"[" + b'{"a":' * 200000, b'[{"a":"' + b"x" * 3000000, b"{\n" * 100000, b"[" * 300000, b"[{}" + b"," * 300000):
    run(endless)

# Random bytes: nothing is lost but what stands between objects.
alphabet = b'{}[],:"\\ \n\r\t\x1eabc1\xc3\xa9\x00'
for _ in range(400):
    noise = bytes(random.choice(alphabet) for _ in range(random.randrange(200)))
    form = b'[{"a":1},' + noise
    got = b"".join(lines(form, random.choice([16, 4096])))
    between = b" \n\r\t\x1e,[]"
    check(f"the bytes of {form!r}", got.translate(None, between), form.translate(None, between))

finish(f"{count} logs of JSON")
