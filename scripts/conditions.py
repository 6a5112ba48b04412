#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What do the conditions of a mapping file say of recorded logs? A second, naive reading of the YAML, without the tool.

    conditions.py check MAPPING...        what is wrong with its events: one line each; fails if there is any error
    conditions.py fires MAPPING...        how often each condition holds, in logs of other techniques too; --all: direct rows too
    conditions.py trial MAPPING...        what these files alone tell of each labelled set; --list: of each file, as +TECHNIQUE@LINES
                                          of the mapping, or -TECHNIQUE@LINES if that is outside the label's family
    conditions.py match MAPPING FILE...   each line of JSON logs: the conditions that are true, false or unknown; --all: direct rows too

Options: --classes FILE, the event classes (default: gen/read/classes.yaml); --shared DIR, the folder of recordings and facts
(default: shared beside the checkout). Output is TSV. A technique's family is what shares its parent.
"""
import argparse
import collections
import csv
import os
import signal
import statistics
import sys

sys.dont_write_bytecode = True
from oracle import conditions, logs, mapping, values  # noqa: E402
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

    def recordings(self, sets=("security-datasets", "labelled")):
        """Each file with its set and its labels."""
        for folder in sets:
            for row in read_tsv(os.path.join(self.shared, folder, "labels.tsv")):
                name = row["file"].split("/")[0] if "/" in row["file"] else folder
                yield name, os.path.join(self.shared, folder, row["file"]), [self.today(t) for t in row["techniques"].split(",")]


def known(text):
    """Folded; OSSEM-DM calls Sysmon for Linux "sysmon"."""
    return "linux-sysmon" if text and fold(text) == "sysmon" else fold(text) if text else None


class Matcher:
    """The carriers of all items, by event id."""

    def __init__(self, items):
        self.by_id = collections.defaultdict(list)
        for item in items:
            for carrier in item.carriers:
                carrier.holds = conditions.compiled(carrier.tree)
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


def is_wanted(item, options):
    return item.kind == "condition" or options.all and item.kind == "direct"


# ---- The commands


def fires(items, facts, options):
    items = [item for item in items if is_wanted(item, options) or item.is_condition]
    matcher, total = Matcher(items), 0
    counts = {item: collections.Counter() for item in items}
    outside = collections.defaultdict(collections.Counter)
    for name, path, labels in facts.recordings():
        is_dataset, fired = name == "security-datasets", collections.Counter()
        for _, event in logs.events(path):
            fired.update(matcher.items(event))
            total += is_dataset
        for item, times in fired.items():
            family = any(in_family(facts.today(technique), labels) for technique in item.techniques)
            counts[item]["events"] += times if is_dataset else 0
            counts[item][("recordings" if is_dataset else "files", family)] += 1
            if not family:
                outside[item].update(labels)
    row("files_outside", "files_inside", "recordings_outside", "recordings_inside", "per_1000_events", "techniques", "log", "line", "name",
        "outside_labels")
    order = sorted(items, key=lambda item: (-counts[item]["files", False], -counts[item]["recordings", False], -counts[item]["events"], item.line))
    for item in order:
        count = counts[item]
        row(count["files", False], count["files", True], count["recordings", False], count["recordings", True],
            f"{1000 * count['events'] / max(total, 1):.2f}", ",".join(item.techniques), item.log, f"{item.file}:{item.line}", item.name,
            ",".join(f"{label}*{times}" for label, times in outside[item].most_common(6)))
    inside, out = (sum(count["files", family] for count in counts.values()) for family in (True, False))
    print(f"# {len(items)} conditions, {sum(1 for item in items if counts[item])} fire somewhere; {total} events of security-datasets; "
          f"in labelled files: {inside} inside the label's family, {out} outside")
    return 0


def trial(items, facts, options):
    matcher, sets = Matcher([item for item in items if item.techniques]), collections.defaultdict(list)
    for name, path, labels in facts.recordings():
        why = collections.defaultdict(set)
        for _, event in logs.events(path):
            for item in matcher.items(event):
                for technique in item.techniques:
                    why[facts.today(technique)].add(item.line)
        told = set(why)
        hit = any(technique == label or technique.startswith(label + ".") for technique in told for label in labels)
        sets[name].append((hit, sum(in_family(technique, labels) for technique in told), len(told)))
        if options.list:
            row(os.path.relpath(path, facts.shared), ",".join(labels), "hit" if hit else "miss" if told else "silent",
                *(f"{'+' if in_family(technique, labels) else '-'}{technique}@{','.join(map(str, sorted(why[technique])))}" for technique in sorted(told)))
    row("set", "samples", "told", "precision", "told n", "silent")
    for name, got in sorted(sets.items()):
        told = sum(count for _, _, count in got)
        share = lambda some: f"{100 * sum(map(bool, some)) / len(got):.0f}"  # noqa: E731
        row(name, len(got), share(hit for hit, _, _ in got), f"{100 * sum(right for _, right, _ in got) / told:.0f}" if told else "-",
            statistics.median([count for _, _, count in got if count] or [0]), share(not count for _, _, count in got))
    return 0


def match(items, options):
    matcher = Matcher([item for item in items if item.techniques or item.is_condition])
    row("file", "line", "event_line", "event_id", "log_source", "result", "name")
    for path in options.files[1:]:
        for number, event in logs.events(path):
            for carrier in matcher.candidates(event):
                if not carrier.is_condition and not options.all:
                    continue
                result = {True: "true", False: "false", None: "unknown"}[carrier.holds(event)]
                row(path, number, carrier.item.line, carrier.event_id, carrier.provider or carrier.channel, result, carrier.item.name)
    return 0


def technique_problems(item, facts):
    platform = (item.platform or "").lower()
    for technique in item.techniques:
        known = facts.techniques.get(technique)
        if known is None or known["status"] != "live":
            successor = f", expected {facts.today(technique)}" if known and known["revoked_by"] else ""
            yield f"{technique} is no live technique{successor}"
        elif platform not in ("", "network") and PLATFORM_OF.get(platform, platform) not in known["platforms"].lower().split(","):
            yield f"{technique} is not on the platform {platform}, but on {known['platforms']}"


def check(items, facts, problems):
    problems = [(*problem, "error") for problem in problems]
    seen = collections.defaultdict(list)
    for item in items:
        found = item.problems + list(technique_problems(item, facts))
        if item.platform is None and item.class_name is None:
            found.append("no platform")
        if item.class_name is None and item.written.get("event_id") is None:
            found.append("no event_id")
        if not item.written.get("name"):
            found.append("no name")
        if item.is_condition and not item.techniques:
            problems.append((f"{item.file}:{item.line}", "a condition without techniques is a candidate only", "note"))
        if not item.is_condition and not item.class_name and any(
                values.has_wildcard(value) and not value.startswith("\\\\*\\") for _, value in item.pairs):
            problems.append((f"{item.file}:{item.line}", "a value with * or ? is compared as it is; give a modifier or a list", "note"))
        key = repr((item.log, item.written.get("channel"), (item.platform or "").lower(), sorted(item.pairs, key=repr), item.written.get("detection")))
        for earlier in seen[key]:
            place = f"{earlier.file}:{earlier.line}"
            if earlier.relationship is item.relationship:
                found.append(f"the same event and condition as in {place}, in one relationship")
            elif item.is_condition and item.techniques and earlier.techniques:
                problems.append((f"{item.file}:{item.line}", f"the same event and condition as in {place}", "note"))
        seen[key].append(item)
        problems += [(f"{item.file}:{item.line}", text, "error") for text in found]
        if item.is_condition and item.carriers and not all(conditions.is_gateable(carrier.tree) for carrier in item.carriers):
            problems.append((f"{item.file}:{item.line}", "requires no whole value and no four bytes in a row, so each event must try it", "note"))
    for place, text, kind in problems:
        print(f"{place}: {kind}: {text}")
    kinds = collections.Counter(item.kind for item in items)
    print(f"# {len(items)} events: {kinds['condition']} conditions with techniques, {kinds['direct']} direct, {kinds['candidate']} candidates; "
          f"{sum(kind == 'error' for _, _, kind in problems)} errors", file=sys.stderr)
    return 1 if any(kind == "error" for _, _, kind in problems) else 0


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
    options = parser.parse_args()
    items, problems = [], []
    for path in options.files[:1] if options.command == "match" else options.files:
        found, wrong = mapping.read(path, options.classes if os.path.exists(options.classes) else None)
        items += found
        problems += [(f"{path}:{line}", text) for line, text in wrong]
    if options.command == "match":
        return match(items, options)
    facts = Facts(options.shared)
    return check(items, facts, problems) if options.command == "check" else {"fires": fires, "trial": trial}[options.command](items, facts, options)


if __name__ == "__main__":
    sys.exit(main())
