# SPDX-License-Identifier: MIT
"""coverage.py FILE: prints gcovr's JSON as a table by folder, for coverage.sh. Fails below the limits."""

import collections
import json
import re
import sys

# Limits for lines and for branches, in percent; None: no limit.
LIMITS = {"runtime": (100, 100), "host": (90, None), "gen": (95, None), "cli": (95, None)}


def ranges(numbers):
    """Returns line numbers as text such as 1-3,7."""
    found = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def main():
    counted = collections.defaultdict(lambda: [0, 0, 0, 0])
    missing = []
    for file in json.load(open(sys.argv[1]))["files"]:
        path = re.search(r"(?:runtime|host|gen|cli)/.*", file["file"]).group()
        sums, lines, branches = counted[path.split("/")[0]], [], []
        for line in file["lines"]:
            if line.get("gcovr/noncode"):
                continue
            taken = [branch["count"] > 0 for branch in line.get("branches", [])]
            sums[0] += line["count"] > 0
            sums[1] += 1
            sums[2] += sum(taken)
            sums[3] += len(taken)
            if not line["count"]:
                lines.append(line["line_number"])
            elif not all(taken):
                branches.append(line["line_number"])
        missing.append((path, ranges(lines), ranges(branches)))

    print("Not run: lines; and lines of which a branch is never taken")
    for path, lines, branches in sorted(missing):
        if lines or branches and path.startswith("runtime/"):
            print(f"{path:28} {lines or '-'}" + (f"; {branches}" if path.startswith("runtime/") else ""))
    print(f"\n{'':10}{'lines':>22}{'branches':>22}")
    short = []
    for folder, limits in LIMITS.items():
        row = ""
        for kind, (run, all_, limit) in zip(("lines", "branches"), zip(counted[folder][::2], counted[folder][1::2], limits)):
            percent = 100 * run / all_ if all_ else 0
            row += f"{f'{run} of {all_}, {percent:.1f}%':>22}"
            if limit is not None and percent < limit:
                short.append(f"{folder}: {percent:.2f}% of the {kind}, and not {limit}%")
        print(f"{folder:10}{row}")
    if short:
        sys.exit("\n".join(short))


main()
