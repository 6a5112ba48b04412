#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the table of docs/formats.md from cli/log/formats.json.

    formats.py cli/log/formats.json            # to standard output
    formats.py cli/log/formats.json --write docs/formats.md    # in its place there
"""
import json
import sys

START, END = "<!-- formats.json -->\n", "<!-- end -->\n"


def code(text):
    return "`" + text + "`"


def source(one):
    """A source in words."""
    if isinstance(one, list):
        return ", else ".join(source(each) for each in one)
    if isinstance(one, str):
        return code(one)
    parts = []
    if "text" in one:
        parts.append(one["text"])
    elif "table" in one:
        parts.append("what `--table` says")
    elif "name_of" in one:
        parts.append("the name of the event's object")
    else:
        parts.append(code(one["path"]))
        if "after" in one:
            parts.append("after " + code(one["after"]))
        if "before" in one:
            parts.append("before " + code(one["before"]))
    return " ".join(parts)


def verb(patterns):
    return " like " if any("*" in pattern or "#" in pattern for pattern in patterns) else " is "


def test(path, wanted):
    if wanted is True:
        return code(path)
    if wanted is False:
        return "no " + code(path)
    if isinstance(wanted, dict):
        kind = wanted["kind"]
        words = {"any": "", "object": ", an object", "array": ", a list", "number": ", a number"}[kind]
        return code(path) + words + (f" of {wanted['members']}" if "members" in wanted else "")
    if isinstance(wanted, list):
        if len(wanted) > 4:
            return code(path) + f" is {code(wanted[0])} or one of {len(wanted) - 1} others"
        return code(path) + verb(wanted) + " or ".join(map(code, wanted))
    return code(path) + verb([wanted]) + code(wanted)


def many(value):
    return value if isinstance(value, list) else [value]


def rows(formats):
    for row in formats:
        when = [test(path, wanted) for path, wanted in row.get("when", {}).items()]
        if row.get("table"):
            when.insert(0, "`--table`")
        if "inside" in row:
            when.append(" or ".join(map(code, many(row["inside"]))))
            yield row["name"], row["about"], "; ".join(when), "what is inside is read as a line", "", ""
            continue
        yield (row["name"], row["about"], "; ".join(when) or "what stands under provider and channel",
               source(row["id"]) if "id" in row else "none", source(row["provider"]) if "provider" in row else "",
               source(row["channel"]) if "channel" in row else "")


def table(file):
    head = ("name", "written by", "recognised by", "event id", "provider", "channel")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows(json.load(open(file, encoding="utf-8"))["formats"]):
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def main():
    made = table(sys.argv[1])
    if len(sys.argv) == 2:
        sys.stdout.write(made)
        return
    page = open(sys.argv[3], encoding="utf-8").read()
    before, rest = page.split(START)
    after = rest.split(END)[1]
    open(sys.argv[3], "w", encoding="utf-8").write(before + START + made + END + after)


if __name__ == "__main__":
    main()
