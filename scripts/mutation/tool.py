# SPDX-License-Identifier: MIT
"""Tries changes of the tool: all of it is one shared library, which the programs that the tests run are linked with once.
A test is run as ctest does, in a folder of the mutant's own."""

import collections
import json
import re
import shlex

from mutation.build import ROOT, WARNINGS_OFF, Build, Trial, must, run

LIBRARY = "libmutant_tool.so"
FILES = [*(ROOT / "cli").rglob("*.[ch]"), *(ROOT / "host").glob("*.[ch]")]
HEADERS = sorted(file for file in FILES if file.suffix == ".h")
SOURCES = sorted(file for file in FILES if file.suffix == ".c" and not file.stem.endswith("_none"))  # of another build
TEXTS = {file: file.read_text() for file in SOURCES + HEADERS}

# The tests that concern a file, by ctest's names, in addition to those for every file. The last ones are for parts that all
# commands share. `--thorough` adds large mappings, browsers, and failing allocations and calls.
EVERY = r"tool_(messages|manners|edges|manual|cases)|readme_output"
CONCERNING = [
    (r"tag\w*|bump|json_line|line_reader|log_format|progress|row_index|tally|unmatched", r"tag_\w+|coverage_layer_\w+|coverage_collected"),
    (r"collected|coverage|delimited|evidence\w*|greedy_plan\w*|layer\w*|plan|scope|uncollected", r"coverage_\w+"),
    (r"audit_policy|enabl\w+|switches|sysmon_events|windows_events",
     r"enable_.+|windows_events\w*|coverage_(plan|collected)\w*"),
    (r"bars|chart|picture\w*|ranking\w*|top", r"top_.+"),
    (r"dot\w*|graph\w*|network\w*", r"graph_\w+"),
    (r"keyed_hash|report\w*|siphash|text_numbers", r"numbered|siphash|report_(?!page|looks|big)\w+"),
    (r"child|code_point|draw|interrupt", r"child|code_point|graph_\w+|top_.+"),
    (r"", r"(?!report_(page|looks|big))(tool|top|graph|report|tag|coverage|enable|windows_events)_.+"),
]
LARGE = r"\w+_ossem\w*|tool_(tables|narrowing)_builtin"
WAITING = r"tag_(stream|terminal)|tool_(manners|terminal)"
MORE = r"report_(page|looks|big)_\w+|faults_(allocations|writes|calls|interrupts|bounds)"


def concerning(stem, thorough):
    pattern = next(tests for files, tests in CONCERNING if not files or re.fullmatch(files, stem))
    return "|".join([EVERY, pattern, MORE]) if thorough else rf"(?!{LARGE})({EVERY}|{pattern})"


def includers():
    """Returns, by header, the sources that include it, directly or through another header."""
    included = {file: set(re.findall(r'^#include "(?:\w+/)*(\w+\.h)"', text, re.M)) for file, text in TEXTS.items()}
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
        self.known = {}  # by name of a test: the command that runs it
        compiled = json.loads(must(["ninja", "-C", directory, "-t", "compdb"]))
        by_file = {entry["file"]: entry["command"] for entry in compiled
                   if re.match(r"(cli|host)/CMakeFiles/", entry["output"])}
        self.compiled = [source for source in SOURCES if str(source) in by_file]
        words = shlex.split(by_file[str(ROOT / "cli" / "main.c")])
        self.options = [word for word in words if re.match(r"-[DI]", word)]

    def tests_of_ctest(self):
        listed = json.loads(must(["ctest", "--show-only=json-v1"], cwd=self.directory))
        found = {}
        for test in listed["tests"]:
            properties = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
            if "PASS_REGULAR_EXPRESSION" not in properties and "SKIP_REGULAR_EXPRESSION" not in properties:
                # Its output files go into the folder that it is run in.
                words = ["." if word.startswith(f"{self.directory}/tests/layers/") else word for word in test["command"]]
                found[test["name"]] = ["env", *properties.get("ENVIRONMENT", []), *words]
        return found

    def sources(self, _file):
        return self.compiled

    def including(self, header):
        return [source for source in self.includers[header] if source in self.compiled]

    def compile(self, source, output, optimise, include=()):
        folders = [f"-I{folder}" for folder in include]
        return run(["gcc", *WARNINGS_OFF, *self.flags, optimise, "-fPIC", "-c", "-o", output, *folders, *self.options,
                    source]).returncode == 0

    def link_tool(self, objects, folder):
        made = [file for file in (self.directory / "cli" / "CMakeFiles").rglob("*.o")
                if file.name in ("report_page.c.o", "audited_events.c.o", "other_logs.c.o")]  # of the build
        self.link([*objects, *made], folder / LIBRARY)

    def tests(self, thorough):
        """Builds the programs, links them anew with the shared library of the original, and returns the names of the
        tests, the quickest first."""
        self.ninja()
        self.known = self.tests_of_ctest()
        self.compile_base(self.compiled)
        self.link_tool(self.objects.values(), self.base)
        targets = must(["ninja", "-C", self.directory, "-t", "targets", "all"])
        for target in re.findall(r"^([\w/-]+): C_EXECUTABLE_LINKER", targets, re.M):
            words = self.command(target)
            own = [word for word in words if re.search(r"(/attack_events_main\.dir/|libattack_events_(cli_\w+|host)\.a$)", word)]
            if own and not target.startswith("gen/"):
                # Before the archives, which define what it calls. A test that sets LD_LIBRARY_PATH uses the original.
                must([words[0], self.base / LIBRARY, "-Wl,--export-dynamic", "-Wl,--allow-shlib-undefined",
                      "-Wl,--enable-new-dtags", f"-Wl,-rpath,{self.base}", *[word for word in words[1:] if word not in own]],
                     cwd=self.directory)
        names = [name for name in self.known
                 if any(re.fullmatch(concerning(file.stem, thorough), name) for file in SOURCES)]
        return self.order(names)

    def environment(self, libraries):
        return {**super().environment(libraries), "ASAN_OPTIONS": ""}  # a mutant may leave out a free()

    def has_limit_of_memory(self, name):
        return not re.match(r"report_(rows|page|looks|big)", name)  # Node.js and Chromium reserve more memory than the limit

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
