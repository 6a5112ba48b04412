#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Events through rsyslog with the table of `attack-events export --as rsyslog`.

    lookup_rsyslog.py TOOL PAGE SCRATCH [EVENTS]

PAGE has the configuration.
"""
import glob
import os
import shutil
import subprocess
import sys

import lookups


def main():
    tool, page, scratch = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 10000
    scratch = os.path.abspath(scratch)
    program = shutil.which("rsyslogd") or shutil.which("rsyslogd", path="/usr/sbin")
    if not program:
        lookups.skip("there is no rsyslogd")
    shutil.rmtree(scratch + "/work", ignore_errors=True)
    os.makedirs(scratch + "/work")
    for old in glob.glob(scratch + "/*.json"):
        os.remove(old)
    events, table, enriched = (os.path.join(scratch, name) for name in ("events.json", "attack_events.table", "enriched.json"))
    with open(scratch + "/rsyslog.conf", "w", encoding="utf-8") as file:
        file.write(f'global(workDirectory="{scratch}/work")\n')
        file.write(lookups.from_page(page, "rsyslog", events=events, enriched=enriched)
                   .replace("/etc/rsyslog.d/attack_events.json", table))
    made = lookups.made_events(tool, count)
    lookups.write_events(events, made)
    with open(table, "wb") as file:
        file.write(lookups.export(tool, "--as", "rsyslog"))
    version = subprocess.run([program, "-v"], check=True, stdout=subprocess.PIPE).stdout.decode().split(" (")[0]
    passed, lines = lookups.run_until([program, "-n", "-i", scratch + "/work/pid", "-f", scratch + "/rsyslog.conf"],
                                      enriched, count)
    told = lookups.answers(tool, made)
    for line in lines:
        answer = told.pop(line["Number"])
        assert line.get("attack") == answer, (line, answer)
    assert not told, f"{len(told)} events are missing"
    lookups.report(version, count, passed)


main()
