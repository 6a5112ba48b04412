#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `attack-events export` with an independent reading of the rows that `attack-events rows` prints.

    check_export.py TOOL

Every form is parsed by Python's own readers. Keys, techniques, kinds and scores are computed from the rows, by the formula
that the library's header states. Rules are left to the cases: their rank depends on more than rows have.
"""
import csv
import io
import json
import math
import re
import subprocess
import sys
from collections import defaultdict

tool = sys.argv[1]
LISTS = ["techniques", "names", "tactics", "kinds", "scores", "conditional"]
ONE = 1 << 20


def run(*arguments):
    return subprocess.run([tool, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def unescape(cell):
    return re.sub(r"\\(.)", lambda found: {"t": "\t", "n": "\n", "r": "\r"}.get(found[1], found[1]), cell)


def read_rows():
    columns = ["technique_id", "technique", "tactic", "event_id", "event_name", "event_platform", "audit_category",
               "audit_sub_category", "channel", "log_source", "filter_in", "condition", "kind", "rule_id"]
    lines = run("rows", "--format", "tsv", "--columns", ",".join(columns)).split("\n")[1:-1]
    return [dict(zip(columns, map(unescape, line.split("\t")))) for line in lines]


def fold(text):
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


class Mapping:
    RANKS = {"condition": 3, "direct": 1, "candidate": 0}
    ORDER = ["candidate", "analytic", "direct", "condition", "rule"]

    def __init__(self, rows):
        self.names, self.tactics = {}, {}
        self.events = defaultdict(dict)  # the event -> technique -> kind
        for row in rows:
            technique = row["technique_id"]
            self.names.setdefault(technique, row["technique"])
            self.tactics.setdefault(technique, [t for t in row["tactic"].split(",") if t])
            event = tuple(row[k] for k in ("event_id", "event_name", "event_platform", "audit_category", "audit_sub_category",
                                           "channel", "log_source", "filter_in", "condition", "rule_id"))
            if not any(event):
                continue
            before = self.events[event].get(technique, "candidate")
            self.events[event][technique] = max(before, row["kind"], key=self.ORDER.index)
        self.of_id = defaultdict(list)
        for event in self.events:
            self.of_id[fold(event[0])].append(event)
        self.weights = {event: 65536 // len(found) for event, kinds in self.events.items()
                        if (found := [t for t, kind in kinds.items() if kind in ("candidate", "analytic")])}
        sums = defaultdict(int)
        for event, weight in self.weights.items():
            for technique, kind in self.events[event].items():
                if kind in ("candidate", "analytic"):
                    sums[technique] += weight
        self.factors = {t: min(65535, math.isqrt((1 << 38) // total)) for t, total in sums.items() if total}

    def score(self, event, technique):
        kind = self.events[event][technique]
        if kind in ("candidate", "analytic"):
            return 0, self.weights[event] * self.factors[technique] // 128, "candidate"
        alike = sum(other == kind for other in self.events[event].values())
        return self.RANKS[kind], 65536 // alike * 16, kind

    def best(self, events):
        """The techniques of events, best first, as (technique, kind, value)."""
        scores = {}
        for event in events:
            for technique in self.events[event]:
                scores[technique] = max(scores.get(technique, (0, 0, "")), self.score(event, technique))
        return [(t, kind, value) for t, (rank, value, kind) in
                sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1], item[0])) if value]

    def answer(self, events):
        told = self.best([e for e in events if not e[7] and not e[8]])
        tactics = list(dict.fromkeys(tactic for t, _, _ in told for tactic in self.tactics[t]))
        return {"techniques": [t for t, _, _ in told], "names": [self.names[t] for t, _, _ in told], "tactics": tactics,
                "kinds": [kind for _, kind, _ in told], "scores": [value for _, _, value in told],
                "conditional": [t for t, _, _ in self.best([e for e in events if e[7] or e[8]])]}

    def keys(self):
        """(provider, channel, id), folded -> its answer"""
        answers = {}
        for id, _, _, _, _, channel, provider, *_ in self.events:
            key = fold(provider), fold(channel), fold(id)
            if not id or not (provider or channel) or key in answers:
                continue
            def means(event):
                theirs = fold(event[6]), fold(event[5])
                return (any(a and a == b for a, b in zip(key, theirs)) and
                        all(not a or not b or a == b for a, b in zip(key, theirs)))
            answers[key] = self.answer([event for event in self.of_id[key[2]] if means(event)])
        return answers

    def joined(self):
        answers = {}
        for id, _, _, _, _, channel, provider, *_ in self.events:
            for log in filter(None, (provider, channel) if id else ()):
                key = fold(log) + "|" + fold(id)
                if key not in answers:
                    answers[key] = self.answer([event for event in self.of_id[fold(id)]
                                                if fold(log) in (fold(event[5]), fold(event[6]))])
        return answers


def split(cell):
    return cell.split(";") if cell else []


def item(text):
    """An item of a list as CSV has it: no separator, and nothing is an absent name."""
    return (text or "").replace(";", ",")


def cut(answer, top):
    """The answer with fewer techniques, but for the tactics, which are computed anew."""
    return {name: answer[name][:top] for name in LISTS if name != "tactics"}


def from_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return {tuple(fold(row[k]) for k in ("provider", "channel", "event_id")): {name: split(row[name]) for name in LISTS}
            for row in rows}, len(rows)


def from_jsonl(text):
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    return {tuple(fold(row[k] or "") for k in ("provider", "channel", "event_id")): {name: row[name] for name in LISTS}
            for row in rows}, len(rows)


def from_syslog_ng(text):
    answers = {}
    for line in text.split("\n")[:-1]:
        (selector, name, value), = csv.reader([line])
        assert not re.fullmatch(r"[^(]*\(.*\)", value), f"syslog-ng takes the first word for a type: {value}"
        value = re.sub(r"\${\.none}$", "", value).replace("$$", "$")
        answers.setdefault(fold(selector), {name: [] for name in LISTS})[name] = split(value)
    return answers


def as_texts(answer):
    """What CSV can tell of an answer."""
    return {name: [item(str(x) if name == "scores" else x) for x in values] for name, values in answer.items()}


def one_line(answer):
    """What is left of it on one line. A list of one nameless technique is no list there."""
    lines = {name: [re.sub("[\r\n]", " ", x) for x in values] for name, values in as_texts(answer).items()}
    return {name: [] if values == [""] else values for name, values in lines.items()}


def check_rows(expected, arguments):
    objects, count = from_jsonl(run("export", "--as", "jsonl", "--top", "all", *arguments))
    assert count == len(objects), "a key comes twice"
    assert set(objects) == set(expected), (set(objects) ^ set(expected))
    for key, answer in expected.items():
        absent = {name: [x or "" for x in values] for name, values in objects[key].items() if name == "names"}
        assert {**objects[key], **absent} == answer, (key, objects[key], answer)
    cells, count = from_csv(run("export", "--top", "all", *arguments))
    assert count == len(cells) == len(objects), "CSV and JSON have other rows"
    for key, answer in objects.items():
        assert cells[key] == {name: [] if values == [""] else values for name, values in as_texts(answer).items()}, key
    return objects


def check_formulas():
    """A message counts the cells that a spreadsheet takes for formulas; they stay as they are."""
    done = subprocess.run([tool, "export"], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))
    count = sum(cell[:1] in set("=+-@\t\r") for row in rows for cell in row)
    message = f"attack-events: cells that begin with =, +, - or @, which a spreadsheet would take for formulas: {count}\n"
    assert done.stderr.decode() == (message if count else ""), done.stderr


def check_joined(expected, arguments):
    dictionary = json.loads(run("export", "--as", "logstash", "--top", "all", *arguments))
    folded = {fold(key): answer for key, answer in dictionary.items()}
    assert len(folded) == len(dictionary) and set(folded) == set(expected), set(folded) ^ set(expected)
    for key, answer in expected.items():
        assert {**folded[key], "names": [x or "" for x in folded[key]["names"]]} == answer, key
    table = json.loads(run("export", "--as", "rsyslog", "--top", "all", *arguments))
    assert (table["version"], table["nomatch"], table["type"]) == (1, "", "string")
    assert {row["index"]: json.loads(row["value"]) for row in table["table"]} == dictionary
    assert len(table["table"]) == len(dictionary)
    selectors = from_syslog_ng(run("export", "--as", "syslog-ng", "--top", "all", *arguments))
    assert selectors == {re.sub("[\r\n]", " ", key): one_line(answer) for key, answer in folded.items()}


def main():
    rows = [row for row in read_rows() if not row["rule_id"] and row["kind"] != "rule"]
    mapping = Mapping(rows)
    expected = {key: answer for key, answer in mapping.keys().items() if answer["techniques"] or answer["conditional"]}
    objects = check_rows(expected, [])
    check_joined({key: answer for key, answer in mapping.joined().items()
                  if answer["techniques"] or answer["conditional"]}, [])
    check_formulas()
    for top in (None, 1, 3):
        fewer, _ = from_jsonl(run("export", "--as", "jsonl", *(["--top", str(top)] if top else [])))
        assert {key: cut(answer, top or 10) for key, answer in objects.items()} == {key: cut(a, None) for key, a in fewer.items()}
    platforms = sorted({event[2] for event in mapping.events if event[2]})[:3]
    for platform in platforms:
        part = Mapping(rows)
        part.of_id = {id: [e for e in events if fold(e[2]) == fold(platform)] for id, events in part.of_id.items()}
        part.events = {e: kinds for e, kinds in part.events.items() if fold(e[2]) == fold(platform)}
        check_rows({k: a for k, a in part.keys().items() if a["techniques"] or a["conditional"]}, ["--platform", platform])
    print(f"{len(objects)} keys, {sum(len(a['techniques']) for a in objects.values())} techniques; platforms {platforms}")


main()
