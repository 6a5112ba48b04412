#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What do the conditions of a mapping file say of recorded logs? A second, naive reading of the YAML, without the tool.

    conditions.py check MAPPING...       what is wrong with its events: one line each; fails if there is any error
    conditions.py fires MAPPING...       how often each condition holds, also in recordings of other techniques;
                                         --all: direct rows too
    conditions.py trial MAPPING...       what these files alone tell of each labelled set; --list: of each recording, as
                                         +TECHNIQUE@LINES of the mapping, or -TECHNIQUE@LINES outside the label's family
    conditions.py match MAPPING LOG...   JSON logs: for each line, the conditions that are true, false or unknown, and
                                         the event that carries them; --all: direct rows too

Options: --classes FILE, the event classes (default: gen/read/classes.yaml); --shared DIR, the folder of recordings and
facts (default: shared beside the checkout). Output is TSV. A technique's family is what shares its parent.
"""
import argparse
import collections
import csv
import os
import signal
import statistics
import sys

sys.dont_write_bytecode = True
from oracle import logs, mapping, trees, values  # noqa: E402
from oracle.logs import known  # noqa: E402
from oracle.values import fold  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Products and the platform of ATT&CK that they are, as gen/model/model.c has them.
PLATFORM_OF = {"aws": "iaas", "azure": "iaas", "gcp": "iaas", "m365": "office suite", "google workspace": "office suite",
               "entra id": "identity provider", "okta": "identity provider", "kubernetes": "containers", "docker": "containers",
               "github": "saas"}


def read_tsv(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Facts:
    """ATT&CK's techniques, and the labelled recordings."""

    def __init__(self, shared):
        self.shared = shared
        self.techniques = {row["technique_id"]: row for row in read_tsv(os.path.join(shared, "attack", "enterprise-19.1.tsv"))}

    def today(self, technique):
        seen = set()
        while technique in self.techniques and self.techniques[technique]["revoked_by"] and technique not in seen:
            seen.add(technique)
            technique = self.techniques[technique]["revoked_by"]
        return technique

    def recordings(self):
        """Each recording: its set, its file and its labels."""
        for folder in ("security-datasets", "labelled"):
            for line in read_tsv(os.path.join(self.shared, folder, "labels.tsv")):
                name = line["file"].split("/")[0] if "/" in line["file"] else folder
                labels = [self.today(technique) for technique in line["techniques"].split(",")]
                yield name, os.path.join(self.shared, folder, line["file"]), labels


class Matcher:
    """The carriers of all items, by event id."""

    def __init__(self, items):
        self.by_id = collections.defaultdict(list)
        for item in items:
            for carrier in item.carriers:
                carrier.holds = trees.compiled(carrier.tree)
                log = known(carrier.provider), known(carrier.channel)
                self.by_id[fold(str(carrier.event_id))].append((log, carrier))

    def candidates(self, event):
        """The carriers whose log is the event's: equal where both say it, and both say one of them."""
        channel = known(event.channel)
        for event_id, provider in event.ids:
            for (its_provider, its_channel), carrier in self.by_id.get(fold(event_id), ()):
                same_provider = None if not provider or not its_provider else known(provider) == its_provider
                same_channel = None if not channel or not its_channel else channel == its_channel
                if False not in (same_provider, same_channel) and True in (same_provider, same_channel):
                    yield carrier

    def items(self, event):
        return {carrier.item for carrier in self.candidates(event) if carrier.holds(event)}


def row(*cells):
    print(*(str(cell).replace("\t", " ").replace("\n", " ") for cell in cells), sep="\t")


def in_family(technique, labels):
    return any(technique[:5] == label[:5] for label in labels)


# ---- fires


class Count:
    """Where a condition holds: events and files of security-datasets, and labelled files; in the label's family or not."""

    def __init__(self, item):
        self.item, self.events = item, 0
        self.recordings, self.files = {True: 0, False: 0}, {True: 0, False: 0}
        self.outside = collections.Counter()

    def add(self, is_dataset, times, labels, is_family):
        self.events += times if is_dataset else 0
        (self.recordings if is_dataset else self.files)[is_family] += 1
        self.outside.update([] if is_family else labels)

    def cells(self, total):
        labels = ",".join(f"{label}*{times}" for label, times in self.outside.most_common(6))
        item = self.item
        return (self.files[False], self.files[True], self.recordings[False], self.recordings[True],
                f"{1000 * self.events / max(total, 1):.2f}", ",".join(item.techniques), item.log, item.place, item.name, labels)


def fires(items, facts, options):
    counts = {item: Count(item) for item in items if item.is_condition or options.all and item.techniques}
    matcher, total = Matcher(counts), 0
    for name, path, labels in facts.recordings():
        is_dataset, fired = name == "security-datasets", collections.Counter()
        for _, event in logs.events(path):
            fired.update(matcher.items(event))
            total += is_dataset
        for item, times in fired.items():
            is_family = any(in_family(facts.today(technique), labels) for technique in item.techniques)
            counts[item].add(is_dataset, times, labels, is_family)
    row("files_outside", "files_inside", "recordings_outside", "recordings_inside", "per_1000_events", "techniques", "log",
        "place", "name", "outside_labels")
    for count in sorted(counts.values(), key=lambda count: (-count.files[False], -count.recordings[False], -count.events)):
        row(*count.cells(total))
    inside, outside = (sum(count.files[is_family] for count in counts.values()) for is_family in (True, False))
    somewhere = sum(any((*count.files.values(), *count.recordings.values())) for count in counts.values())
    print(f"# {len(counts)} conditions, {somewhere} hold somewhere; {total} events of security-datasets; labelled files "
          f"where one holds: {inside} in the label's family, {outside} outside")
    return 0


