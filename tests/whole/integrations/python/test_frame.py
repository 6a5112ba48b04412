#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_frame.py PROJECT TOOL GENERATOR SHARED: all rows as a DataFrame, compared with the YAML as PyYAML reads it and as the
notebook joined it, and with what the tool prints."""

import collections
import csv
import doctest
import io
import os
import subprocess
import sys
import tempfile
import time
import unittest

import pandas

import attack_events
from naive_rows import joined, load

PROJECT, TOOL, GENERATOR, SHARED = sys.argv[1:5]
FLAT = os.path.join(SHARED, "ossem", "techniques_to_events_mapping.2022-09.yaml")


class Examples(unittest.TestCase):
    def test_of_the_page_print_what_they_say(self):
        result = doctest.testfile(PROJECT + "/docs/integrations/python.md", module_relative=False)
        self.assertEqual(result.failed, 0)
        self.assertGreater(result.attempted, 7)


class Rows(unittest.TestCase):
    def test_are_those_of_the_yaml(self):
        rows = attack_events.rows()
        found = collections.Counter(row[:20] + (row[20] is not None, row[21]) for row in rows.itertuples(index=False, name=None))
        expected = collections.Counter(joined(PROJECT))
        self.assertEqual((expected - found, found - expected), (collections.Counter(), collections.Counter()))
        self.assertGreater(len(rows), 20000)

    def test_are_those_that_the_tool_prints_in_their_order(self):
        printed = subprocess.run([TOOL, "rows", "--format", "tsv"], check=True, stdout=subprocess.PIPE, text=True).stdout
        table = list(csv.reader(io.StringIO(printed), delimiter="\t", quoting=csv.QUOTE_NONE))
        rows = attack_events.rows()
        self.assertEqual(list(rows.columns), table[0])
        self.assertEqual(len(rows), len(table) - 1)
        for name, column in zip(table[0], zip(*table[1:])):
            self.assertEqual(list(map(written, rows[name])), list(column), name)

    @unittest.skipUnless(os.path.exists(FLAT), "skipped: there is no OSSEM-DM in ../shared")
    def test_give_the_notebook_what_the_yaml_gave_it(self):
        """The cells of the notebook that the project grew out of, on the mapping that it read, and on a pack of that."""
        with tempfile.TemporaryDirectory() as folder:
            pack = os.path.join(folder, "flat.aepack")
            subprocess.run([GENERATOR, "-q", "--pack", "--date", "2022-09-30", "-o", pack, FLAT], check=True)
            ours = attack_events.open(pack).rows()
        theirs = pandas.json_normalize(load(FLAT))
        self.assertEqual(len(ours), len(theirs))
        for name in theirs.columns.intersection(ours.columns):
            if name != "filter_in":
                self.assertEqual(collections.Counter(map(plain, ours[name])), collections.Counter(map(plain, theirs[name])), name)
        for mapping in (ours, theirs):
            sub = mapping[mapping["is_subtechnique"] == True][["technique_id", "data_source", "data_component"]].drop_duplicates()  # noqa: E712
            mapping.attrs["counts"] = [sub[column].value_counts().to_dict() for column in ("data_source", "data_component")]
            chosen = mapping[mapping["technique_id"] == "T1003.001"]
            mapping.attrs["events"] = collections.Counter(
                tuple(map(plain, row)) for row in chosen[["event_id", "log_source", "relationship_id", "channel"]].itertuples(index=False))
            mapping.attrs["graph"] = set(mapping[mapping["technique_id"] == "T1039"][
                ["data_source", "data_component", "event_id"]].itertuples(index=False, name=None))
        for question in ("counts", "events", "graph"):
            self.assertEqual(ours.attrs[question], theirs.attrs[question], question)
        self.assertGreater(len(ours.attrs["counts"][0]), 10)


class Filters(unittest.TestCase):
    def test_choose_the_rows_that_pandas_chooses(self):
        rows = attack_events.rows()
        sysmon = rows["log_source"].str.lower() == "microsoft-windows-sysmon"
        family = rows["technique_id"].str.match(r"T1003(\.|$)")
        for filters, chosen in (
                ({"technique_id": "T1003.001"}, rows["technique_id"] == "T1003.001"),
                ({"technique_id": "t1003.*"}, family),
                ({"technique_id": ["T1003.*", "T1562.001"]}, family | (rows["technique_id"] == "T1685")),
                ({"provider": "microsoft-windows-SYSMON", "technique_id": "T1003.*"}, sysmon & family),
                ({"tactic": ["Discovery", "collection"]}, rows["tactic"].map(lambda all: bool({"discovery", "collection"} & set(all)))),
                ({"kind": "condition", "event_platform": "linux"}, (rows["kind"] == "condition") & (rows["event_platform"] == "linux")),
                ({"is_subtechnique": True}, rows["is_subtechnique"]),
                ({"condition": None, "event_id": 4688}, rows["condition"].isna() & (rows["event_id"] == "4688")),
                ({"event_id": "no such"}, rows["event_id"] == "no such")):
            found = attack_events.rows(**filters)
            pandas.testing.assert_frame_equal(found, rows[chosen].reset_index(drop=True))
            self.assertEqual(len(found) == 0, filters.get("event_id") == "no such", filters)

    def test_a_column_that_is_none_is_refused(self):
        with self.assertRaisesRegex(TypeError, "technique_id, "):
            attack_events.rows(tecnique_id="T1003")


class Time(unittest.TestCase):
    def test_the_frame_takes_less_than_100_ms_and_a_first_answer_less_than_50(self):
        def least(work):
            times = []
            for _ in range(7):
                start = time.process_time()
                work()
                times.append(time.process_time() - start)
            return min(times)

        def cpu(program):
            before = os.times()
            subprocess.run([sys.executable, "-c", program], check=True)
            now = os.times()
            return now.children_user + now.children_system - before.children_user - before.children_system

        frame = least(attack_events.rows)
        answer = min(cpu("import attack_events; attack_events.technique('T1003.001')") for _ in range(7)) - min(
            cpu("pass") for _ in range(7))
        print(f"{len(attack_events.rows())} rows as a frame: {frame * 1000:.0f} ms CPU; first answer: {answer * 1000:.0f} ms CPU")
        self.assertLess(frame, 0.1)
        self.assertLess(answer, 0.05)


def written(value):
    """A value as the tool writes it."""
    if isinstance(value, tuple):
        return ",".join("=".join(map(written, part)) if isinstance(part, tuple) else written(part) for part in value)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else value
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def plain(value):
    """A value with None for what is absent in any way."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return None if value is None or value != value else value if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
