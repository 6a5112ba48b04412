#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_types.py: what a type checker and help() say of the package, as it is installed."""

import inspect
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import attack_events

PACKAGE = pathlib.Path(attack_events.__file__).parent

# What a user writes, and what mypy must say of it: the type of an expression, or that it is an error.
SAID = """
import attack_events as ae
reveal_type(ae.technique("T1003"))  # says: attack_events._records.Technique
reveal_type(ae.technique("T1003").former_ids)  # says: tuple[str, ...]
reveal_type(ae.techniques()[0].name)  # says: str | None
reveal_type(ae.event(4688))  # says: fallback=attack_events._records.Event]]
reveal_type(ae.rows(technique_id="T1003"))  # says: DataFrame
reveal_type(ae.match({"EventID": 1})[0].score)  # says: int
reveal_type(ae.match({"EventID": 1}).reason)  # says: str
reveal_type(list(ae.tag(["{}"])))  # says: list[str]
reveal_type(list(ae.tag(open("log.json", "rb"), top=None)))  # says: list[bytes]
reveal_type([event["attack"] for event in ae.tag([{"EventID": 1}])])  # says: list[Any]
reveal_type(ae.open("x.aepack").info().rows)  # says: int
ae.tag([1])  # says: error
ae.match("4688")  # says: error
ae.technique(1003)  # says: error
"""


def checked(*arguments):
    ran = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *arguments], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, env={**os.environ, "MYPYPATH": str(PACKAGE.parent)})
    return ran.stdout


class Types(unittest.TestCase):
    def test_of_the_package_are_right(self):
        self.assertTrue((PACKAGE / "py.typed").exists())
        for version in ("3.10", "3.12"):
            self.assertEqual(checked("--python-version", version, "--follow-imports", "silent", str(PACKAGE)), "")

    def test_of_what_a_user_writes_are_those_of_the_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "program.py")
            program.write_text(SAID)
            said = [line for line in checked(str(program)).splitlines() if ".py:" in line]
        for number, line in enumerate(SAID.splitlines(), 1):
            if "# says: " not in line:
                continue
            wanted = line.partition("# says: ")[2]
            about = [one for one in said if f":{number}: " in one]
            if wanted == "error":
                self.assertTrue(any(": error: " in one for one in about), line)
            else:
                self.assertEqual(len(about), 1, (line, about))
                revealed = about[0].partition("Revealed type is ")[2].strip('"').replace("pandas.core.frame.", "")
                self.assertIn(wanted, revealed.replace("builtins.", "").replace("typing.", ""), line)


class Docstrings(unittest.TestCase):
    def test_are_there_for_all_that_is_public(self):
        self.assertTrue(attack_events.__doc__)
        count = 0
        for name in attack_events.__all__:
            thing = getattr(attack_events, name)
            parts = [thing] + ([member for key, member in vars(thing).items() if not key.startswith("_") and (
                inspect.isfunction(member) or isinstance(member, (property, classmethod)))] if inspect.isclass(thing) else [])
            for part in parts:
                self.assertTrue(inspect.getdoc(part), (name, part))
                count += 1
        self.assertGreater(count, 30)

    def test_of_functions_name_all_their_options(self):
        for name in ("tag", "match", "event"):
            function = getattr(attack_events, name)
            for option in inspect.signature(function).parameters:
                self.assertIn(option, function.__doc__.lower(), name)


if __name__ == "__main__":
    import mypy.version  # noqa: F401 : the one that is asked
    print(f"mypy {mypy.version.__version__}")
    unittest.main(argv=sys.argv[:1])
