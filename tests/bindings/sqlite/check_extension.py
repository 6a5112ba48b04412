#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the extension for SQLite with what the tool prints and what mapping.yaml states, in Python's sqlite3 and in the
program sqlite3.

    check_extension.py EXTENSION TOOL PAGE [EVENTS]
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SYSTEM_PYTHON = "/usr/bin/python3"
FIELDS_OF_EVENTS = [
    ("Microsoft-Windows-Sysmon", 1, {"Image": "C:\\Windows\\System32\\mshta.exe", "CommandLine": "mshta https://example.com/a.hta"}),
    ("Microsoft-Windows-Sysmon", 1, {"Image": "C:\\Windows\\System32\\reg.exe", "CommandLine": "reg save HKLM\\SAM sam.hive"}),
    ("Microsoft-Windows-Sysmon", 10, {"TargetImage": "C:\\Windows\\System32\\lsass.exe", "GrantedAccess": "0x1010"}),
    ("Microsoft-Windows-Sysmon", 13, {"TargetObject": "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\x"}),
    ("Microsoft-Windows-Security-Auditing", 4663, {"ObjectType": "Key", "AccessMask": "0x1"}),
    ("Microsoft-Windows-Security-Auditing", 4663, {"ObjectType": "Process"}),
    ("Microsoft-Windows-Security-Auditing", 4688, {"NewProcessName": "C:\\Windows\\System32\\whoami.exe"}),
    ("Microsoft-Windows-Security-Auditing", 4624, {"LogonType": "10"}),
    ("ssm.amazonaws.com", "GetParameter", {"requestParameters": {"with decryption": 1, "withDecryption": True}}),
    ("ssm.amazonaws.com", "GetParameter", {"requestParameters.withDecryption": "true"}),
    ("ssm.amazonaws.com", "GetParameter", {"requestParameters": {"withDecryption": False}, "a b": {"withDecryption": True}}),
    ("ec2.amazonaws.com", "ModifySnapshotAttribute",
     {"requestParameters": {"createVolumePermission": {"add": {"items": [{"x": [1]}, {"group": "all"}]}}}}),
    ("ec2.amazonaws.com", "ModifySnapshotAttribute",
     {"requestParameters": {"createVolumePermission": {"remove": {"items": [{"group": "all"}]}}}}),
]


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout.decode()


def unescape(cell):
    return re.sub(r"\\(.)", lambda found: {"t": "\t", "n": "\n", "r": "\r"}.get(found[1], found[1]), cell)


def rows_of(tool):
    lines = run(tool, "rows", "--format", "tsv").split("\n")[:-1]
    rows = [[unescape(cell) for cell in line.split("\t")] for line in lines]
    return rows[0], rows[1:]


def check_rows(database, tool):
    names, expected = rows_of(tool)
    cursor = database.execute("SELECT * FROM attack_rows")
    assert [column[0] for column in cursor.description] == names + ["level", "author"]
    at = {name: i for i, name in enumerate(names)}
    found = []
    for row in cursor:
        row = ["" if value is None else str(value) for value in row]
        row[at["is_subtechnique"]] = {"0": "false", "1": "true"}[row[at["is_subtechnique"]]]
        if not row[at["event_id"]] and row[at["kind"]] == "rule":
            row[at["event_id"]] = "*"
        found.append(row[:len(names)])
    assert found == expected, next(pair for pair in zip(found, expected) if pair[0] != pair[1])
    first = {}
    for row in expected:
        first.setdefault(row[0], (row[at["technique"]], row[at["tactic"]], row[at["platform"]]))
    for id, told in first.items():
        assert database.execute("SELECT technique, tactic, platform FROM attack_technique WHERE technique_id = ?",
                                (id,)).fetchall() == [told], id
    info = json.loads(run(tool, "info", "--format", "json"))
    count, = database.execute("SELECT count(*) FROM attack_technique").fetchone()
    assert count == info["techniques"], count
    count, = database.execute("SELECT count(*) FROM attack_revoked").fetchone()
    assert count == info["retired_ids"], count
    return len(found)


def check_revoked(database, mapping):
    """What the YAML states; the successor of a successor counts."""
    with open(mapping, encoding="utf-8") as file:
        stated = dict(re.findall(r"^  - \{technique_id: ([^ ,]+), revoked_by: ([^ ,}]+)\}", file.read(), re.M))
    assert len(stated) > 100
    for id, successor in stated.items():
        while successor in stated:
            successor = stated[successor]
        row = database.execute("SELECT status, technique_id FROM attack_revoked WHERE id = ?", (id,)).fetchone()
        assert row == ("revoked", successor), (id, row)


