#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Events through Fluent Bit with a configuration of examples/fluent-bit.

    fluent_bit.py TOOL FOLDER pipe|exec|lookup SCRATCH [EVENTS]

Needs the program fluent-bit, 5.1 or later, in the PATH. Events have the members that its input winevtlog writes. `tag` must say of
each what it says without Fluent Bit, and a lookup what the dictionary for Logstash has.
"""
import json
import os
import re
import shutil
import subprocess
import sys

import lookups

LISTS = ["techniques", "names", "tactics", "conditional"]  # of attack_events.lua


def windows_events(tool, count):
    """As winevtlog has them, with event_data_as_map: each with a field that a condition may ask for."""
    for event in lookups.made_events(tool, count):
        yield {"ProviderName": event.get("Provider", ""), "EventID": number(event["EventID"]), "Version": 1, "Level": 0,
               "Channel": event.get("Channel", ""), "Computer": "ws7.example.org", "Message": "Two\r\nlines, \u00e4 \"quote\".",
               "EventData": {"Number": str(event["Number"]), "NewProcessName": "C:\\Windows\\System32\\mshta.exe",
                             "CommandLine": "mshta https://example.com/a.hta", "Image": "C:\\Windows\\System32\\mshta.exe"}}


def number(text):
    return int(text) if re.fullmatch("[1-9][0-9]{0,8}", text) else text


def configured(folder, name, scratch):
    """Copies the configuration, with other paths."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(folder, scratch)
    for file in (name, "attack_events.lua"):
        path = os.path.join(scratch, file)
        with open(path, encoding="utf-8") as text:
            changed = text.read().replace("/var/log", scratch).replace("/etc/fluent-bit", scratch)
        with open(path, "w", encoding="utf-8") as text:
            text.write(changed)
    return os.path.join(scratch, name)


def tagged(tool, events):
    lines = "".join(json.dumps(event) + "\n" for event in events).encode()
    printed = subprocess.run([tool, "tag"], input=lines, check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    return [json.loads(line)["attack"] for line in printed]


def joined(tool, events):
    dictionary = json.loads(lookups.export(tool, "--as", "logstash"))
    told = []
    for event in events:
        keys = [f"{event[log]}|{event['EventID']}" for log in ("ProviderName", "Channel")]
        row = next((dictionary[key] for key in keys if key in dictionary), None)
        told.append(row and {name: [text.replace(";", ",") for text in row[name]] for name in LISTS if row[name]})
    return told


def main():
    tool, folder, mode, scratch = (os.path.abspath(argument) if i != 2 else argument for i, argument in enumerate(sys.argv[1:5]))
    count = int(sys.argv[5]) if len(sys.argv) > 5 else 10000
    program = shutil.which("fluent-bit")
    if not program:
        lookups.skip("there is no fluent-bit")
    version = re.search(r"v([0-9.]+)", subprocess.run([program, "--version"], check=True, stdout=subprocess.PIPE).stdout.decode()).group(1)
    if tuple(map(int, version.split(".")))[:2] < (5, 1):
        lookups.skip(f"fluent-bit is {version}, not 5.1")
    configuration = configured(folder, mode + ".yaml", scratch)
    events = list(windows_events(tool, count))
    lookups.write_events(os.path.join(scratch, "events.json"), events)
    with open(os.path.join(scratch, "attack_events.csv"), "wb") as file:
        file.write(lookups.export(tool))
    out = os.path.join(scratch, "out.json")
    target = f'> >(attack-events tag >"{out}")' if mode == "pipe" else f'>"{out}"'
    command = f'"{program}" -q -c "{configuration}" {target} & trap "kill $!" TERM; wait $!; wait'
    passed, lines = lookups.run_until(["bash", "-c", command], out, count,
                                      {"PATH": os.path.dirname(tool) + ":" + os.environ["PATH"]})
    told = joined(tool, events) if mode == "lookup" else tagged(tool, events)
    for line, event, answer in zip(lines, events, told):
        assert all(line[name] == value for name, value in event.items()), (line, event)
        assert line.get("attack") == answer, (line, answer)
    assert sum(1 for answer in told if answer) > count / 2
    what = "all in order, with exactly the techniques of the " + ("table" if mode == "lookup" else "same lines without Fluent Bit")
    print(f"Fluent Bit {version}, {mode}: {count} events, {what}, in {passed:.2f} s: {count / passed:,.0f} events/s, "
          "with the start of the program")


main()
