#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which pairs of a technique and one of its platforms have no event on that platform, and why?

    pairs.py ATTACK-EVENTS MAPPING REASONS      the tool with this mapping in it; mapping.yaml; docs/pairs-without-events.tsv

Prints for each platform how many pairs have an event, then each pair that has none with its reason. Fails if a pair has no
reason, if a reason is of a pair that has an event, and below 85%. PRE, what an attacker does before, is left out.
"""
import collections
import csv
import re
import subprocess
import sys

# Products and the platform of ATT&CK that they are, as gen/model/model.c has them.
PLATFORM_OF = {"aws": "iaas", "azure": "iaas", "gcp": "iaas", "m365": "office suite", "google workspace": "office suite",
               "entra id": "identity provider", "okta": "identity provider", "kubernetes": "containers", "docker": "containers",
               "github": "saas"}
AT_LEAST = 85  # percent


def read_tsv(lines):
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def main(tool, mapping, reasons_file):
    rows = subprocess.run([tool, "rows", "--format", "tsv"], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    platforms = collections.defaultdict(set)
    for row in read_tsv(rows.splitlines()):
        platform = row["event_platform"].lower()
        platforms[row["technique_id"]].add(PLATFORM_OF.get(platform, platform))
    with open(reasons_file, encoding="utf-8") as file:
        reasons = {(line["technique_id"], line["platform"]): line["reason"] for line in read_tsv(file)}
    with open(mapping, encoding="utf-8") as file:
        techniques = re.findall(r"technique_id: (T[0-9.]+), technique: .*?platform: \[([^]]*)\]", file.read())
    of, missing = collections.Counter(), []
    for technique, names in techniques:
        for platform in names.split(", "):
            if platform == "PRE":
                continue
            of[platform] += 1
            if platform.lower() not in platforms[technique]:
                missing.append((technique, platform))
    without = collections.Counter(platform for _, platform in missing)
    for platform in sorted(of):
        print(f"{platform}: {of[platform] - without[platform]} of {of[platform]}")
    have, pairs = sum(of.values()) - len(missing), sum(of.values())
    print(f"all: {have} of {pairs} pairs, {100 * have / pairs:.1f}%\n")
    problems = [f"{technique} on {platform} has no event, and no reason" for technique, platform in missing
                if (technique, platform) not in reasons]
    problems += [f"{technique} on {platform} has a reason, and an event" for technique, platform in sorted(set(reasons) - set(missing))]
    if have * 100 < pairs * AT_LEAST:
        problems.append(f"below {AT_LEAST}%")
    for pair in missing:
        print(*pair, reasons.get(pair, "-"), sep="\t")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


if len(sys.argv) != 4:
    sys.exit(__doc__)
sys.exit(main(*sys.argv[1:]))
