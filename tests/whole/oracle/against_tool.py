#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does the tool find in logs the conditions that a naive reading of the mapping finds there?

    against_tool.py made CHECKOUT TOOL MAPPING              events that are made for each condition
    against_tool.py recorded CHECKOUT TOOL MAPPING SHARED   the recordings of SHARED

The tool tells how often each event of the mapping was in a log: `tag --events`. An event is known by its id, name and log;
one of the same that tests nothing counts, too.
"""
import collections
import csv
import json
import os
import subprocess
import sys

try:
    import yaml  # noqa: F401
except ImportError:
    print("skipped: there is no python3-yaml")
    sys.exit(77)

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(sys.argv[2], "scripts"), os.path.dirname(os.path.abspath(__file__))]
import conditions  # noqa: E402
import made  # noqa: E402
from oracle import logs, mapping  # noqa: E402

SHOWN = 20  # differences at most
KEY = ("event_id", "event_name", "event_platform", "channel", "log_source")


class Events:
    """The events of a mapping that have a condition, and those without any test that cannot be told from them."""

    def __init__(self, items):
        self.with_condition = collections.defaultdict(list)
        for item in items:
            for carrier in item.carriers:
                carrier.key = key_of(carrier)
                if carrier.is_condition:
                    self.with_condition[carrier.key].append(carrier)
        self.items = [item for item in items if any(carrier.key in self.with_condition for carrier in item.carriers)]
        self.matcher = conditions.Matcher(self.items)

    def count(self, logged, only=None):
        """How often events are found among those of a log; some of them only."""
        only, out = self.with_condition if only is None else only, collections.Counter()
        for event in logged:
            out.update(key for key, _ in {(carrier.key, carrier.is_condition) for carrier in self.matcher.candidates(event)
                                          if carrier.key in only and (carrier.is_condition or not carrier.tree[1])
                                          and carrier.holds(event)})
        return out

    def places(self, key):
        return ", ".join(sorted({carrier.item.place for carrier in self.with_condition[key]}))


def key_of(carrier):
    texts = (carrier.event_id, carrier.item.name, carrier.platform, carrier.channel, carrier.provider)
    return tuple(text or "" for text in texts)


class Tool:
    def __init__(self, program, keys):
        self.program, self.keys, self.runs = program, keys, 0

    def found(self, text):
        """How often each event that has a condition is in a log."""
        self.runs += 1
        run = subprocess.run([self.program, "tag", "--events", "--format", "tsv", "-"], input=text.encode("utf-8", "surrogateescape"),
                             capture_output=True, check=True)
        rows = csv.DictReader(run.stdout.decode("utf-8", "surrogateescape").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        out = collections.Counter()
        for row in rows:
            key = tuple(row[column] for column in KEY)
            if key in self.keys and not row["filter_in"]:
                out[key] += int(row["count"])
        return out


class Difference:
    """Finds and shows the lines about which the tool and the oracle differ."""

    def __init__(self):
        self.count = 0

    def show(self, tool, events, place, lines, only=None):
        for number, line in enumerate(lines, 1):
            if self.count >= SHOWN:
                return
            told, right = tool.found(line), events.count(logs.events_of(line), only)
            for key in sorted({*told, *right}):
                if told[key] != right[key]:
                    self.count += 1
                    print(f"{place}:{number}: the tool finds {key} {told[key]} times, expected {right[key]}: "
                          f"{events.places(key)}\n  {line}")


def nested(fields):
    """Fields as JSON: a name with dots is a path, if no part of it is a field itself."""
    out = {}
    for field, texts in fields.items():
        holder, value = out, texts[0] if len(texts) == 1 else texts
        *path, name = field.split(".")
        for step in path:
            holder = holder.setdefault(step, {})
            if not isinstance(holder, dict):
                return None
        if name in holder:
            return None
        holder[name] = value
    return out


# What tag takes for the log's own, or for another format.
TAKEN = {"eventid", "sourcename", "providername", "provider", "channel", "category", "event", "winlog", "win", "eventdata"}


def made_line(carrier, fields):
    """A line of NXLog, whose fields are at its root."""
    line = nested(fields)
    if line is None or {name.lower() for name in line} & TAKEN:
        return None
    line = {"EventID": carrier.event_id, "SourceName": carrier.provider, "Channel": carrier.channel, **line}
    return json.dumps({name: value for name, value in line.items() if value is not None})


def check_made(tool, events, difference):
    """Compares, for each item, its own events, and any other that the tool finds."""
    lines_made, fulfilled, silent = 0, 0, []
    for number, item in enumerate(events.items):
        lines, logged = [], []
        for carrier in item.carriers:
            if carrier.is_condition:
                own = [line for fields in made.events(carrier.tree, number) if (line := made_line(carrier, fields))]
                own_logged = [event for line in own for event in logs.events_of(line)]
                found = sum(carrier.holds(event) is True for event in own_logged)
                lines, logged, fulfilled = lines + own, logged + own_logged, fulfilled + found
                silent += [] if found else [f"{item.place}: nothing that was made of its own words fulfils this condition "
                                            f"on {carrier.provider or carrier.channel} {carrier.event_id}"]
        if not lines:
            continue
        lines_made += len(lines)
        told = tool.found("\n".join(lines) + "\n")
        only = {*told, *(carrier.key for carrier in item.carriers)}
        if told != events.count(logged, only):
            difference.show(tool, events, item.place, lines, {*only, *told})
    print(*silent, sep="\n")
    print(f"{len(events.with_condition)} events with a condition, {lines_made} lines, {fulfilled} of which fulfil it")
    return fulfilled > 0 and not silent


def check_recorded(tool, events, difference, shared):
    files = holding = 0
    for _, path, _ in conditions.Facts(shared).recordings():
        files += 1
        with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
            lines = [line for line in file if line.strip()]
        told, right = tool.found("".join(lines)), events.count(event for line in lines for event in logs.events_of(line))
        holding += sum(right.values())
        if told != right:
            difference.show(tool, events, path, lines)
    print(f"{files} recordings, in which conditions hold {holding} times")
    return holding > 0


def main():
    kind, checkout, program, mapping_path, *more = sys.argv[1:]
    if more and not all(os.path.exists(os.path.join(more[0], name, "labels.tsv")) for name in ("labelled", "security-datasets")):
        print("skipped: there are no recordings in " + more[0])
        return 77
    items, problems = mapping.read(mapping_path, os.path.join(checkout, "gen", "read", "classes.yaml"))
    events, difference = Events(items), Difference()
    if not events.items:
        print("skipped: the mapping has no condition")
        return 77
    tool = Tool(program, events.with_condition)
    if kind == "made":
        is_good = check_made(tool, events, difference)
    else:
        is_good = check_recorded(tool, events, difference, more[0])
    return 0 if is_good and not difference.count and not problems else 1


if __name__ == "__main__":
    sys.exit(main())
