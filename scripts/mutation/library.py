# SPDX-License-Identifier: MIT
"""Tries changes of the runtime and of the generator's packing, as a shared library that replaces the static one in tests that
are built once."""

import pathlib
import re

from mutation.build import ROOT, WARNINGS_OFF, Build, Trial, must, run

RUNTIME = sorted((ROOT / "runtime").glob("*.c"))
HEADERS = sorted((ROOT / "runtime").glob("*.h"))
ROOM = ROOT / "gen" / "pack"
PACKING = sorted(ROOM.glob("pack*.c")) + [ROOM / name for name in ("hash.c", "pool.c", "trial_db.c")]
# A file of the tests that is linked with the runtime: parts of its headers that no answer depends on.
SHOWN = [ROOT / "tests" / "runtime" / "attack_decoding.c"]

# The folders of the tests that concern each part.
FOLDERS = {
    "runtime": {"tests/runtime", "tests/runtime/matching", "tests/runtime/roundtrip", "tests/runtime/verify"},
    "packing": {"tests/gen/pack", "tests/gen/emit", "tests/gen/model"},
}
MAPPINGS = ["irregular_rows", "irregular_rows_unhashed", "irregular_relations", "irregular_relations_unhashed", "fields",
            "no_events"]


class LibraryBuild(Build):
    """A build where the runtime, the packing and the mappings that the packing makes are shared libraries."""

    texts = {file: file.read_text() for file in RUNTIME + HEADERS + PACKING + SHOWN}  # read once, so that edits in the meantime have no effect

    def __init__(self, directory, sanitize, jobs):
        super().__init__(directory, sanitize, jobs)
        self.commands = {}
        self.users = {mapping: set() for mapping in MAPPINGS}  # the tests that are linked with it

    def sources(self, file):
        return PACKING if file in PACKING else RUNTIME + SHOWN

    def including(self, _header):
        return RUNTIME + SHOWN

    def compile(self, source, output, optimise, include=()):
        folders = [*include, ROOT / "runtime", ROOT / "gen", ROOT, *[shown.parent for shown in SHOWN]]
        more = [] if source.name.startswith("attack_") else ["-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE"]
        # Both are compiled under the original's name, so that equal code gives an equal object file.
        return run(["gcc", *WARNINGS_OFF, *self.flags, *more, optimise, "-fPIC", "-c", "-o", output,
                    *[f"-I{folder}" for folder in folders], source]).returncode == 0

    def tests(self, thorough, parts):
        """Builds the tests and the generator, links them again with the shared libraries of the original, and returns the
        names of the tests of each part, the fastest first. Those of the runtime are for the packing, too: they ask the
        mappings that it makes."""
        self.known = self.tests_of_ctest()
        programs = set(re.findall(r"^(test_\w+): phony$", must(["ninja", "-C", self.directory, "-t", "targets", "all"]), re.M))
        chosen = {part: [name for name in self.chosen(folders, thorough) if f"test_{name}" in programs]
                  for part, folders in FOLDERS.items() if part in parts | {"runtime"}}
        names = list(dict.fromkeys(name for part in chosen.values() for name in part))
        self.ninja("attack-events-gen", *[f"test_{name}" for name in names])
        self.known = self.tests_of_ctest()  # with their commands, now that the programs are there
        self.compile_base(RUNTIME + SHOWN + PACKING)
        self.link([self.objects[s] for s in RUNTIME + SHOWN], self.base / "libmutant_runtime.so")
        self.link([self.objects[s] for s in PACKING], self.base / "libmutant_packing.so")
        for mapping in MAPPINGS:
            self.generate(mapping, self.base, self.base)
            self.link_mapping(mapping, self.base)
        self.relink_generator()
        for name in names:
            self.relink(name)
        ordered = self.order(names, thorough)
        return {part: [name for name in ordered if name in names_of] for part, names_of in chosen.items()}

    def generate(self, mapping, output, libraries):
        """Runs the generator as CMake does. Returns whether it succeeds."""
        words = self.commands.get(mapping) or self.command(f"tests/mappings/{mapping}/{mapping}.c")
        self.commands[mapping] = words
        words = [str(output) if before == "-o" else word for before, word in zip([""] + words, words)]
        done = run(words, env=self.environment(libraries), preexec_fn=lambda: self.limit(5))
        return done.returncode == 0

    def link_mapping(self, mapping, folder):
        source = folder / f"{mapping}.c"
        if run(["gcc", *WARNINGS_OFF, *self.flags, "-O0", "-fPIC", "-c", "-o", source.with_suffix(".o"),
                f"-I{ROOT / 'runtime'}", source]).returncode != 0:
            return False
        self.link([source.with_suffix(".o")], folder / f"libmutant_{mapping}.so")
        return True

    def relink_generator(self):
        """The program must contain the rest of the room, and the functions of the runtime that the packing calls."""
        words = self.command("attack-events-gen")
        at, whole = words.index("gen/libattack_events_gen_pack.a"), "libattack_events.a"
        objects = [f"gen/CMakeFiles/attack_events_gen_pack.dir/pack/{source.name}.o" for source in sorted(ROOM.glob("*.c"))
                   if source not in PACKING]
        words[at:at + 1] = [*objects, self.base / "libmutant_packing.so", "-Wl,--export-dynamic"]
        must([*[word for word in words if word != whole], "-Wl,--whole-archive", whole, "-Wl,--no-whole-archive"],
             cwd=self.directory)

    def relink(self, name):
        words = self.command(f"test_{name}")
        shared = dict.fromkeys(["libattack_events.a", "tests/libattack_events_sanitized.a",
                                "tests/libattack_events_decoding.a"], self.base / "libmutant_runtime.so")
        for mapping in MAPPINGS:
            archive = f"tests/libmapping_{mapping}.a"
            shared[archive] = self.base / f"libmutant_{mapping}.so"
            if archive in words:
                self.users[mapping].add(name)
        must([shared.get(word, word) for word in words], cwd=self.directory)


class LibraryTrial(Trial):
    def noticed_by_mappings(self, tree, mutant, folder):
        """Generates the mappings again; if one differs from before, its tests are run."""
        for mapping in MAPPINGS:
            if not tree.generate(mapping, folder, folder):
                return "the generator"
            name = f"{mapping}.c"
            if (folder / name).read_bytes() == (tree.base / name).read_bytes():
                continue
            if not tree.link_mapping(mapping, folder):
                return "the compiler, of what is generated"
            names = [name for name in self.tests[tree]["runtime"] if name in tree.users[mapping]]
            noticed = self.first_to_notice(tree, names, mutant, folder)
            if noticed:
                return noticed
        return None

    def noticed_by(self, tree, mutant, objects, folder):
        part = "packing" if mutant.file in PACKING else "runtime"
        tree.link(objects.values(), folder / f"libmutant_{part}.so")
        noticed = self.noticed_by_mappings(tree, mutant, folder) if part == "packing" else None
        return noticed or self.first_to_notice(tree, self.tests[tree][part], mutant, folder)