def check_keys(database, tool):
    """Every key of a lookup table that has a provider: the dictionary for Logstash comes from other code."""
    keys = [json.loads(line) for line in run(tool, "export", "--as", "jsonl", "--top", "all").splitlines()]
    for key in keys:
        rows = database.execute("SELECT technique_id, technique, kind, score FROM attack_techniques(?, ?, ?)",
                                (key["provider"], key["event_id"], key["channel"])).fetchall()
        assert rows == list(zip(key["techniques"], key["names"], key["kinds"], key["scores"])), key
    return len(keys)


def check_fields(database, tool):
    lines = "".join(json.dumps({"EventID": id, "SourceName": provider, **fields}) + "\n" for provider, id, fields in FIELDS_OF_EVENTS)
    try:
        tagged = run(tool, "tag", input=lines.encode()).splitlines()
    except subprocess.CalledProcessError:
        return print("without `tag`: this build reads no logs")
    told = 0
    for line, (provider, id, fields) in zip(tagged, FIELDS_OF_EVENTS):
        rows = database.execute("SELECT technique_id, kind, score FROM attack_techniques(?, ?, NULL, NULL, ?) WHERE rank <= 10",
                                (provider, id, json.dumps(fields))).fetchall()
        expected = [(t["id"], t["kind"], t["score"]) for t in json.loads(line)["attack"]["techniques"]]
        assert rows == expected, (line, rows)
        told += any(kind == "condition" for _, kind, _ in rows)
    assert told >= 2


def check_join(database, tool, count):
    """A table of events, each of some provider and id, or of none that is known."""
    dictionary = json.loads(run(tool, "export", "--as", "logstash", "--top", "3"))
    keys = [json.loads(line) for line in run(tool, "export", "--as", "jsonl").splitlines()]
    keys = [(key["provider"], key["event_id"]) for key in keys if key["provider"]]
    events = [keys[i % len(keys)] if i % 10 < 9 else ("none", "x") for i in range(count)]
    database.execute("CREATE TEMP TABLE event(provider, event_id)")
    database.executemany("INSERT INTO event VALUES (?, ?)", events)
    start = time.monotonic()
    rows = database.execute("SELECT event.rowid, technique_id FROM event LEFT JOIN "
                            "attack_techniques(event.provider, event.event_id) AS t ON t.rank <= 3").fetchall()
    passed = time.monotonic() - start
    expected = []
    for i, (provider, id) in enumerate(events):
        techniques = dictionary.get(provider + "|" + id, {"techniques": []})["techniques"]
        expected += [(i + 1, technique) for technique in techniques or [None]]
    assert rows == expected
    print(f"SQLite {sqlite3.sqlite_version}: {count} events joined with the best three techniques of each, in {passed:.2f} s: "
          f"{count / passed:,.0f} events/s")


def check_program(extension, page):
    """The SQL of the page, in the program; under valgrind, if there is one."""
    program = shutil.which("sqlite3")
    if not program:
        return print("without the program sqlite3, which is not installed")
    with open(page, encoding="utf-8") as file:
        blocks = re.findall(r"^```sql\n(.*?)^```$", file.read(), re.M | re.S)
    sql = "\n".join(blocks).replace(".load build/attack_events_sqlite", ".load " + os.path.splitext(extension)[0])
    sql += """
SELECT count(*) FROM attack_rows WHERE condition IS NOT NULL;
SELECT count(*) FROM attack_rows AS r, attack_techniques(r.log_source, r.event_id) WHERE r.technique_id = 'T1003.004' AND rank < 9;
SELECT count(*) FROM attack_techniques(zeroblob(1000), X'00', -1, 1e300, '{"a": [1, true, null, {"b": []}]}');
"""
    valgrind = shutil.which("valgrind")
    before = [valgrind, "--quiet", "--error-exitcode=99", "--leak-check=full", "--errors-for-leak-kinds=definite"] if valgrind else []
    done = subprocess.run([*before, program, ":memory:"], input=sql.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    assert [line.split("|")[0] for line in lines[:3]] == ["1", "2", "3"], lines
    assert lines[3] == "09:14|T1218.005|Mshta|condition", lines
    assert int(lines[4]) > 1000 and int(lines[5]) > 0 and lines[6] == "0", lines
    print("the program sqlite3 " + run(program, "--version").split()[0] + (" under valgrind" if valgrind else ""))


def main():
    extension, tool, page = map(os.path.abspath, sys.argv[1:4])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 100000
    if not hasattr(sqlite3.Connection, "enable_load_extension"):
        if sys.executable == SYSTEM_PYTHON or not os.path.exists(SYSTEM_PYTHON):
            skip("there is no Python whose sqlite3 loads extensions")
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
    database = sqlite3.connect(":memory:")
    database.enable_load_extension(True)
    database.load_extension(os.path.splitext(extension)[0])
    print(f"{check_rows(database, tool)} rows, {check_keys(database, tool)} keys")
    check_revoked(database, os.path.join(os.path.dirname(page), "../../mapping.yaml"))
    check_fields(database, tool)
    check_join(database, tool, count)
    check_program(extension, page)


main()
