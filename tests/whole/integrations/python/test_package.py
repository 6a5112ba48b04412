#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_package.py PROJECT TOOL GENERATOR SHARED: what the Python package answers, compared with the tool and with the
mapping. Needs no other package."""

import concurrent.futures
import doctest
import importlib
import json
import os
import pathlib
import pickle
import re
import subprocess
import sys
import tempfile
import unittest

import attack_events
from made_lines import made_lines

PROJECT, TOOL, GENERATOR, SHARED = sys.argv[1:5]
RECORDINGS = sorted(pathlib.Path(SHARED, "security-datasets").glob("*.json"))
SYSMON = "Microsoft-Windows-Sysmon"


def tool(*arguments, **more):
    return subprocess.run([TOOL, *arguments], check=True, stdout=subprocess.PIPE, **more).stdout


class Examples(unittest.TestCase):
    def test_examples_of_the_docstrings_print_what_they_say(self):
        attempted = 0
        for name in ("attack_events", "attack_events._mapping"):
            result = doctest.testmod(importlib.import_module(name))
            self.assertEqual(result.failed, 0)
            attempted += result.attempted
        self.assertGreater(attempted, 12)


class Techniques(unittest.TestCase):
    def test_all_are_those_of_the_mapping(self):
        text = pathlib.Path(PROJECT, "mapping.yaml").read_text(encoding="utf-8")
        written = re.findall(r"^  - \{technique_id: (\S+), technique: (.*?), tactic: \[(.*?)\], platform: \[(.*?)\]", text, re.M)
        known = {id: (name.strip("'\""), tuple(tactics.split(", ")), tuple(platforms.split(", ")))
                 for id, name, tactics, platforms in written}
        for technique in attack_events.techniques():
            self.assertEqual(known[technique.id], technique[1:4])
            self.assertEqual(technique, attack_events.technique(technique.id))
            self.assertEqual("." in technique.id, technique.is_subtechnique)
        self.assertGreater(len(attack_events.techniques()), 600)
        self.assertEqual(attack_events.info().techniques, len(attack_events.techniques()))

    def test_a_revoked_id_finds_its_successor_of_today(self):
        text = pathlib.Path(PROJECT, "mapping.yaml").read_text(encoding="utf-8")
        revoked = dict(re.findall(r"^  - \{technique_id: (\S+), revoked_by: (\S+)\}", text, re.M))
        known = {technique.id for technique in attack_events.techniques()}
        found = 0
        for id, successor in revoked.items():
            while successor in revoked:
                successor = revoked[successor]
            if successor in known:
                self.assertEqual(attack_events.technique(id).id, successor)
                self.assertIn(id, attack_events.technique(successor).former_ids)
                found += 1
        self.assertGreater(found, 100)

    def test_no_other_id_is_found(self):
        for id in ("", "T", "t1003", "T1003.001 ", "T1003.001\0", "\ud800", "T9999"):
            with self.assertRaises(KeyError):
                attack_events.technique(id)


class Events(unittest.TestCase):
    def test_each_id_finds_the_events_that_the_tool_finds(self):
        listed = {}
        for event in attack_events.events():
            listed.setdefault(event.id, []).append(event)
        self.assertEqual(sum(map(len, listed.values())), attack_events.info().events)
        for id in ("4688", "10", "1", "4663", "EXECVE", "CreateUser", "exec"):
            printed = json.loads(tool("event", id, "--format", "json"))
            self.assertTrue(printed)
            events = attack_events.event(id)
            self.assertEqual(set(events), set(listed[id]))
            self.assertEqual({(event.provider, event.channel, event.condition) for event in events},
                             {(one["log_source"], one["channel"], one["condition"]) for one in printed})
        self.assertEqual(attack_events.event(4688), attack_events.event("4688"))

    def test_a_provider_and_a_channel_narrow(self):
        self.assertEqual({event.provider for event in attack_events.event(1, provider=SYSMON.upper())}, {SYSMON})
        channel = SYSMON + "/Operational"
        self.assertEqual({event.channel for event in attack_events.event(1, channel=channel)}, {channel})
        self.assertEqual(attack_events.event(1, provider=SYSMON, channel="Security"), [])
        self.assertEqual(attack_events.event(1, provider="\0"), [])

    def test_techniques_and_events_lead_to_each_other(self):
        for event in attack_events.events()[::97]:
            for technique in attack_events.techniques(event=event)[:3]:
                self.assertIn(event, attack_events.events(technique))


class Answers(unittest.TestCase):
    @unittest.skipUnless(RECORDINGS, "skipped: there are no recordings in ../shared")
    def test_an_event_has_the_techniques_that_tag_gives_its_line(self):
        """tag finds the format, the event and its fields without this package."""
        lines = [line for recording in RECORDINGS for line in recording.read_bytes().splitlines()][::7]
        tagged = tool("tag", input=b"\n".join(lines) + b"\n").splitlines()
        self.assertEqual(len(tagged), len(lines))
        any_condition = False
        for line, expected in zip(lines, map(json.loads, tagged)):
            answers = attack_events.match(json.loads(line))
            self.assertEqual([(one["id"], one["kind"], one["score"]) for one in expected["attack"]["techniques"]],
                             [(one.technique.id, one.kind, one.score) for one in answers], line)
            self.assertEqual(bool(answers), answers.reason == "matched")
            any_condition = any_condition or any(one.condition for one in answers)
        self.assertTrue(any_condition)

    def test_a_list_has_several_values_and_a_dict_has_paths(self):
        event = {"eventName": "ModifySnapshotAttribute", "requestParameters": {"attribute": "x"}}
        self.assertEqual(attack_events.match(event, id="ModifySnapshotAttribute", provider="ec2.amazonaws.com").reason,
                         attack_events.match({"requestParameters.attribute": "x"}, id="ModifySnapshotAttribute",
                                             provider="ec2.amazonaws.com").reason)
        key = {"EventID": 4663, "Channel": "Security"}
        alone = attack_events.match({**key, "ObjectType": "Key"})
        self.assertEqual(attack_events.match({**key, "ObjectType": ["no", "KEY", None]})[:], alone[:])
        self.assertEqual(attack_events.match({**key, "ObjectType": ["no"] * 100000 + ["Key"]})[:], alone[:])
        self.assertIn("ObjectType", attack_events.match({**key, "ObjectType": None}).missing)

    def test_top_is_the_most(self):
        event = {"EventID": 1, "SourceName": SYSMON}
        self.assertEqual([len(attack_events.match(event, top=top)) for top in (0, 1, 7)], [0, 1, 7])
        self.assertGreater(len(attack_events.match(event, top=10**6)), 100)
        with self.assertRaises(ValueError):
            attack_events.match(event, top=-1)

    def test_a_rule_names_its_author(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = os.path.join(folder, "rules.aepack")
            subprocess.run([GENERATOR, "-q", "--pack", "--date", "2026-11-30", "-o", pack, "--rules-uri", "https://example.org/",
                            PROJECT + "/mapping.yaml", PROJECT + "/examples/rules"], check=True)
            mapping = attack_events.Mapping.open(pack)
            answer = mapping.match({"EventID": 1, "Provider": SYSMON, "Image": "C:\\acme-deploy.exe"})[0]
            self.assertEqual((answer.kind, answer.technique.id, answer.rule.author), ("rule", "T1072", "Ann Example"))
            self.assertTrue(answer.rule.uri.startswith("https://example.org/"))
            self.assertEqual(pickle.loads(pickle.dumps(mapping)).info(), mapping.info())
            whole = pathlib.Path(pack).read_bytes()
            for data, reason in ((whole[:-4], "cut short"), (b"x" * 4096, "no pack"), (b"", "cut short"),
                                 (whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:], "checksum|damaged")):
                with self.assertRaisesRegex(attack_events.PackError, reason):
                    attack_events.Mapping.from_bytes(data)
        with self.assertRaises(FileNotFoundError):
            attack_events.open(pack)


class Process(unittest.TestCase):
    def test_threads_get_the_answers_of_one(self):
        events = [json.loads(line) for line in made_lines() if line.startswith("{\"EventID") and line.endswith("}")]
        expected = [attack_events.match(event) for event in events]
        fresh = attack_events.Mapping()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for found in pool.map(lambda _: [fresh.match(event) for event in events], range(16)):
                self.assertEqual(found, expected)

    def test_a_process_that_was_forked_answers(self):
        event = {"EventID": 10, "SourceName": SYSMON, "TargetImage": "C:\\Windows\\System32\\lsass.exe"}
        expected = attack_events.match(event)
        child = os.fork()
        if not child:
            os._exit(0 if attack_events.match(event) == expected else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_rows_without_pandas_say_what_is_needed(self):
        program = "import sys; sys.modules['pandas'] = None\nimport attack_events\nattack_events.rows()"
        ran = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
        self.assertIn("rows() needs pandas: pip install pandas", ran.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
