#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the notebook's code for one answer, for bench/notebook.sh: notebook.py LOADER QUESTION MAPPING

LOADER is "safe" (the notebook's yaml.safe_load) or "libyaml" (the same through libyaml's parser, to be fair).
QUESTION is "nothing" (load and flatten only), "technique", "data-sources", "data-components" or "graph".
"""
import sys

import pandas as pd
import yaml


def ask(mapping, question):
    flag = "is_subtechnique" if "is_subtechnique" in mapping else "x_mitre_is_subtechnique"
    if question == "technique":
        return mapping[mapping["technique_id"] == "T1003.001"]
    if question == "graph":
        chosen = mapping[mapping["technique_id"] == "T1039"]
        columns = ["technique_id", "data_source", "data_component", "event_id"]
        return [chosen[list(pair)].drop_duplicates() for pair in zip(columns, columns[1:])]
    if question in ("data-sources", "data-components"):
        column = question[:-1].replace("-", "_")
        triples = mapping[mapping[flag] == True][["technique_id", "data_source", "data_component"]].drop_duplicates()
        return triples[column].value_counts().nlargest(15).to_frame().reset_index()
    return len(mapping)


def main():
    loader = {"safe": yaml.SafeLoader, "libyaml": yaml.CSafeLoader}[sys.argv[1]]
    with open(sys.argv[3], encoding="utf-8") as file:
        mapping = pd.json_normalize(yaml.load(file.read(), Loader=loader))
    print(ask(mapping, sys.argv[2]))


main()
