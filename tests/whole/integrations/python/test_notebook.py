#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_notebook.py PROJECT TOOL GENERATOR SHARED: the notebook of examples/notebook runs from the start, and prints and draws what the
file has; and its numbers are those of a naive reading of mapping.yaml."""

import collections
import json
import pathlib
import re
import subprocess
import sys
import unittest

from naive_rows import joined

PROJECT, TOOL, GENERATOR, SHARED = sys.argv[1:5]
NOTEBOOK = pathlib.Path(PROJECT, "examples", "notebook", "attack_events.ipynb")
COLUMNS = ("technique_id", "is_subtechnique", "technique", "tactic", "platform", "data_source", "data_component",
           "relationship_id", "name", "source", "relationship", "target", "event_id", "event_name", "event_platform",
           "audit_category", "audit_sub_category", "channel", "log_source", "filter_in", "has_condition", "kind")
Row = collections.namedtuple("Row", COLUMNS)


def printed(start):
    """The texts below the cell that starts in this way."""
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if "".join(cell["source"]).startswith(start):
            return "\n".join("".join(output.get("text") or output["data"].get("text/plain", "")) for output in cell["outputs"])
    raise LookupError(start)


def counts(text):
    """A column of counts as pandas prints it, in its order."""
    return [(name, int(count)) for name, count in re.findall(r"^(\S.*?) +(\d+)$", text, re.M)]


class Notebook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = [Row(*row) for row in joined(PROJECT)]

    def test_prints_and_draws_what_the_file_has(self):
        ran = subprocess.run([sys.executable, PROJECT + "/scripts/notebook.py", "check", str(NOTEBOOK)], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, text=True)
        print(ran.stdout.splitlines()[-1])
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertIn("3 figures, 0 differ", ran.stdout)
        self.assertLess(NOTEBOOK.stat().st_size, 300_000)

    def test_counts_what_the_mapping_has(self):
        self.assertIn(f"{len(self.rows)} rows", printed("import json"))
        self.assertEqual(sorted(counts(printed('rows["kind"]'))), sorted(collections.Counter(row.kind for row in self.rows).items()))
        triples = {(row.technique_id, row.data_source, row.data_component) for row in self.rows if row.is_subtechnique}
        for column, start in ((1, "triples ="), (2, 'chart("data_component"')):
            expected = collections.Counter(triple[column] for triple in triples)
            found = counts(printed(start))
            self.assertEqual(len(found), 15)
            self.assertEqual(dict(found), {name: expected[name] for name, _ in found})
            self.assertEqual([count for _, count in found], sorted(expected.values(), reverse=True)[:15])

    def test_draws_the_graph_that_the_mapping_has(self):
        edges = set()
        for row in self.rows:
            if row.technique_id == "T1039" and (row.event_platform or "").lower() == "windows":
                path = (row.technique_id, row.data_source, row.data_component, (row.log_source, row.event_id))
                edges |= set(zip(enumerate(path), enumerate(path[1:], 1)))
        nodes = {node for edge in edges for node in edge}
        self.assertIn(f"{len(nodes)} nodes, {len(edges)} edges", printed("share ="))

    def test_has_the_events_of_lsass_memory_of_the_mapping(self):
        expected = collections.Counter((row.log_source, row.kind) for row in self.rows if row.technique_id == "T1003.001")
        text = printed("lsass.groupby")
        kinds, found = [], collections.Counter()
        for line in text.splitlines():
            words = re.split(r" {2,}", line.strip())
            if words[0] == "kind":
                kinds = words[1:]
            elif len(words) == len(kinds) + 1 and all(word.isdigit() for word in words[1:]):
                name = words[0].removesuffix("...")
                full, = {source for source, _ in expected if source.startswith(name) and (source == name or words[0] != name)}
                found.update({(full, kind): int(count) for kind, count in zip(kinds, words[1:])})
        self.assertEqual(+found, expected)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
