# SPDX-License-Identifier: MIT
"""Tries changes of the tool: all of it is one shared library, which the programs that the tests run are linked with once.
A test is run as ctest does, in a folder of the mutant's own."""

import collections
import json
import pathlib
import re
import shlex

from mutation.build import ROOT, WARNINGS_OFF, Build, Trial, must, run

LIBRARY = "libmutant_tool.so"
HEADERS = sorted((ROOT / "cli").glob("*.h"))
SOURCES = sorted(file for file in (ROOT / "cli").glob("*.c") if not file.stem.endswith("_none"))  # of another build
TEXTS = {file: file.read_text() for file in SOURCES + HEADERS}

# The tests that concern a file, as ctest calls them; each beside what every file has. The last are of what all commands
# share. `--thorough` adds large mappings, browsers, and memory and calls that fail.
EVERY = r"tool_(messages|manners|edges|manual|cases)|readme_output"
CONCERNING = [
    (r"tag\w*|bump|json_line|line_reader|progress|shape|tally", r"tag_\w+|coverage_layer_\w+|coverage_collected"),
    (r"collected|coverage|delimited|evidence\w*|layer\w*|plan|scope|stated_log|switching", r"coverage_\w+"),
    (r"audit_policy|enabl\w+|switches|sysmon_events|windows_events",
     r"enable_.+|windows_events\w*|coverage_(plan|collected)\w*"),
    (r"bars|chart|picture\w*|ranking\w*|top", r"top_.+"),
    (r"dot\w*|draw|graph\w*|network\w*", r"graph_\w+"),
    (r"numbered|report\w*", r"report_(?!page|looks|big)\w+"),
    (r"", r"(?!report_(page|looks|big))(tool|top|graph|report|tag|coverage|enable|windows_events)_.+"),
]
LARGE = r"\w+_ossem\w*|tool_(tables|narrowing)_builtin"
WAITING = r"tag_(stream|terminal)|tool_(manners|terminal)"
MORE = r"report_(page|looks|big)_\w+|faults_(allocations|writes|calls|interrupts|bounds)"


def concerning(stem, thorough):
    pattern = next(tests for files, tests in CONCERNING if not files or re.fullmatch(files, stem))
    return "|".join([EVERY, pattern, MORE]) if thorough else rf"(?!{LARGE})({EVERY}|{pattern})"


def includers():
    """By header: the sources that include it, themselves or through another header."""
    included = {file: set(re.findall(r'^#include "(\w+\.h)"', text, re.M)) for file, text in TEXTS.items()}
    found = {}
    for header in HEADERS:
        names, before = {header.name}, set()
        while names != before:
            before = set(names)
            names |= {file.name for file in HEADERS if included[file] & names}
        found[header] = [source for source in SOURCES if included[source] & names]
    return found


