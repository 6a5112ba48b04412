#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_tag.py PROJECT TOOL GENERATOR SHARED: what tag() makes of lines is what the tool prints of them. The tool parses JSON with
another library, reads a file, and is another process."""

import array
import datetime
import io
import itertools
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

import attack_events
from made_lines import SYSMON, made_lines

PROJECT, TOOL, GENERATOR, SHARED = sys.argv[1:5]
RECORDINGS = sorted(pathlib.Path(SHARED, "security-datasets").glob("*.json"))
LINE = '{"EventID": 1102, "Channel": "Security", "SourceName": "Microsoft-Windows-Eventlog"}'
logging.getLogger("attack_events").setLevel(logging.CRITICAL)


def tool(lines, *arguments):
    """What the tool prints of lines that have no line end."""
    ran = subprocess.run([TOOL, "tag", *arguments], input=b"".join(line + b"\n" for line in lines), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=True)
    return ran.stdout.split(b"\n")[:-1]


def as_bytes(lines):
    return [line.encode("utf-8", "surrogatepass") for line in lines]


class Lines(unittest.TestCase):
    def check(self, lines, *arguments, **options):
        expected = tool(lines, *arguments)
        self.assertEqual(len(expected), len(lines) if "--skip-malformed" not in arguments else len(expected))
        for given in (lines, iter(lines)):
            self.assertEqual(list(attack_events.tag(given, **options)), expected)
        return expected

    def test_come_out_as_of_the_tool(self):
        lines = as_bytes(made_lines())
        tagged = self.check(lines)
        self.assertGreater(sum(b'"kind":"condition"' in line for line in tagged), 20)

    def test_of_each_option_come_out_as_of_the_tool(self):
        lines = as_bytes(made_lines())
        seen = {tuple(self.check(lines))}
        for arguments, options in (
                (["--top", "1"], {"top": 1}), (["--top", "all"], {"top": None}), (["--why"], {"why": True}),
                (["--unknown"], {"unknown": True}), (["--platform", "Linux"], {"platform": "Linux"}),
                (["--skip-malformed"], {"skip_malformed": True}),
                (["--top", "3", "--why", "--unknown"], {"top": 3, "why": True, "unknown": True})):
            seen.add(tuple(self.check(lines, *arguments, **options)))
        self.assertEqual(len(seen), 8)  # each option makes a difference

    def test_of_a_table_and_of_formats_of_the_user_come_out_as_of_the_tool(self):
        rows = [b'{"ActionType": "ProcessCreated", "FileName": "mshta.exe"}'] * 2
        self.assertIn(b'"id"', self.check(rows, "--table", "DeviceProcessEvents", table="DeviceProcessEvents")[0])
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "formats.json")
            pathlib.Path(path).write_text(json.dumps({"formats": [{
                "name": "ours", "when": {"our_id": {"kind": "number"}}, "id": "our_id", "provider": "our_log"}]}))
            lines = [b'{"our_id": 1102, "our_log": "Microsoft-Windows-Eventlog"}']
            expected = tool(lines, "--formats", path)
            self.assertIn(b"T1685.005", expected[0])
            for formats in (path, pathlib.Path(path), [path]):
                self.assertEqual(list(attack_events.tag(lines, formats=formats)), expected)
            pathlib.Path(path).write_text("{")
            program = f"import attack_events; attack_events.tag([], formats={path!r})"
            ran = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
            self.assertIn(f"{path}:1:", ran.stderr)
            self.assertIn("ValueError: the log formats have errors", ran.stderr)

    @unittest.skipUnless(RECORDINGS, "skipped: there are no recordings in ../shared")
    def test_of_recordings_come_out_as_of_the_tool(self):
        for recording in RECORDINGS:
            self.check(recording.read_bytes().splitlines()[:700])

    def test_stay_what_they_are(self):
        lines = made_lines()
        expected = tool(as_bytes(lines))
        self.assertEqual(as_bytes(attack_events.tag(lines)), expected)
        self.assertEqual(list(attack_events.tag(io.BytesIO(b"".join(line + b"\n" for line in as_bytes(lines))))),
                         [line + b"\n" for line in expected])
        mixed = list(itertools.chain.from_iterable(zip(lines, as_bytes(lines))))
        self.assertEqual([type(line) for line in attack_events.tag(mixed)], [str, bytes] * len(lines))
        odd = "{\"a\": \"\ud83d \udc80\"}"
        self.assertEqual(next(attack_events.tag([odd])), odd[:-1] + ',"attack":{"techniques":[]}}')

    def test_that_are_dicts_become_dicts_with_one_more(self):
        events = [json.loads(line) for line in made_lines() if line.startswith("{") and line.endswith("}")]
        given = json.dumps(events)
        expected = [json.loads(line) for line in tool([json.dumps(event).encode() for event in events])]
        for event, wanted, made in zip(events, expected, attack_events.tag(events)):
            self.assertEqual(made, wanted)
            self.assertIsNot(made, event)
            self.assertEqual(list(made)[-1], "attack")
        self.assertEqual(json.dumps(events), given)

    def test_that_are_dicts_of_pandas_have_the_answers_of_what_they_mean(self):
        plain = {"EventID": 4663, "Channel": "Security", "ObjectType": "Key"}
        wanted = next(attack_events.tag([plain]))["attack"]
        self.assertTrue(wanted["techniques"])
        for event in ({**plain, "EventID": 4663.0, "AccessMask": float("nan"), "list": [float("inf"), 1.5]},
                      {**plain, "time": datetime.datetime(2026, 11, 30), "list": array.array("d", [1.0])}):
            made, = attack_events.tag([event])
            self.assertEqual(made, {**event, "attack": wanted})
            self.assertEqual([one["id"] for one in wanted["techniques"]],
                             [answer.technique.id for answer in attack_events.match(event)])
        self.assertIn("ObjectType", attack_events.match({**plain, "ObjectType": float("nan")}).missing)

    def test_with_marks_blanks_and_without_end_come_out_as_of_the_tool(self):
        mark = b"\xef\xbb\xbf"
        for lines in ([mark + LINE.encode(), LINE.encode()], [LINE.encode(), mark + LINE.encode()], [mark],
                      [b"", mark], [b" \t\r", b"\v"], [b"\0", b"{\0}"], [LINE.encode(), b"{}" * 2], [b'{"a":"\xff"}'], [b"{" * 5000]):
            self.check(lines)
            self.check(lines, "--skip-malformed", skip_malformed=True)
        self.assertEqual(list(attack_events.tag([mark + b"no JSON"])), [mark + b"no JSON"])
        self.assertEqual(list(attack_events.tag([])), [])
        limit = 16 * 1024 * 1024
        for length in (limit - 1, limit):
            line = b'{"a":"' + b"x" * (length - 8) + b'"}'
            made, = self.check([line])
            self.assertEqual(made == line, length == limit)
            made, = attack_events.tag([line + b"\n"])
            self.assertEqual(made == line + b"\n", length == limit)


class Reports(unittest.TestCase):
    def reports(self, lines, **options):
        with self.assertLogs("attack_events", logging.WARNING) as logs:
            list(attack_events.tag(lines, **options))
        return [record.getMessage() for record in logs.records]

    def test_say_which_line_and_why_as_the_tool_does(self):
        lines = as_bytes([LINE, "no JSON", "", "[]"])
        ran = subprocess.run([TOOL, "tag"], input=b"\n".join(lines), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = [line.replace("attack-events: standard input:", "line ") for line in ran.stderr.decode().splitlines()]
        self.assertEqual(self.reports(lines), said)
        self.assertEqual(len(said), 2)
        self.assertIn("dropped", self.reports(lines, skip_malformed=True)[0])

    def test_end_after_the_first_twenty(self):
        messages = self.reports(["no JSON"] * 1000)
        self.assertEqual(len(messages), 22)
        self.assertIn("1000 lines", messages[-1])


class Calls(unittest.TestCase):
    def test_read_no_line_ahead(self):
        taken = []

        def lines():
            for number in range(3):
                taken.append(number)
                yield LINE

        for number, _ in enumerate(attack_events.tag(lines())):
            self.assertEqual(taken, list(range(number + 1)))

    def test_refuse_what_is_no_line_at_once(self):
        for wrong in (LINE, LINE.encode(), {"EventID": 1}):
            self.assertRaises(TypeError, attack_events.tag, wrong)
        self.assertRaises(TypeError, list, attack_events.tag([1]))
        self.assertRaises(TypeError, attack_events.tag, 1)
        self.assertRaises(ValueError, attack_events.tag, [], top=0)
        self.assertRaises(ValueError, attack_events.tag, [], platform="no such")

    def test_ask_the_mapping_of_a_pack(self):
        with tempfile.TemporaryDirectory() as folder:
            pack = os.path.join(folder, "rules.aepack")
            subprocess.run([GENERATOR, "-q", "--pack", "--date", "2026-11-30", "-o", pack, PROJECT + "/mapping.yaml",
                            PROJECT + "/examples/rules"], check=True)
            lines = [json.dumps({"EventID": 1, "SourceName": SYSMON, "Image": "C:\\acme-deploy.exe"}).encode()]
            tagging = attack_events.Mapping.open(pack).tag(lines)  # nothing else holds the mapping
            made, = tagging
            self.assertEqual([made], tool(lines, "--mapping", pack))
            self.assertIn(b"Ann Example", made)

    def test_of_threads_and_of_interleaved_logs_do_not_meet(self):
        lines = made_lines()
        expected = list(attack_events.tag(lines))
        self.assertEqual(list(zip(attack_events.tag(iter(lines)), attack_events.tag(iter(lines)))), list(zip(expected, expected)))
        found = [None] * 8

        def work(number):
            found[number] = list(attack_events.tag(lines))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(len(found))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * len(found))

    def test_that_run_out_of_memory_raise_an_error(self):
        program = f"""
import attack_events, resource
line = b'{{' + b','.join(b'"%06d":0' % number for number in range(900000)) + b'}}'
tagging = attack_events.tag(iter([{LINE!r}, line, {LINE!r}]))
assert "T1685" in next(tagging)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (40 << 20), resource.RLIM_INFINITY))
try:
    next(tagging)
except MemoryError:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    del tagging
    print(next(attack_events.tag([{LINE!r}]))[-30:])
"""
        ran = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual((ran.returncode, ran.stdout.strip(), ran.stderr), (0, next(attack_events.tag([LINE]))[-30:], ""))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
