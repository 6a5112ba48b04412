#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_frame.py PROJECT TOOL GENERATOR SHARED: all rows as a DataFrame, compared with the YAML as PyYAML reads it and as the
notebook joined it, and with what the tool prints."""

import collections
import csv
import io
import os
import subprocess
import sys
import tempfile
import time
import unittest

import pandas
import yaml

import attack_events

PROJECT, TOOL, GENERATOR, SHARED = sys.argv[1:5]
sys.path.insert(0, os.path.join(PROJECT, "scripts"))
from oracle import mapping as reading  # noqa: E402 : the classes of conditions, read with PyYAML alone

FLAT = os.path.join(SHARED, "ossem", "techniques_to_events_mapping.2022-09.yaml")
PRODUCTS = {"aws": "IaaS", "azure": "IaaS", "gcp": "IaaS", "m365": "Office Suite", "google workspace": "Office Suite",
            "entra id": "Identity Provider", "okta": "Identity Provider", "kubernetes": "Containers", "docker": "Containers",
            "github": "SaaS"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def joined(path, classes):
    """The rows of a mapping, joined naively: every technique with each event of each of its components, or that names it."""
    root = load(path)
    revoked = {one["technique_id"]: one["revoked_by"] for one in root["techniques"] if "revoked_by" in one}
    items, problems = reading.read(path, classes)
    assert not problems and not any(item.problems for item in items), problems
    by_component, by_technique = collections.defaultdict(list), collections.defaultdict(list)
    for item in items:
        for id in item.techniques:
            while id in revoked:
                id = revoked[id]
            by_technique[id].append(item)
        if not item.techniques:
            by_component[item.relationship["attack"]["data_component"].lower()].append(item)
    for technique in root["techniques"]:
        platforms = {platform.lower() for platform in technique.get("platform", ())}
        listed = [item for component in technique.get("data_components", ()) for item in by_component[component.lower()]]
        for item in listed + by_technique[technique["technique_id"]]:
            for carrier in item.carriers:
                platform = (carrier.platform or "").lower()
                if platform == "network" or platform in platforms or PRODUCTS.get(platform, "-").lower() in platforms:
                    yield row_of(technique, item, carrier)


def row_of(technique, item, carrier):
    attack, behavior = item.relationship["attack"], item.relationship["behavior"]
    entry = carrier.entry
    pairs = tuple(item.pairs) + tuple(pair for part in reading.as_list(entry.get("filter_in")) for pair in part.items()
                                      if item.class_name)
    id = technique["technique_id"]
    return (id, "." in id, technique["technique"], tuple(technique["tactic"]), tuple(technique["platform"]),
            attack["data_source"].lower(), attack["data_component"].lower(), item.relationship["relationship_id"],
            item.relationship["name"], behavior.get("source"), behavior.get("relationship"), behavior.get("target"), carrier.event_id,
            item.written.get("name"), carrier.platform, entry.get("audit_category"), entry.get("audit_sub_category"),
            entry.get("channel"), entry.get("log_source"), None if carrier.is_condition else pairs or None,
            carrier.is_condition, "condition" if item.techniques and carrier.is_condition else "direct" if item.techniques else "candidate")


class Rows(unittest.TestCase):
    def test_are_those_of_the_yaml(self):
        rows = attack_events.rows()
        found = collections.Counter(row[:20] + (row[20] is not None, row[21]) for row in rows.itertuples(index=False, name=None))
        expected = collections.Counter(joined(PROJECT + "/mapping.yaml", PROJECT + "/gen/read/classes.yaml"))
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
