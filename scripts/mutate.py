#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mutation testing: changes one operator, constant, condition or statement of the runtime, the generator's packing or the
tool at a time, and lists the changes that no test notices. docs/testing.md has the figures of the last run.

The changed code is a shared library that replaces a static one in programs that are built once. So a mutant costs one
compilation, and the tests up to the first failure. A CPU limit ends mutants that hang. A survivor whose optimised object
file equals the original's does not count.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from mutation import changes, library, tool  # noqa: E402
from mutation.build import ROOT  # noqa: E402

LIBRARY_FILES = library.RUNTIME + library.HEADERS + library.PACKING
TOOL_FILES = tool.SOURCES + tool.HEADERS
TEXTS = {**library.LibraryBuild.texts, **tool.TEXTS}
ENOUGH = {"runtime": 95, "packing": 95, "tool": 90}  # percentage of mutants that must be noticed


def part_of(file):
    return "tool" if file in TOOL_FILES else "packing" if file in library.PACKING else "runtime"


def arguments():
    parser = argparse.ArgumentParser(description="Changes the sources one place at a time; says what no test notices.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="only these files; default: all of the runtime and of the packing")
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants, chosen at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--lines", metavar="FIRST-LAST", help="only changes in these lines")
    parser.add_argument("--again", type=pathlib.Path, metavar="OUTPUT", help="only the mutants that an earlier run printed")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--thorough", action="store_true", help="also run the slow tests, and those of the third level")
    parser.add_argument("--no-sanitizers", action="store_true", help="do not run survivors again with sanitizers")
    parser.add_argument("--list", action="store_true", help="print the mutants, and try none")
    return parser.parse_args()


def chosen(options):
    files = [file.resolve() for file in options.files] or LIBRARY_FILES
    files = [file for file in files if not file.stem.endswith("_none")]  # used only in builds without a library that the tests need
    unknown = [file for file in files if file not in LIBRARY_FILES + TOOL_FILES]
    if unknown:
        sys.exit(f"of neither the runtime, the packing nor the tool: {unknown[0]}")
    mutants = [mutant for file in files for mutant in changes.mutants_of(file, TEXTS[file])]
    if options.lines:
        first, last = map(int, options.lines.split("-"))
        mutants = [mutant for mutant in mutants if first <= mutant.line <= last]
    if options.sample and options.sample < len(mutants):
        kept = set(random.Random(options.seed).sample(range(len(mutants)), options.sample))
        mutants = [mutant for i, mutant in enumerate(mutants) if i in kept]
    if options.again:
        printed = set(options.again.read_text().splitlines())
        mutants = [mutant for mutant in mutants if described(mutant) in printed]
    return mutants


def described(mutant):
    return f"{mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.old}  ->  {mutant.new}"


def trials(options, parts, scratch):
    """Returns the trial for each part."""
    kinds = ["plain"] if options.no_sanitizers else ["plain", "sanitized"]
    made = {}
    if parts & {"runtime", "packing"}:
        trees = [library.LibraryBuild(options.build / kind, kind == "sanitized", options.jobs) for kind in kinds]
        tests = {tree: tree.tests(options.thorough, parts) for tree in trees}
        made["runtime"] = made["packing"] = library.LibraryTrial(trees, tests, scratch)
    if "tool" in parts:
        trees = [tool.ToolBuild(options.build / f"tool-{kind}", kind == "sanitized", options.jobs) for kind in kinds]
        tests = {tree: tree.tests(options.thorough) for tree in trees}
        made["tool"] = tool.ToolTrial(trees, tests, scratch, options.thorough)
    return made


def main():
    options = arguments()
    options.build = options.build.resolve()
    options.build.mkdir(parents=True, exist_ok=True)
    mutants = chosen(options)
    if options.list:
        print("\n".join(map(described, mutants)))
        return
    os.nice(max(0, 10 - os.nice(0)))
    noticed_by, outcomes = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        by_part = trials(options, {part_of(mutant.file) for mutant in mutants}, pathlib.Path(scratch))
        started = time.monotonic()
        for mutant, outcome in pool.map(lambda mutant: by_part[part_of(mutant.file)](mutant), mutants):
            kind = outcome if outcome in ("does not compile", "same object", "survives") else "noticed"
            for key in (mutant.file, part_of(mutant.file), "all"):
                outcomes[key, kind] += 1
            if kind == "noticed":
                noticed_by[outcome] += 1
            elif kind == "survives":
                print(described(mutant), flush=True)
        for trial in set(by_part.values()):
            trial.check(noticed_by)
        seconds = time.monotonic() - started
    report(outcomes, noticed_by, sorted(by_part), len(mutants), seconds)


def report(outcomes, noticed_by, parts, made, seconds):
    def share(key):
        counted = outcomes[key, "noticed"] + outcomes[key, "survives"]
        return outcomes[key, "noticed"], counted, 100 * outcomes[key, "noticed"] / counted if counted else 100.0

    print(f"\n{made} made: {outcomes['all', 'does not compile']} do not compile, {outcomes['all', 'same object']} change "
          f"nothing in the object; {seconds:.0f} s")
    for file in sorted({key for key, _ in outcomes if isinstance(key, pathlib.Path)}):
        print("{:32} {:4} of {:4} noticed, {:5.1f}%".format(str(file.relative_to(ROOT)), *share(file)))
    for part in parts:
        print("{:32} {:4} of {:4} noticed, {:5.1f}%".format("all of the " + part, *share(part)))
    print("by " + ", ".join(f"{name} {count}" for name, count in noticed_by.most_common()))
    low = [part for part in parts if share(part)[2] < ENOUGH[part]]
    if low:
        sys.exit("fewer are noticed than should be: " + ", ".join(f"{part} {ENOUGH[part]}%" for part in low))


main()