class ToolBuild(Build):
    texts = TEXTS

    def __init__(self, directory, sanitize, jobs):
        super().__init__(directory, sanitize, jobs)
        self.includers = includers()
        # What a library that the tool loads calls must not be found in the tool: the other names are local.
        self.exported = self.base / "exported"
        self.exported.write_text("{ global: main; audit_*; bump_*; switch*; sysmon_*; windows_*; local: *; };\n")
        self.known = {}  # by the name of a test: what runs it
        compiled = json.loads(must(["ninja", "-C", directory, "-t", "compdb"]))
        by_file = {entry["file"]: entry["command"] for entry in compiled
                   if entry["output"].startswith("cli/CMakeFiles/attack-events.dir/")}
        self.compiled = [source for source in SOURCES if str(source) in by_file]
        words = shlex.split(by_file[str(self.compiled[0])])
        self.options = [word for before, word in zip([""] + words, words)
                        if re.match(r"-[DI]|-isystem", word) or before == "-isystem"]

    def tests_of_ctest(self):
        listed = json.loads(must(["ctest", "--show-only=json-v1"], cwd=self.directory))
        found = {}
        for test in listed["tests"]:
            properties = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
            if "PASS_REGULAR_EXPRESSION" not in properties and "SKIP_REGULAR_EXPRESSION" not in properties:
                # What it writes goes into the folder that it is run in.
                words = ["." if word.startswith(f"{self.directory}/tests/layers/") else word for word in test["command"]]
                found[test["name"]] = ["env", *properties.get("ENVIRONMENT", []), *words]
        return found

    def sources(self, _file):
        return self.compiled

    def including(self, header):
        return [source for source in self.includers[header] if source in self.compiled]

    def compile(self, source, output, optimise, include=()):
        folders = [f"-I{folder}" for folder in [*include, ROOT / "cli"]]
        return run(["gcc", *WARNINGS_OFF, *self.flags, optimise, "-fPIC", "-c", "-o", output, *folders, *self.options,
                    source]).returncode == 0

    def link_tool(self, objects, folder):
        self.link(objects, folder / LIBRARY, f"-Wl,--version-script={self.exported}")

    def tests(self, thorough):
        """Builds the programs, links them anew with the shared library of the original, and returns the names of the
        tests, the quickest first."""
        self.ninja()
        self.known = self.tests_of_ctest()
        self.compile_base(self.compiled)
        self.link_tool(self.objects.values(), self.base)
        own = {f"{source.name}.o" for source in self.compiled}
        targets = must(["ninja", "-C", self.directory, "-t", "targets", "all"])
        linked = re.findall(r"^([\w/-]+): C_EXECUTABLE_LINKER", targets, re.M)
        helpers, libraries = self.inputs("attack-events", own)
        for target in linked:
            if re.fullmatch(r"cli/attack-events|tests/(report_)?tool_\w+", target):
                words = self.command(target)
                words = [word for word in words if not self.is_own(word, own)]
                must([*words[:1], self.base / LIBRARY, "-Wl,--export-dynamic", "-Wl,--enable-new-dtags",
                      f"-Wl,-rpath,{self.base}", *words[1:]], cwd=self.directory)
            elif re.fullmatch(r"tests/test_(windows_events\w*|tag_bump)", target):
                words = self.command(target)
                at = words.index("tests/libattack_events_switches.a")
                words[at:at + 1] = [*helpers, self.base / LIBRARY, "-Wl,--export-dynamic"]
                must([*words, *libraries], cwd=self.directory)
        names = [name for name in self.known
                 if any(re.fullmatch(concerning(file.stem, thorough), name) for file in SOURCES)]
        return self.order(names)

    @staticmethod
    def is_own(word, own):
        return "/attack-events.dir/" in word and pathlib.PurePath(word).name in own

    def inputs(self, target, own):
        """What a program is linked with beside the tool's own objects: other objects, and libraries."""
        words = self.command(target)
        return ([word for word in words if word.endswith(".o") and not self.is_own(word, own)],
                [word for word in words if word.endswith((".a", ".so")) or word.startswith("-l")])

    def environment(self, libraries):
        return {**super().environment(libraries), "ASAN_OPTIONS": ""}  # and what is left out may be free()

    def has_limit_of_memory(self, name):
        return not re.match(r"report_(rows|page|looks|big)", name)  # Node.js and Chromium reserve more than there is

    def test(self, name):
        return self.known[name]


class ToolTrial(Trial):
    """Asks first the tests that have noticed most of the other changes of the same file. A test that waits for something
    may fail for want of time: it is believed the second time."""

    def __init__(self, trees, tests, scratch, thorough):
        super().__init__(trees, tests, scratch)
        self.thorough = thorough
        self.noticed = collections.defaultdict(collections.Counter)

    def noticed_by(self, tree, mutant, objects, folder):
        tree.link_tool(objects.values(), folder)
        pattern = concerning(mutant.file.stem, self.thorough)
        names = [name for name in self.tests[tree] if re.fullmatch(pattern, name)]
        noticed = self.noticed[mutant.file]
        for name in sorted(names, key=lambda name: -noticed[name]):
            tries = 2 if re.fullmatch(WAITING, name) else 1
            if not any(tree.passes(name, folder, tree.limit_of(name)) for _ in range(tries)):
                noticed[name] += 1
                return name
        return None
