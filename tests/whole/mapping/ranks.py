#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Ranks the technique that each recorded attack performs in the tool's answer for the whole recording, as a Markdown table.

    ranks.py TOOL FOLDER FACTS [MOST]

FOLDER has JSON lines and labels.tsv (file, techniques); FACTS names the successors of retired ids (technique_id, revoked_by).
Exits 1 if the median rank is above MOST, and 77 if there is no FOLDER.
"""
import csv
import os
import statistics
import subprocess
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main(tool, folder, facts, most="0"):
    if not os.path.exists(os.path.join(folder, "labels.tsv")):
        print(f"skipped: there are no recordings in {folder}")
        return 77
    successors = {fact["technique_id"]: fact["revoked_by"] for fact in read(facts)}
    ranks = []
    print("| recording | technique performed | rank | kind | techniques told |\n|---|---|---|---|---|")
    for label in read(os.path.join(folder, "labels.tsv")):
        technique = label["techniques"]
        while successors.get(technique):
            technique = successors[technique]
        out = subprocess.run([tool, "tag", "--summary", "--format", "tsv", os.path.join(folder, label["file"])],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
        answers = list(csv.DictReader(out.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        mine = [answer for answer in answers if answer["technique_id"] == technique]
        ranks.append(int(mine[0]["rank"]) if mine else len(answers) + 1)
        told = sum(answer["kind"] != "candidate" for answer in answers)
        print(f"| {label['file'].removesuffix('.json')} | {technique} | {ranks[-1]} | {mine[0]['kind'] if mine else '-'} | {told} |")
    median = statistics.median(ranks)
    print(f"| median | | {median:g} | | |")
    if int(most) and median > int(most):
        print(f"error: the median rank is above {most}", file=sys.stderr)
        return 1
    return 0


sys.exit(main(*sys.argv[1:]))
