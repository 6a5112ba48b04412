# SPDX-License-Identifier: MIT
"""What the checks of input share: they run the program input_lines, which writes the lines that the tool makes of its
input, with several sizes of reads, and count what is not as expected."""

import random
import subprocess
import sys

random.seed(22)
program = sys.argv[-1]
problems = 0


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def check(what, got, expected):
    global problems
    if got == expected:
        return
    problems += 1
    if problems <= 10:
        print(f"{what}\n  got      {shown(got)}\n  expected {shown(expected)}")


def shown(value):
    text = repr(value)
    return text if len(text) < 600 else text[:400] + " ... " + text[-200:]


def run(data, size=1 << 20):
    """Returns the output, and the error message or ""."""
    done = subprocess.run([program, str(size)], input=data, capture_output=True, timeout=120)
    if done.returncode not in (0, 1) or (done.returncode == 1) != bool(done.stderr):
        check(f"exit status {done.returncode} for {shown(data)}", done.stderr, b"")
    return done.stdout, done.stderr.decode().strip()


def lines(data, size=1 << 20):
    """Returns the lines that are made of data which can be read."""
    out, said = run(data, size)
    check(f"message for {shown(data)}", said, "")
    check(f"the last line end for {shown(data)}", out[-1:] in (b"", b"\n"), True)
    return out.splitlines()


def finish(what):
    print(f"{what}; {problems} problems")
    sys.exit(1 if problems else 0)
