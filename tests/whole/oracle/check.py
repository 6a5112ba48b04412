#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py PROJECT: holds scripts/conditions.py and scripts/rules.py, which other tests rely on, against the cases of
cases.py and rule_cases.py."""
import json
import os
import subprocess
import sys
import tempfile

try:
    import yaml  # noqa: F401
except ImportError:
    print("skipped: there is no python3-yaml")
    sys.exit(77)

sys.dont_write_bytecode = True
PROJECT = os.path.abspath(sys.argv[1])
sys.path.insert(0, os.path.join(PROJECT, "scripts"))
from cases import CASES, CLASS_CASES, CLASSES, F, GATED, LINES, T, U, WRONG  # noqa: E402
import rule_cases  # noqa: E402
from oracle import edges, logs, mapping, rules, trees  # noqa: E402

OF_LOG, OF_CLASS = "event_id: 1, log_source: p", "class: process_creation"
failures = []


def expect(what, expected, actual):
    if actual != expected or type(actual) is not type(expected):
        failures.append(f"{what}: expected {expected}, got {actual}")


def items_of(texts, head):
    """The items of a mapping file that has each of these as an event."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write(f"classes:{CLASSES}relationships:\n  - name: r\n    security_events:\n")
        file.writelines(f"      - {{name: n, platform: windows, techniques: [T1001], {head}, {text}}}\n" for text in texts)
        file.flush()
        return mapping.read(file.name)[0]


def event_of(fields):
    return logs.events_of('{"EventID": "1", "Provider": "p", %s' % (fields[1:] if fields != "{}" else '"no": 1}'))[0]


def result_of(item, fields, carrier=None):
    if item.problems:
        return "; ".join(item.problems)
    return trees.compiled((carrier or item.carriers[0]).tree)(event_of(fields))


def check_cases():
    for (text, fields, expected), item in zip(CASES, items_of([case[0] for case in CASES], OF_LOG)):
        expect(f"{text} of {fields}", expected, result_of(item, fields))
        expect(f"kind of {text}", "condition", item.kind)
    for text, item in zip(WRONG, items_of(WRONG, OF_LOG)):
        expect(f"problems of {text}", 1, len(item.problems))
    for (text, expected), item in zip(GATED, items_of([case[0] for case in GATED], OF_LOG)):
        expect(f"gate of {text}", expected, trees.is_gateable(item.carriers[0].tree))


def check_classes():
    for (text, fields, expected), item in zip(CLASS_CASES, items_of([case[0] for case in CLASS_CASES], OF_CLASS)):
        carriers = {carrier.event_id: carrier for carrier in item.carriers}
        for event_id, result in zip(("1", "4688", "Table"), expected):
            carrier = carriers.get(event_id)
            expect(f"{text} of {fields} on {event_id}", result, result_of(item, fields, carrier) if carrier else "-")
        expect(f"problems of {text}", [], item.problems)
        expect(f"{text}: a carrier with a condition", T, "Listed" not in carriers or carriers["Listed"].is_condition)
        expect(f"{text}: carriers 4688 and 4689", "4688" in carriers, "4689" in carriers)


def check_ossem():
    """OSSEM's form: equal values, without wildcards in an event of a log."""
    plain, = items_of(["filter_in: {F: 1, G: a}"], OF_LOG)
    for fields, expected in (('{"F": 1, "G": "A"}', T), ('{"F": 1, "G": 3}', F), ('{"F": 1}', U)):
        expect(f"filters of {fields}", expected, result_of(plain, fields))
    for head, text, kind, fields in (
            (OF_LOG, r"[{F: 1}, {G: '\\*\IPC$'}]", "direct", r'{"F": 1, "G": "\\\\*\\IPC$"}'),
            (OF_LOG, "{F: '1', G: null}", "condition", '{"F": 1, "G": ""}'),
            (OF_CLASS, "{Image: 'a*'}", "condition", '{"Image": "ab"}'),
            (OF_CLASS, r"{Image: 'a\*'}", "direct", '{"Image": "a*"}')):
        item, = items_of([f"filter_in: {text}"], head)
        expect(f"OSSEM's form: {text}", (kind, T), (item.kind, result_of(item, fields)))


