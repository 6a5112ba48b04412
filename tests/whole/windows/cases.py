#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""cases.py TOOLS CASES... : runs the cases of tests/cli/cases (tests/cli/test_cases.c says what they are) with other programs:
TOOLS is a folder with attack-events, flat-events and so on, and ruled.aepack. Cases that ask for what Windows does not have,
or has otherwise, are left out; LEFT_OUT says which. Prints how many were, and what fails."""

import os
import re
import subprocess
import sys

# A pattern of a command's text, and why no other system but POSIX answers it so.
LEFT_OUT = {
    r"/dev/(stdin|stdout|zero)": "files of POSIX",
    r"umask|stat -c": "the permissions of a file",
    r"ln -s": "symbolic links, and a stream that a shell opened, whose file Wine does not know",
    r"2>&1 >>": "such a stream",
    r"\| head -n 1; done": "a pipe that is closed early: whether a note still comes is a matter of time",
}
TOOLS = ["attack-events", "flat-events", "many-events", "wordy-events", "systems-events", "direct-events", "telling-events",
         "ruled-events", "ruled.aepack"]


def unescaped(line):
    """A line of a case without its mark: \\t, \\xHH and the like are bytes."""
    line = line[2:] if line[1:2] == b" " else line[1:]
    names = {b"t": b"\t", b"v": b"\v", b"f": b"\f", b"r": b"\r", b"\\": b"\\"}
    return re.sub(rb"\\(x..|.)", lambda at: names.get(at[1]) or bytes([int(at[1][1:], 16)]), line) + b"\n"


def cases_of(path):
    """Yields (line, command, input, output, messages, status)."""
    case = None
    for number, line in enumerate(open(path, "rb").read().split(b"\n"), 1):
        kind = line[:1]
        if kind == b"$":
            case = [number, line[1:].decode(), b"", b"", b"", 0]
        elif kind == b"?":
            case[5] = int(line[1:])
        elif kind in (b"<", b">", b"!"):
            case[b"$$<>!".index(kind)] += unescaped(line)
        elif not line and case:
            yield case
            case = None


tools = os.path.abspath(sys.argv[1])
environment = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}")
run, failed, left_out = 0, 0, 0
for path in sys.argv[2:]:
    for number, command, text, out, messages, status in cases_of(path):
        if any(re.search(pattern, command) for pattern in LEFT_OUT):
            left_out += 1
            continue
        command = command.replace("ruled.aepack ", f"{tools}/ruled.aepack ")
        for _ in range(2): # Wine sometimes fails to start a program
            done = subprocess.run(["sh", "-c", command, *(f"{tools}/{name}" for name in TOOLS)], input=text,
                                  capture_output=True, env=environment)
            if (done.returncode, done.stdout, done.stderr) == (status, out, messages):
                break
        run += 1
        if (done.returncode, done.stdout, done.stderr) != (status, out, messages):
            failed += 1
            print(f"{path}:{number}: {command}\nends with {done.returncode} and prints\n{done.stdout.decode(errors='replace')}"
                  f"{done.stderr.decode(errors='replace')}\nand not {status}\n{out.decode(errors='replace')}"
                  f"{messages.decode(errors='replace')}\n")
print(f"{run} cases, {failed} of them not as expected; left out, as they are about POSIX: {left_out}")
sys.exit(1 if failed or run < 500 else 0)
