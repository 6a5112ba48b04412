#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""python.py ROUNDS FOLDER-OF-EVENTS: medians of what the package takes, for bench/python.sh. All that is compared is measured in turn."""

import compileall
import json
import os
import resource
import statistics
import subprocess
import sys
import time

import attack_events
import pandas

ROUNDS = int(sys.argv[1])
EVENTS = 20000
sys.path.insert(0, sys.argv[2])
import events  # noqa: E402

PROGRAMS = {
    "python3 -c pass": "pass",
    "import, and technique('T1003.001')": "import attack_events; attack_events.technique('T1003.001')",
    "import, and a match of an event": "import attack_events; attack_events.match({'EventID': 4688, 'Channel': 'Security', "
                                       "'CommandLine': 'vssadmin delete shadows /all'})",
    "import, and tag of a line": "import attack_events; next(attack_events.tag(['{\"EventID\": 1102, \"Channel\": \"Security\"}']))",
}


def run(program):
    subprocess.run([sys.executable, "-c", program], check=True)


def clocks():
    """The time of the clock on the wall, and that of the processor for this process and those that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)


def medians(calls):
    """The medians of the milliseconds that calls take on both clocks, round after round."""
    taken = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            before = clocks()
            call()
            taken[name].append([(now - then) * 1000 for now, then in zip(clocks(), before)])
    return {name: [statistics.median(one) for one in zip(*times)] for name, times in taken.items()}


def main():
    compileall.compile_dir(os.path.dirname(attack_events.__file__), quiet=1)  # as pip does
    print(f"Python {sys.version.split()[0]}, pandas {pandas.__version__}; medians of {ROUNDS} rounds, {os.cpu_count()} processors")
    print(f"{'ms':36} {'wall':>8} {'CPU':>8}   more than the first")
    found = medians({name: lambda program=program: run(program) for name, program in PROGRAMS.items()})
    bare = found["python3 -c pass"]
    for name, (wall, cpu) in found.items():
        print(f"{name:36} {wall:8.1f} {cpu:8.1f} {wall - bare[0]:8.1f} {cpu - bare[1]:8.1f}")
    frames = {"rows()": attack_events.rows, "rows(technique_id='T1003.*')": lambda: attack_events.rows(technique_id="T1003.*")}
    for name, (wall, cpu) in medians(frames).items():
        print(f"{name:36} {wall:8.1f} {cpu:8.1f}")
    print(f"{len(attack_events.rows())} rows")

    lines = [line.decode() for line in events.lines(EVENTS) if line.startswith(b"{")]
    dicts = list(map(json.loads, lines))
    calls = {
        "tag(list of str)": lambda: sum(1 for _ in attack_events.tag(lines)),
        "tag(iterator of str)": lambda: sum(1 for _ in attack_events.tag(iter(lines))),
        "tag(list of dict)": lambda: sum(1 for _ in attack_events.tag(dicts)),
        "match(dict)": lambda: sum(len(attack_events.match(event)) for event in dicts),
    }
    print(f"{len(lines)} events of {sum(map(len, lines)) / len(lines):.0f} bytes, a second on the wall, and of the CPU")
    for name, times in medians(calls).items():
        print(f"{name:36} {len(lines) / times[0] * 1000:8.0f} {len(lines) / times[1] * 1000:8.0f}")


main()
