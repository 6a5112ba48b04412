# SPDX-License-Identifier: MIT
"""What the tests of lookup tables share: configurations from the documents, events, and the answers that they must get."""
import json
import os
import re
import subprocess
import sys
import time

LISTS = ["techniques", "names", "tactics", "kinds", "scores", "conditional"]


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def from_page(page, language, **paths):
    """The only block of this language in a page, with other paths for those that it names."""
    with open(page, encoding="utf-8") as file:
        blocks = re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", file.read(), re.M | re.S)
    assert len(blocks) == 1, f"{page} has {len(blocks)} blocks of {language}"
    for before, after in paths.items():
        before = PATHS[before]
        assert before in blocks[0], f"{page} does not name {before}"
        blocks[0] = blocks[0].replace(before, after)
    return blocks[0]


# The paths that the configurations of the documents name.
PATHS = {"events": "/var/log/events.json", "enriched": "/var/log/enriched.json"}


def export(tool, *arguments):
    return subprocess.run([tool, "export", *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def made_events(tool, count):
    """Events of each key of the table in turn, as a log has them; each tenth is of no key."""
    keys = [json.loads(line) for line in export(tool, "--as", "jsonl").splitlines()]
    keys = [key for key in keys if not re.search("[\r\n]", (key["provider"] or "") + (key["channel"] or "") + key["event_id"])]
    events = []
    for i in range(count):
        key = keys[i % len(keys)]
        event = {"Number": i, "EventID": "none of them" if i % 10 == 9 else key["event_id"]}
        if key["provider"]:
            event["Provider"] = key["provider"]
        if key["channel"]:
            event["Channel"] = key["channel"]
        events.append(event)
    return events


def write_events(path, events):
    with open(path, "w", encoding="utf-8") as file:
        for event in events:
            file.write(json.dumps(event) + "\n")


def answers(tool, events):
    """What each event is told, by number: from the dictionary for Logstash, which is neither table that is tested."""
    dictionary = json.loads(export(tool, "--as", "logstash"))
    told = {}
    for event in events:
        keys = [event[log] + "|" + event["EventID"] for log in ("Provider", "Channel") if log in event]
        told[event["Number"]] = next((dictionary[key] for key in keys if key in dictionary), None)
    return told


def run_until(command, path, count, environment=None):
    """Runs a program until a file has so many lines, then ends it. Returns the seconds that passed."""
    open(path, "wb").close()
    written, lines = open(path, "rb"), 0
    start = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})})
    try:
        while lines < count and process.poll() is None and time.monotonic() < start + 300:
            time.sleep(0.05)
            lines += written.read().count(b"\n")
        passed = time.monotonic() - start
    finally:
        written.close()
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert len(lines) == count, f"{len(lines)} of {count} events came out"
    return passed, [json.loads(line) for line in lines]


def report(what, count, passed):
    print(f"{what}: {count} events, all with exactly the techniques of the table, in {passed:.2f} s: "
          f"{count / passed:,.0f} events/s, with the start of the program")
