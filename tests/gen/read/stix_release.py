#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds what the generator makes of ATT&CK's own bundles against tables of facts that are not made by it.

Usage: stix_release.py GENERATOR FACTS, a folder with the bundles of v18.1 and enterprise-18.1.tsv, official-18.1-events.tsv
and official-18.1-log-sources.tsv.

The generator prints every row with --check --against a mapping of one technique that nothing else has. The same release in
another order, or an object in each file, must give the same rows in the same order.
"""
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

generator, facts = sys.argv[1:3]
failures = []


def expect(what, found, expected):
    """Compares two sets, both ways."""
    for name, rest in ("missing", expected - found), ("unexpected", found - expected):
        if rest:
            failures.append(f"{what}: {len(rest)} {name}, such as {sorted(rest, key=str)[0]}")


def read_facts(name):
    csv.field_size_limit(1 << 20)
    with open(os.path.join(facts, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def run(*arguments):
    result = subprocess.run([generator, "-q", *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{' '.join(arguments[:4])}: {result.stderr}")
    return result.stdout


def items(text):
    return frozenset(text.split(",")) if text else frozenset()


class Printed:
    """The techniques and rows that the generator prints."""

    def __init__(self, scratch, *files):
        nothing = os.path.join(scratch, "nothing.yaml")
        with open(nothing, "w", encoding="utf-8") as file:
            file.write("techniques: [{technique_id: T9999, data_components: []}]\n")
        self.live, self.retired, self.named, self.rows = set(), {}, {}, set()
        self.text = run("--check", "--against", nothing, *files)
        for line in self.text.split("\n"):
            sign, _, rest = line.partition(" ")
            columns = rest.split("\t")
            if sign == "~" and columns[1] == "new":
                self.live.add(columns[0])
            elif sign == "+":
                self.named[columns[0]] = columns[2], items(columns[3]), items(columns[4])
                if columns[5].startswith("revoked_by="):
                    self.retired[columns[0]] = columns[5].partition("=")[2]
                elif columns[7]:
                    self.rows.add(tuple(columns))
        for technique in self.live:
            self.retired.pop(technique, None)


def final_successor(techniques, technique):
    while techniques[technique]["revoked_by"]:
        technique = techniques[technique]["revoked_by"]
    return technique if techniques[technique]["status"] == "live" else ""


def check_techniques(printed):
    techniques = {fact["technique_id"]: fact for fact in read_facts("enterprise-18.1.tsv")}
    expect("live techniques", printed.live, {i for i, t in techniques.items() if t["status"] == "live"})
    expect(
        "retired techniques",
        set(printed.retired.items()),
        {(i, final_successor(techniques, i) if t["revoked_by"] else "") for i, t in techniques.items() if t["status"] != "live"},
    )
    expect(
        "names, tactics and platforms",
        {(i, *what) for i, what in printed.named.items() if i in printed.live},
        {(i, t["name"], items(t["tactics"]), items(t["platforms"])) for i, t in techniques.items() if t["status"] == "live"},
    )


def check_rows(printed):
    expected, unknown = set(), set()
    for fact in read_facts("official-18.1-events.tsv"):
        if fact["class"] != "exact":
            continue
        start = fact["technique_id"], fact["analytic"], fact["data_component"].lower()
        if not fact["log_source"]:  # an event that its log does not have, or whose provider is not said
            unknown.add(start)
            continue
        filters = json.loads(fact["filter"]) if fact["filter"] else {}
        expected.add(
            start
            + (fact["event_platform"], fact["log_source"], fact["channel"], fact["event_id"])
            + (",".join(f"{field}={value}" for field, value in filters.items()),)
        )
    # id, is_sub, name, tactics, platforms, source, component, relationship id, name, source, relationship, target,
    # event id, name, platform, category, sub-category, channel, provider, filters
    rows = {(r[0], r[7], r[6], r[14], r[18], r[17], r[12], r[19]) for r in printed.rows if r[12]}
    expect("rows with an event", rows, expected)
    eventless = {(r[0], r[7], r[6]) for r in printed.rows if not r[12]}
    prose = {
        (fact["technique_id"], fact["analytic"], fact["data_component"].lower())
        for fact in read_facts("official-18.1-log-sources.tsv")
        if fact["domain"] == "enterprise" and fact["class"] in ("prose", "key+", "none")
    }
    expect("rows without an event, at least", eventless & prose, prose)
    expect("rows without an event, at most", eventless - prose - unknown, set())


def check_orders(scratch, bundle, whole, printed):
    for name in "reversed", "shuffled":
        objects = list(reversed(whole["objects"]))
        if name == "shuffled":
            random.Random(1).shuffle(objects)
        path = os.path.join(scratch, name + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"objects": objects, **{k: v for k, v in whole.items() if k != "objects"}}, file)
        if Printed(scratch, path).text != printed.text:
            failures.append(f"{os.path.basename(bundle)}, {name}: other rows")
        os.remove(path)


def check_ics(scratch):
    bundle = os.path.join(facts, "ics-attack-18.1.json")
    with open(bundle, encoding="utf-8") as file:
        whole = json.load(file)
    printed = Printed(scratch, bundle)
    expect(
        "ICS techniques",
        printed.live,
        {
            o["external_references"][0]["external_id"]
            for o in whole["objects"]
            if o["type"] == "attack-pattern" and not o.get("revoked") and not o.get("x_mitre_deprecated")
        },
    )
    if len(printed.live) != 83:
        failures.append(f"ICS techniques: {len(printed.live)}, not 83")
    check_orders(scratch, bundle, whole, printed)
    folder = os.path.join(scratch, "objects")
    os.mkdir(folder)
    paths = []
    for i, one in enumerate(whole["objects"]):
        paths.append(os.path.join(folder, f"{i}.json"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            json.dump({**{k: v for k, v in whole.items() if k != "objects"}, "objects": [one]} if i % 2 else one, file)
    if Printed(scratch, *paths).text != printed.text:
        failures.append("ICS, an object in each file: other rows")


def main():
    bundle = os.path.join(facts, "enterprise-attack-18.1.json")
    with tempfile.TemporaryDirectory() as scratch:
        printed = Printed(scratch, bundle)
        check_techniques(printed)
        check_rows(printed)
        with open(bundle, encoding="utf-8") as file:
            check_orders(scratch, bundle, json.load(file), printed)
        check_ics(scratch)
    print("\n".join(failures) or f"{len(printed.live)} techniques and {len(printed.rows)} rows are as published")
    sys.exit(bool(failures))


main()
