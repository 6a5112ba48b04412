#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Do the compiled rules match the events that a naive reading of the same Sigma rules matches?

    rules.py check RULES...             the rules that the naive reading cannot evaluate, with the reason
    rules.py edges RULES...             events that aim at each rule's edges, to standard output
    rules.py compare MATCHER RULES...   what MATCHER, which has the same rules compiled in, says of these events
    rules.py recorded MATCHER RULES...  what it says of the recordings of --shared
    rules.py samples MATCHER RULES...   whether each rule that has a sample of sigma-regression matches it

RULES are files and directories, as attack-events-gen takes them. MATCHER is tests/whole/oracle/match_rules.c, built for
their mapping. Of each event, the rule that it was made for and every rule that MATCHER finds is evaluated, and a part of
all others.

Options: --part N, only each Nth rule (of recorded: each Nth line); --others N, each Nth of the other rules (default: 16; 1:
all); --seed TEXT; --all, also rules without a technique; --classes FILE... (default: gen/read/classes.yaml and
logsources.yaml); --shared DIR. Where something differs, it is shown, and the exit code is 1.
"""
import argparse
import csv
import os
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
from oracle import edges, logs, rules  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLASSES = [os.path.join(ROOT, "gen", "read", name) for name in ("classes.yaml", "logsources.yaml")]
SHOWN = 20     # differences at most
BATCH = 20000  # events that the matcher gets at a time


class Matcher:
    """The compiled rules."""

    def __init__(self, program):
        self.program = program
        self.ids = self.run(b"")[0]

    def run(self, data):
        out = subprocess.run([self.program], input=data, stdout=subprocess.PIPE, check=True).stdout
        return [line.split() for line in out.decode("utf-8").splitlines()]

    def matching(self, events):
        """The ids of the rules that match each event."""
        found = self.run(b"".join(edges.line(*event) for event in events))[1:]
        if len(found) != len(events):
            sys.exit(f"{self.program}: {len(found)} lines for {len(events)} events")
        return [set(line) for line in found]


class Comparison:
    """What both readings say of events: those of a batch, each with the rule that it was made for."""

    def __init__(self, program, read, options):
        self.matcher, self.options = Matcher(program), options
        compiled = set(self.matcher.ids)
        self.by_id = {rule.id: rule for rule in read}
        self.rules = [rule for rule in read if rule.id in compiled and not rule.problem]
        self.naive = rules.Matcher(self.rules)
        self.differences = self.events = self.matches = 0
        self.matched, self.batch = set(), []
        self.unread = [rule for rule in read if rule.id in compiled and rule.problem]
        self.refused = [rule for rule in read if rule.id not in compiled and not rule.problem
                        and (rule.techniques or options.all)]
        self.strange = compiled - set(self.by_id)

    def add(self, event, made, rule=None, place=None):
        self.batch.append((event, made, rule, place))
        if len(self.batch) >= BATCH:
            self.finish()

    def finish(self):
        told = self.matcher.matching([made for _, made, _, _ in self.batch]) if self.batch else []
        for number, ((event, made, rule, place), found) in enumerate(zip(self.batch, told)):
            self.compare(event, made, rule, place, found, self.events + number)
        self.events += len(self.batch)
        self.batch = []

    def compare(self, event, made, rule, place, found, number):
        own = {rule.id} if rule and rules.matches(rule, event) else set()
        others = {other for other in found if other in self.by_id and rules.matches(self.by_id[other], event)}
        right = own | others | self.naive.matching(event, number, self.options.others)
        self.matches += len(right)
        self.matched |= right
        for rule_id in sorted(found ^ right):
            self.differences += 1
            if self.differences <= SHOWN:
                other = self.by_id.get(rule_id)
                says = "matches" if rule_id in found else "does not match"
                print(f"{other.place if other else rule_id}: compiled, this rule {says}, unlike in the naive reading: "
                      f"{place or ''} {made}")

    def report(self):
        self.finish()
        for rule in self.unread:
            print(f"{rule.place}: {rule.problem}; but it is compiled")
        for rule in self.refused[:SHOWN]:
            print(f"{rule.place}: is not compiled; the naive reading can evaluate it")
        for rule_id in sorted(self.strange)[:SHOWN]:
            print(f"{rule_id}: is compiled, but not in these files")
        print(f"{len(self.matcher.ids)} rules are compiled, {len(self.refused)} more could be evaluated; {self.events} events, "
              f"{self.matches} matches of {len(self.matched)} rules; {self.differences} differences")
        return 1 if self.differences or self.unread or self.strange or not self.matches else 0


def made_for(rule, options):
    for made in edges.events(rule, options.seed):
        yield rules.made_event(*made), made


def check(read, options):
    wanted = [rule for rule in read if rule.techniques or options.all]
    wrong = [rule for rule in wanted if rule.problem]
    for rule in wrong:
        print(f"{rule.place}: {rule.id}: {rule.problem}")
    print(f"{len(wanted)} rules, {len(wrong)} of them cannot be evaluated")
    return 0


def write_edges(read, options):
    count = 0
    for rule in read:
        for _, made in made_for(rule, options):
            sys.stdout.buffer.write(edges.line(*made))
            count += 1
    print(f"{count} events for {len(read)} rules", file=sys.stderr)
    return 0


def compare(comparison, options):
    silent = []
    for rule in comparison.rules[:: options.part]:
        fits = 0
        for event, made in made_for(rule, options):
            comparison.add(event, made, rule)
            fits += rules.matches(rule, event)
        silent += [] if fits else [rule]
    result = comparison.report()
    for rule in silent[:SHOWN]:
        print(f"{rule.place}: nothing that was made of its own words fulfils this rule")
    print(f"{len(silent)} rules are fulfilled by nothing that was made of their own words")
    return result


def recordings(shared):
    for folder in ("security-datasets", "labelled"):
        with open(os.path.join(shared, folder, "labels.tsv"), encoding="utf-8") as file:
            for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield os.path.join(shared, folder, line["file"]), line


def logged(path):
    """The events of a recording, as both readings take them, and their lines."""
    for number, event in logs.events(path):
        for one in rules.logged_events(event):
            fields = {**one.named, **event.exact}
            yield one, edges.Made(None, one.provider, one.channel, one.event_id, fields), number


def recorded(comparison, options):
    for path, _ in recordings(options.shared):
        for event, made, number in logged(path):
            if number % options.part == 0:
                comparison.add(event, made, place=f"{path}:{number}")
    return comparison.report()


def samples(comparison, options):
    """Each file is named after the sample; its rule is the one of this title, of these techniques."""
    missed = found = absent = 0
    by_title = {rule.title: rule for rule in comparison.rules}
    for path, line in recordings(options.shared):
        if "sigma-regression" not in path:
            continue
        rule = by_title.get(line["what"])
        if rule is None:
            absent += 1
            continue
        told = comparison.matcher.matching([made for _, made, _ in logged(path)])
        naive = any(rules.matches(rule, event) for event, _, _ in logged(path))
        is_found = any(rule.id in ids for ids in told)
        found, missed = found + is_found, missed + (not is_found)
        if not is_found or not naive:
            print(f"{rule.place}: {'matches' if is_found else 'does not match'} its sample {path}; in the naive reading, it "
                  f"{'does' if naive else 'does not'}")
            comparison.differences += not naive
    print(f"{found} rules match their sample, {missed} do not; {absent} samples are of rules that are not compiled")
    return 1 if missed or comparison.differences or not found else 0


def main():
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["check", "edges", "compare", "recorded", "samples"])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--classes", nargs="+", default=[path for path in CLASSES if os.path.exists(path)])
    parser.add_argument("--shared", default=os.path.join(os.path.dirname(ROOT), "shared"))
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("--others", type=int, default=16)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_intermixed_args()
    is_alone = options.command in ("check", "edges")
    read = rules.read(options.files if is_alone else options.files[1:], rules.Logs(*options.classes))
    if options.command == "check":
        return check(read, options)
    if is_alone:
        return write_edges([rule for rule in read if (rule.techniques or options.all) and not rule.problem][:: options.part],
                           options)
    run = {"compare": compare, "recorded": recorded, "samples": samples}[options.command]
    return run(Comparison(options.files[0], read, options), options)


if __name__ == "__main__":
    sys.exit(main())