# ---- trial


def told_of(matcher, path, facts):
    """What is told of a recording: each technique, with the lines of the mapping that say so."""
    told = collections.defaultdict(set)
    for _, event in logs.events(path):
        for item in matcher.items(event):
            for technique in item.techniques:
                told[facts.today(technique)].add(item.line)
    return told


def list_told(path, labels, told, is_hit):
    row(path, ",".join(labels), "hit" if is_hit else "miss" if told else "silent",
        *(f"{'+' if in_family(technique, labels) else '-'}{technique}@{','.join(map(str, sorted(told[technique])))}"
          for technique in sorted(told)))


def trial(items, facts, options):
    matcher, sets = Matcher([item for item in items if item.techniques]), collections.defaultdict(list)
    for name, path, labels in facts.recordings():
        told = told_of(matcher, path, facts)
        is_hit = any(technique == label or technique.startswith(label + ".") for technique in told for label in labels)
        sets[name].append((is_hit, sum(in_family(technique, labels) for technique in told), len(told)))
        if options.list:
            list_told(os.path.relpath(path, facts.shared), labels, told, is_hit)
    row("set", "samples", "told", "precision", "told n", "silent")
    for name, got in sorted(sets.items()):
        hits, right, told = (sum(column) for column in zip(*got))
        silent = sum(not count for _, _, count in got)
        row(name, len(got), f"{100 * hits / len(got):.0f}", f"{100 * right / told:.0f}" if told else "-",
            statistics.median([count for _, _, count in got if count] or [0]), f"{100 * silent / len(got):.0f}")
    return 0


# ---- match


def match(items, options):
    matcher = Matcher([item for item in items if item.is_condition or item.class_name or options.all and item.techniques])
    row("file", "line", "event_line", "event_id", "log_source", "result", "name")
    for path in options.files[1:]:
        for number, event in logs.events(path):
            for carrier in matcher.candidates(event):
                if carrier.is_condition or options.all:
                    result = {True: "true", False: "false", None: "unknown"}[carrier.holds(event)]
                    row(path, number, carrier.item.line, carrier.event_id, carrier.provider or carrier.channel, result,
                        carrier.item.name)
    return 0


# ---- check


def technique_errors(item, facts):
    platform = (item.platform or "").lower()
    for technique in item.techniques:
        known_one = facts.techniques.get(technique)
        if known_one is None or known_one["status"] != "live":
            successor = f", expected {facts.today(technique)}" if known_one and known_one["revoked_by"] else ""
            yield f"{technique} is no live technique{successor}"
        elif platform not in ("", "network") and \
                PLATFORM_OF.get(platform, platform) not in known_one["platforms"].lower().split(","):
            yield f"{technique} is not on the platform {platform}, but on {known_one['platforms']}"


def errors_of(item, facts):
    yield from item.problems
    yield from technique_errors(item, facts)
    for key in ("platform", "name", *(() if item.class_name else ("event_id",))):
        if not item.written.get(key):
            yield f"no {key}"


def notes_of(item):
    if item.is_condition and not item.techniques:
        yield "a condition without techniques is a candidate only"
    if item.has_plain_wildcards():
        yield "a value with * or ? is compared as it is; give a modifier or a list"
    if item.is_condition and not all(trees.is_gateable(carrier.tree) for carrier in item.carriers):
        yield "requires no whole value and no four bytes in a row, so each event must try it"


def twins_of(item, seen):
    """Compares with the items before it that have the same event and the same condition."""
    for twin in seen:
        if twin.relationship is item.relationship:
            yield "error", f"the same event and condition as in {twin.place}, in one relationship"
        elif item.is_condition and item.techniques and twin.techniques:
            yield "note", f"the same event and condition as in {twin.place}"


def check(items, facts, problems):
    found = [(place, "error", text) for place, text in problems]
    seen = collections.defaultdict(list)
    for item in items:
        found += [(item.place, "error", text) for text in errors_of(item, facts)]
        found += [(item.place, "note", text) for text in notes_of(item)]
        found += [(item.place, *twin) for twin in twins_of(item, seen[item.key()])]
        seen[item.key()].append(item)
    for place, kind, text in found:
        print(f"{place}: {kind}: {text}")
    kinds, errors = collections.Counter(item.kind for item in items), sum(kind == "error" for _, kind, _ in found)
    print(f"# {len(items)} events: {kinds['condition']} conditions with techniques, {kinds['direct']} direct, "
          f"{kinds['candidate']} candidates; {errors} errors", file=sys.stderr)
    return 1 if errors else 0


def main():
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "fires", "trial", "match"])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--classes", default=os.path.join(ROOT, "gen", "read", "classes.yaml"))
    parser.add_argument("--shared", default=os.path.join(os.path.dirname(ROOT), "shared"))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_intermixed_args()
    items, problems = [], []
    for path in options.files[:1] if options.command == "match" else options.files:
        found, wrong = mapping.read(path, options.classes if os.path.exists(options.classes) else None)
        items += found
        problems += [(f"{path}:{line}", text) for line, text in wrong]
    if options.command == "match":
        return match(items, options)
    facts = Facts(options.shared)
    if options.command == "check":
        return check(items, facts, problems)
    return (fires if options.command == "fires" else trial)(items, facts, options)


if __name__ == "__main__":
    sys.exit(main())
