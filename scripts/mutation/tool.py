# SPDX-License-Identifier: MIT
"""Tries changes of the tool: all of it is one shared library, which the programs that the tests run are linked with once.
A test is run as ctest does, in a folder of the mutant's own."""

import json
import re
import shlex

from mutation.build import ROOT, WARNINGS_OFF, Build, Trial, must, run

LIBRARY = "libmutant_tool.so"
FILES = [*(ROOT / "cli").rglob("*.[ch]"), *(ROOT / "host").glob("*.[ch]")]
HEADERS = sorted(file for file in FILES if file.suffix == ".h")
SOURCES = sorted(file for file in FILES if file.suffix == ".c" and not file.stem.endswith("_none"))  # of another build
TEXTS = {file: file.read_text() for file in SOURCES + HEADERS}

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
        compiled = json.loads(must(["ninja", "-C", directory, "-t", "compdb"]))
        by_file = {entry["file"]: entry["command"] for entry in compiled
                   if re.match(r"(cli|host)/CMakeFiles/", entry["output"])}
        self.compiled = [source for source in SOURCES if str(source) in by_file]
        words = shlex.split(by_file[str(ROOT / "cli" / "main.c")])
        self.options = [word for word in words if re.match(r"-[DI]", word)]

    def folders_of(self, file, thorough):
        """Returns the folders of the tests that concern a file: of its room, and of the rooms that include its header; then
        those of all commands, and README's examples."""
        users = [file, *self.includers.get(file.with_suffix(".h"), [])]
        rooms = {str("tests" / user.parent.relative_to(ROOT)) for user in users}
        return rooms | {"tests/cli", "tests/whole"} | ({"tests/whole/faults"} if thorough else set())

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
        return self.order(self.chosen({folder for file in SOURCES for folder in self.folders_of(file, thorough)}, thorough),
                          thorough)

    def environment(self, libraries):
        return {**super().environment(libraries), "ASAN_OPTIONS": ""}  # a mutant may leave out a free()


class ToolTrial(Trial):
    def __init__(self, trees, tests, scratch, thorough):
        super().__init__(trees, tests, scratch)
        self.thorough = thorough

    def noticed_by(self, tree, mutant, objects, folder):
        tree.link_tool(objects.values(), folder)
        concerning = set(tree.chosen(tree.folders_of(mutant.file, self.thorough), self.thorough))
        return self.first_to_notice(tree, [name for name in self.tests[tree] if name in concerning], mutant, folder)
