#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_formats.py ATTACK-EVENTS formats.json docs/formats.md

Each shipped log format is needed by a line of formats/*.json: without it, the answers differ. (Not "any", which is for
rules; tests/cli/cases/ has it.) A file of --formats that has
the shipped ones changes nothing. docs/formats.md has the table that scripts/formats.py makes of formats.json.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "scripts"))
import formats as page  # noqa: E402

tool, file, documented = sys.argv[1:]
failures = []
shipped = json.load(open(file, encoding="utf-8"))["formats"]
fixtures = sorted(glob.glob(os.path.join(here, "formats", "*.json")))
tables = {"zeek_rows": "conn", "defender_rows": "DeviceProcessEvents"}


def answers(options):
    """All that is said of the fixtures: with --why, so that it names the events, and with what is not in the mapping."""
    said = []
    for table in [None, *tables.values()]:
        names = [name for name in fixtures if tables.get(os.path.basename(name)[:-5]) == table]
        for mode in ["--why"], ["--summary"]:
            command = [tool, "tag", *mode, *options, *(["--table", table] if table else []), *names]
            run = subprocess.run(command, capture_output=True, check=True)
            said.append(run.stdout + run.stderr)
    return said


def fail(text):
    failures.append(text)
    print(text)


with tempfile.TemporaryDirectory() as folder:
    mine = os.path.join(folder, "mine.json")

    def write(rows):
        with open(mine, "w", encoding="utf-8") as stream:
            json.dump({"formats": rows}, stream)

    plain = answers([])
    write(shipped)
    if answers(["--formats", mine]) != plain:
        fail("the shipped formats, given with --formats, change the answers")
    for row in shipped:
        if row["name"] == "any":
            continue
        write([{"name": row["name"], "when": {"no such name": True}, "id": "no such name"}])
        if answers(["--formats", mine]) == plain:
            fail(f"no line of formats/*.json needs the format {row['name']}")
text = open(documented, encoding="utf-8").read()
if page.START + page.table(file) + page.END not in text:
    fail("docs/formats.md has another table than scripts/formats.py formats.json makes: use its --write")
sys.exit(1 if failures else 0)
