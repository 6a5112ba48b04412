#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs rsyslog with examples/rsyslog/attack-events.conf, or another file of that folder, and kills `tag` on the way:
    rsyslog.py TOOL CONFIGURATION [--messages N] [--kills N] [--input msg|fulljson] [--speed]
Each message has to arrive, in order and unchanged; those that were answered with exactly the techniques that
`attack-events tag` gives them. At each kill one message may be left without an answer. With --speed, prints messages a
second. Exits with 77 if there is no rsyslog."""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import events

PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"
HEADER = b"<13>1 2026-11-30T22:00:00Z host app - - - "
SECONDS = 120  # in which all has to arrive


def children(process):
    """Returns the process ids of its children, whichever thread started them."""
    found = []
    for task in pathlib.Path(f"/proc/{process}/task").iterdir():
        found += (task / "children").read_text().split()
    return [int(child) for child in found]


def replaced(text, *changes):
    for old, new in changes:
        if old not in text:
            sys.exit(f"there is no {old} in a file of the example")
        text = text.replace(old, new)
    return text


def configured(arguments, scratch, port):
    """Returns the configuration with the paths and the port of this test in place of a user's."""
    source = pathlib.Path(arguments.configuration)
    changes = [("/var/log/tagged.json", f"{scratch}/tagged.json"), ('port="10514"', f'port="{port}"')]
    tool = ("/usr/bin/attack-events", arguments.tool)
    if arguments.omprog:
        script = scratch / "tag.sh"
        script.write_text(replaced((source.parent / "tag.sh").read_text(), tool, ("/var/log/", f"{scratch}/")))
        script.chmod(0o700)
        changes.append(("/usr/local/bin/tag.sh", str(script)))
    else:
        changes.append(tool)
    if arguments.input:
        changes.append(('interface.input="fulljson"', f'interface.input="{arguments.input}"'))
    path = scratch / "rsyslog.conf"
    path.write_text(f'global(workDirectory="{scratch}")\n' + replaced(source.read_text(), *changes))
    return path


def lines_of(path, seen):
    """Returns how many lines a file has, which had seen[1] in its first seen[0] bytes."""
    if path.exists():
        with open(path, "rb") as file:
            file.seek(seen[0])
            for part in iter(lambda: file.read(1 << 20), b""):
                seen[0] += len(part)
                seen[1] += part.count(b"\n")
    return seen[1]


def send(port, lines):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for at in range(0, len(lines), 1000):
            connection.sendall(b"".join(HEADER + line + b"\n" for line in lines[at:at + 1000]))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(program, configuration, scratch, port):
    server = subprocess.Popen([program, "-n", "-f", configuration, "-i", scratch / "pid"], cwd=scratch,
                              stdout=open(scratch / "messages", "wb"), stderr=subprocess.STDOUT)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    server.kill()
    server.wait()
    sys.exit("rsyslog does not start: " + (scratch / "messages").read_text())


def pass_through(server, port, lines, output, kills, omprog):
    """Sends the lines and waits until as many are written. Returns how often `tag` was killed and how long it took."""
    sender = threading.Thread(target=send, args=(port, lines), daemon=True)
    begun, seen, killed = time.monotonic(), [0, 0], 0
    sender.start()
    while lines_of(output, seen) < len(lines) and time.monotonic() - begun < (10 if kills and omprog else SECONDS):
        if killed < kills and seen[1] >= len(lines) * (killed + 1) // (kills + 1):
            for child in children(server.pid):
                os.kill(child, signal.SIGKILL)
                killed += 1
        time.sleep(0.01)
    return killed, time.monotonic() - begun


def check_bytes(expected, written, killed):
    """Compares the lines of omprog with those of `tag`, and returns how many are missing: only a kill may lose any."""
    if not killed and written != expected:
        sys.exit(f"{len(written)} lines were written, which are not the {len(expected)} of tag")
    missing = len(set(expected)) - len(set(expected) & set(written))
    if missing and not killed:
        sys.exit(f"{missing} lines are missing")
    return missing


def check(lines, expected, written, killed):
    """Compares what was written with what was sent, and returns how many had no answer."""
    unanswered = 0
    if len(written) != len(lines):
        sys.exit(f"{len(lines)} messages were sent and {len(written)} were written")
    for number, (line, tagged, found) in enumerate(zip(lines, expected, written)):
        found = json.loads(found)
        attack = found.pop("attack", None)
        try:
            event = json.loads(line)
        except ValueError:
            event = {"msg": line.decode()}  # mmjsonparse makes this of a text
        if found != event:
            sys.exit(f"message {number} was {event}, and is {found}")
        wanted = json.loads(tagged).get("attack") if "msg" not in event else None
        if attack is None and wanted is not None:
            unanswered += 1
        elif attack != wanted:
            sys.exit(f"message {number} has {attack}, and not {wanted}")
    if unanswered > killed:
        sys.exit(f"{unanswered} messages have no answer, and tag was killed {killed} times")
    return unanswered


def run(arguments, program, scratch):
    lines = events.lines(arguments.messages)
    expected = subprocess.run([arguments.tool, "tag"], input=b"\n".join(lines) + b"\n", stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=True).stdout.splitlines()
    port, output = free_port(), scratch / "tagged.json"
    server = start(program, configured(arguments, scratch, port), scratch, port)
    try:
        killed, seconds = pass_through(server, port, lines, output, arguments.kills, arguments.omprog)
    finally:
        server.terminate()
        server.wait(30)
    written = output.read_bytes().splitlines() if output.exists() else []
    if arguments.omprog:
        left = f"lost {check_bytes(expected, written, killed)}"
    else:
        left = f"left {check(lines, expected, written, killed)} without an answer"
    if killed != arguments.kills:
        sys.exit(f"tag was killed {killed} times, and not {arguments.kills} times")
    if arguments.speed:
        print(f"{len(lines) / seconds:.0f} messages a second")
    print(f"{len(lines)} messages in order; tag was killed {killed} times, which {left}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("configuration")
    parser.add_argument("--messages", type=int, default=100000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--input", choices=["msg", "fulljson"])
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    arguments.omprog = "omprog" in pathlib.Path(arguments.configuration).read_text()
    program = shutil.which("rsyslogd", path=PATH)
    if not program:
        print("skipped: there is no rsyslogd (Debian: rsyslog)")
        sys.exit(77)
    version = subprocess.run([program, "-v"], stdout=subprocess.PIPE, check=True).stdout.decode()
    print("rsyslog", re.search(r"rsyslogd\s+(\S+)", version).group(1), end=": ")
    with tempfile.TemporaryDirectory() as scratch:
        run(arguments, program, pathlib.Path(scratch))


main()