def check_kinds():
    """A plain filter stays one where the carrier's own filter is plain."""
    item, = items_of(["filter_in: {Image: a}"], OF_CLASS)
    expect("kinds of carriers", {"1": F, "4688": F, "4689": F, "Listed": T, "Table": F},
           {carrier.event_id: carrier.is_condition for carrier in item.carriers})


def check_logs():
    for line, expected in LINES:
        expect(line, expected, [(e.event_id, e.provider, e.channel, e.texts("F")) for e in logs.events_of(line)])
    records = logs.events_of('{"ID": "1.1:1", "SYSCALL": {"syscall": 59, "SYSCALL": "execve"}, "EXECVE": {"ARGV": ["ls", "-l"]}}')
    expect("case of records", [["execve"], ["59"]], [records[0].texts(name) for name in ("SYSCALL", "syscall")])
    expect("values of an array", ["ls", "-l"], records[1].texts("argv"))


def check_match():
    with tempfile.TemporaryDirectory() as folder:
        yaml_file, log_file = os.path.join(folder, "m.yaml"), os.path.join(folder, "log.json")
        with open(yaml_file, "w", encoding="utf-8") as file:
            file.write("relationships:\n  - security_events:\n      - {event_id: 1, name: n, log_source: P, platform: linux, "
                       "filter_in: {F|contains: a}, techniques: [T1001]}\n")
        with open(log_file, "w", encoding="utf-8") as file:
            for provider, rest in (("p", ', "F": "xax"'), ("p", ""), ("q", ', "F": "a"'), ("p", ', "F": "b"')):
                file.write(f'{{"EventID": 1, "Provider": "{provider}"{rest}}}\n\n')
        command = [sys.executable, os.path.join(PROJECT, "scripts", "conditions.py"), "match", yaml_file, log_file]
        out = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    rows = [line.split("\t") for line in out.splitlines()[1:]]
    expect("match", [("1", "true"), ("3", "unknown"), ("7", "false")], [(row[1], row[5]) for row in rows])


def rules_of(detections, folder):
    """The rules, each with a logsource and a detection: a document of one file each, but for the first two."""
    for number, (source, detection) in enumerate(detections):
        with open(os.path.join(folder, f"{max(number, 1):04}.yml"), "a", encoding="utf-8") as file:
            file.write(f"---\nid: '{number}'\ntitle: t\ntags: [attack.t1001, attack.execution]\nlogsource: {{{source}}}\n"
                       f"detection: {{{detection}}}\n")
    with open(os.path.join(folder, "logs.txt"), "w", encoding="utf-8") as file:
        file.write(rule_cases.LOGS)
    return rules.read([folder], rules.Logs(file.name))


def check_rules():
    with tempfile.TemporaryDirectory() as folder:
        read = rules_of([case[:2] for case in rule_cases.CASES], folder)
    expect("rules", [str(number) for number in range(len(rule_cases.CASES))], [rule.id for rule in read])
    for rule, (source, detection, log, fields, expected) in zip(read, rule_cases.CASES):
        matcher, event = rules.Matcher([rule]), rules.made_event(*log, json.loads(fields))
        expect(f"{detection} of {source}, with {log} and {fields}", {rule.id} if expected else set(), matcher.matching(event))
        expect(f"problem of {detection}", None, rule.problem)
        made = [rules.made_event(*one) for one in edges.events(rule)]
        expect(f"an event that was made for {detection} matches", T, any(matcher.matching(one) for one in made))
    wrong = [(rule_cases.SERVICE, detection) for detection in rule_cases.WRONG]
    wrong += [(source, "s: {F: a}, condition: s") for source in rule_cases.WRONG_SOURCES]
    with tempfile.TemporaryDirectory() as folder:
        for rule, case in zip(rules_of(wrong, folder), wrong):
            expect(f"{case} is wrong", F, rule.problem is None)


for check in (check_cases, check_classes, check_ossem, check_kinds, check_logs, check_match, check_rules):
    check()
for failure in failures:
    print(f"error: {failure}", file=sys.stderr)
count = sum(map(len, (CASES, CLASS_CASES, WRONG, GATED, LINES, rule_cases.CASES, rule_cases.WRONG, rule_cases.WRONG_SOURCES)))
print(f"{count} cases, {len(failures)} failures")
sys.exit(1 if failures else 0)
