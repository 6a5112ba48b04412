#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Changes the runtime and the generator's packing, one operator, constant, condition or statement at a time, and says
which changes no test notices. docs/proof.md has the figures of the last run.

What is changed is linked as a shared library in place of the static one, into tests that are built once, so a mutant
costs one compilation and the tests up to the first that fails. A change that hangs is noticed by a limit on CPU time. A
survivor whose optimised object is the same as the original's is no change, and does not count.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNTIME = sorted((ROOT / "runtime").glob("*.c"))
HEADERS = sorted((ROOT / "runtime").glob("*.h"))
PACKING = sorted((ROOT / "gen").glob("pack*.c")) + [ROOT / "gen" / name for name in ("hash.c", "image.c", "pool.c")]
# Of the tests, linked with the runtime: what of its headers no answer shows.
SHOWN = [ROOT / "tests" / "edges" / "attack_decoding.c"]
TEXTS = {file: file.read_text() for file in RUNTIME + HEADERS + PACKING + SHOWN}  # whoever edits them meanwhile

# The tests that concern each part, by what cmake calls them without "test_". `--thorough` adds the large mappings.
RUNTIME_TESTS = r"(runtime|matching)_edges|decoding|(roundtrip|matching)_(irregular_\w+|no_events|fields)|notebook|verify"
RUNTIME_TESTS_MORE = r"(roundtrip|matching)_(?!recordings)\w+|join\w*"
PACKING_TESTS = r"factoring|packing_edges|regenerate|gperf|subset|index"
PACKING_TESTS_MORE = r"forms\w*"
MAPPINGS = ["irregular_rows", "irregular_rows_unhashed", "irregular_relations", "irregular_relations_unhashed", "fields",
            "no_events"]

WARNINGS_OFF = ["-w", "-std=c99"]
MEMORY = 4 << 30

Mutant = collections.namedtuple("Mutant", "file line old new start end")


# ---- What can be changed

TOKEN = re.compile(r"""
    (?P<skip> /\*.*?\*/ | //[^\n]* | ^[ \t]*\#[^\n]*(?:\\\n[^\n]*)* | "(?:\\.|[^"\\])*" )
  | (?P<character> '(?:\\.|[^'\\])+' )
  | (?P<number> \b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<operator> <<=|>>=|\+\+|--|->|&&|\|\||<<|>>|<=|>=|==|!=|\+=|-=|\*=|/=|%=|&=|\|=|\^=|[-+*/%&|^~!<>=?:;,.(){}\[\]] )
""", re.X | re.S | re.M)

OTHERS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"],
    "^": ["|"], "&&": ["||"], "||": ["&&"], "++": ["--"], "--": ["++"], "+=": ["-="], "-=": ["+="], "<<=": [">>="],
    ">>=": ["<<="], "|=": ["&="], "&=": ["|="],
}
NOT_BINARY_AFTER = {"(", "[", "{", ",", "=", "return", ";", "?", ":", "<", ">", "==", "!=", "&&", "||", "!", "&", "|",
                    "+", "-", "*", "/", "%", "~", "case", "sizeof", ")="}
TYPES = {"char", "void", "struct", "const", "int", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "size_t", "unsigned"}


def tokens_of(text):
    return [(m.lastgroup, m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup != "skip"]


def closing(tokens, at):
    """The place of the bracket that closes the one at `at`."""
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i][1] in "([{":
            depth += 1
        elif tokens[i][1] in ")]}":
            depth -= 1
            if depth == 0:
                return i
    raise ValueError("unbalanced brackets")


def other_numbers(text):
    digits = text.rstrip("uUlL")
    suffix = text[len(digits):]
    value = int(digits, 0)
    return [f"{value + 1}{suffix}"] + ([f"{value - 1}{suffix}"] if value else [])


def changes_of_token(tokens, i):
    kind, text, start, end = tokens[i]
    before = tokens[i - 1][1] if i else ";"
    if kind == "number":
        for new in other_numbers(text):
            yield start, end, new
    elif kind == "character":
        yield start, end, f"({text} + 1)"
    elif kind == "operator" and text in OTHERS:
        if text in ("+", "-", "*", "&") and (before in NOT_BINARY_AFTER or before in TYPES):
            return
        for new in OTHERS[text]:
            yield start, end, new


def changes_of_condition(text, tokens, i):
    """if (X) and while (X); the middle of for (;X;); what stands before a `?`, as far as its brackets go."""
    if tokens[i][1] in ("if", "while") and tokens[i + 1][1] == "(":
        first, last = i + 1, closing(tokens, i + 1)
        start, end = tokens[first][3], tokens[last][2]
        yield start, end, f"!({text[start:end]})"
    elif tokens[i][1] == "for":
        last = closing(tokens, i + 1)
        ends = [j for j in range(i + 2, last) if tokens[j][1] == ";"]
        if len(ends) == 2 and ends[1] > ends[0] + 1:
            start, end = tokens[ends[0]][3], tokens[ends[1]][2]
            yield start, end, f" !({text[start:end].strip()})"
    elif tokens[i][1] == "?":
        first, depth = i, 0
        while True:
            word = tokens[first - 1][1]
            if word in ")]":
                depth += 1
            elif word in "([":
                depth -= 1
            if depth < 0 or depth == 0 and word in ("=", "return", ",", ";", "{", ":", "?", "+=", "-="):
                break
            first -= 1
        start, end = tokens[first][2], tokens[i - 1][3]
        yield start, end, f"!({text[start:end]})"


def statement_starts(tokens):
    """The places of tokens that can begin a statement."""
    starts, depth = set(), 0
    for i, (_, word, _, _) in enumerate(tokens):
        depth += (word in "([") - (word in ")]")
        if word in ("if", "for", "while", "switch") and tokens[i + 1][1] == "(":
            starts.add(closing(tokens, i + 1) + 1)
        elif word in ("{", "}", "else") or word == ";" and depth == 0 or word == ":" and tokens[i - 2][1] == "case":
            starts.add(i + 1)
    return starts


def changes_of_statement(text, tokens, i, returns_bool):
    """A statement that begins at this token: returned values, and what can be left out."""
    if tokens[i][1] in ("if", "for", "while", "do", "switch", "else", "case", "default", "static", "enum", "struct",
                        "const", "typedef", "}", "{", ";", "extern", "inline"):
        return
    last = i
    while last < len(tokens) and tokens[last][1] not in (";", "{"):
        last = closing(tokens, last) + 1 if tokens[last][1] in "([" else last + 1
    if last >= len(tokens) or tokens[last][1] == "{":
        return
    start, end = tokens[i][2], tokens[last][3]
    if tokens[i][1] == "return" and last > i + 1:
        value = text[tokens[i + 1][2]:tokens[last][2]]
        if value in ("true", "false"):
            yield start, end, f"return {'false' if value == 'true' else 'true'};"
        elif value == "NULL":
            yield start, end, 'return "";'
        else:
            yield start, end, f"return !({value});" if returns_bool else f"return ({value}) + 1;"
            yield start, end, "return 0;"
    elif "\n" not in text[start:end]:
        yield start, end, ";"


def mutants_of(path):
    text = TEXTS[path]
    tokens = tokens_of(text)
    starts = statement_starts(tokens)
    found = {}
    depth, signature = 0, ""
    for i, (_, word, start, _) in enumerate(tokens):
        if depth == 0 and word == "{":
            signature = text[text.rfind("\n\n", 0, start) + 2:start]
        if word == "{" and tokens[i - 1][1] == "extern":
            continue  # extern "C": its end, never below 0, is the file's
        depth = max(depth + (word == "{") - (word == "}"), 0)
        in_function = depth > 0 and ")" in signature
        returns_bool = re.search(r"\bbool\s+\w+\(", signature) is not None
        changes = list(changes_of_token(tokens, i)) if depth > 0 else []
        if in_function:
            changes += list(changes_of_condition(text, tokens, i))
            changes += list(changes_of_statement(text, tokens, i, returns_bool)) if i in starts else []
        for first, end, new in changes:
            if text[first:end] != new:
                line = text.count("\n", 0, first) + 1
                found[(first, end, new)] = Mutant(path, line, " ".join(text[first:end].split()), new, first, end)
    return list(found.values())


# ---- Building

def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          **options)


def must(command, **options):
    done = run(command, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


class Tree:
    """A build in which the runtime and the packing are shared libraries, found through LD_LIBRARY_PATH."""

    def __init__(self, directory, sanitize, jobs):
        self.directory = directory
        self.flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"] if sanitize else []
        self.sanitize = sanitize
        must(["cmake", "-S", ROOT, "-B", directory, "-G", "Ninja", "-DATTACK_EVENTS_BUILD_TESTS=ON",
              "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_FLAGS_RELEASE=-O1", f"-DCMAKE_C_FLAGS={' '.join(self.flags)}"])
        names = re.findall(r"^test_(\w+): phony$", must(["ninja", "-C", directory, "-t", "targets", "all"]), re.M)
        every = f"{RUNTIME_TESTS}|{RUNTIME_TESTS_MORE}|{PACKING_TESTS}|{PACKING_TESTS_MORE}"
        self.names = [name for name in names if re.fullmatch(every, name)]
        self.jobs = jobs
        self.seconds, self.commands = {}, {}

    def compile(self, source, output, optimise, include=()):
        part = RUNTIME if source.name.startswith("attack_") else PACKING
        folders = [*include, ROOT / "runtime", ROOT / "gen", *[shown.parent for shown in SHOWN]]
        more = [] if part is RUNTIME else ["-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE"]
        # The original's name in both, so that equal code is an equal object.
        return run(["gcc", *WARNINGS_OFF, *self.flags, *more, optimise, "-fPIC", "-c", "-o", output,
                    *[f"-I{folder}" for folder in folders], source]).returncode == 0

    def link(self, objects, output):
        must(["gcc", "-shared", f"-Wl,-soname,{output.name}", *self.flags, "-o", output, *objects])

    def prepare(self, names):
        """Builds these tests and the generator, and links them anew with the shared libraries of the original."""
        names = [name for name in names if name in self.names]
        base = self.directory / "base"
        base.mkdir(exist_ok=True)
        must(["ninja", "-C", self.directory, f"-j{self.jobs}", "attack-events-gen", *[f"test_{n}" for n in names]],
             env=self.environment(base))  # of an earlier run: its generator needs the shared libraries
        self.objects = {}
        for source in RUNTIME + SHOWN + PACKING:
            self.objects[source] = base / (source.stem + ".o")
            if not self.compile(source, self.objects[source], "-O0"):
                sys.exit(f"{source} does not compile")
        self.link([self.objects[s] for s in RUNTIME + SHOWN], base / "libmutant_runtime.so")
        self.link([self.objects[s] for s in PACKING], base / "libmutant_packing.so")
        for mapping in MAPPINGS:
            self.generate(mapping, base, base)
            self.link_mapping(mapping, base)
        for target in ["attack-events-gen"] + [f"test_{name}" for name in names]:
            self.relink(target, base)
        return names

    def command(self, target):
        """The command that makes a target, as cmake wrote it, without what stands before and after it."""
        words = shlex.split(must(["ninja", "-C", self.directory, "-t", "commands", target]).strip().splitlines()[-1])
        words = words[words.index("&&") + 1:]
        return words[:words.index("&&")] if "&&" in words else words

    def generate(self, mapping, output, libraries):
        """Runs the generator as cmake does. Returns whether it says that all is well."""
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

    def relink(self, target, base):
        words = self.command(target)
        if target == "attack-events-gen":
            own = {f"{source.name}.o" for source in PACKING}
            words = [word for word in words if pathlib.PurePath(word).name not in own]
            # What the packing calls of the runtime has to be in the program.
            words += ["-Wl,--export-dynamic", "-Wl,--whole-archive", "libattack_events.a", "-Wl,--no-whole-archive",
                      base / "libmutant_packing.so"]
            words.remove("libattack_events.a")
        else:
            shared = dict.fromkeys(["libattack_events.a", "tests/libattack_events_sanitized.a",
                                    "tests/libattack_events_decoding.a"], base / "libmutant_runtime.so")
            shared.update((f"tests/libmapping_{name}.a", base / f"libmutant_{name}.so") for name in MAPPINGS)
            words = [shared.get(word, word) for word in words]
        must(words, cwd=self.directory)

    def limit(self, seconds, name=""):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not self.sanitize and name != "verify":  # which has sanitizers in every build
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def environment(self, libraries):
        return dict(os.environ, LD_LIBRARY_PATH=f"{libraries}:{self.directory / 'base'}", ASAN_OPTIONS="detect_leaks=0")

    def passes(self, name, libraries, seconds):
        """Whether a test passes with what is in `libraries` before the original."""
        process = subprocess.Popen([self.directory / "tests" / f"test_{name}"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=self.environment(libraries), cwd=libraries,
                                   preexec_fn=lambda: self.limit(seconds, name), start_new_session=True)
        try:
            return process.wait(timeout=60 + 40 * seconds) in (0, 77)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            return False

    def order(self, names):
        """The quickest first: most changes are noticed by any test. What fails without a change is an error."""
        for name in names:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not self.passes(name, self.directory / "base", 600):
                sys.exit(f"test_{name} fails without a change")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.seconds[name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return sorted(names, key=lambda name: (name == "regenerate", self.seconds[name]))


# ---- One mutant

class Trial:
    def __init__(self, trees, tests, scratch):
        self.trees, self.tests, self.scratch = trees, tests, scratch
        self.originals, self.lock = {}, threading.Lock()

    def objects_of(self, tree, mutant, folder, optimise):
        """Compiles what the change is in, or is included by. Returns None where it does not compile."""
        text = TEXTS[mutant.file]
        changed = folder / mutant.file.name
        changed.write_text(text[:mutant.start] + mutant.new + text[mutant.end:])
        part = PACKING if mutant.file in PACKING else RUNTIME + SHOWN
        objects = dict((source, tree.objects[source]) for source in part)
        if mutant.file.suffix == ".c":
            sources = [mutant.file]
        else:  # "x.h" is looked for beside the file that includes it first, so all are beside the change
            sources = RUNTIME + SHOWN
            for file in RUNTIME + SHOWN + HEADERS:
                if file != mutant.file:
                    (folder / file.name).write_text(TEXTS[file])
        for source in sources:
            objects[source] = folder / (source.stem + optimise + ".o")
            if not tree.compile(folder / source.name, objects[source], optimise, [folder]):
                return None
        return objects

    def same_object(self, mutant, folder):
        tree = self.trees[0]
        objects = self.objects_of(tree, mutant, folder, "-O2")
        for source, made in objects.items():
            if made.parent != folder:
                continue
            with self.lock:
                if source not in self.originals:
                    original = self.scratch / (source.stem + ".original.o")
                    tree.compile(source, original, "-O2")
                    self.originals[source] = original.read_bytes()
            if made.read_bytes() != self.originals[source]:
                return False
        return True

    def __call__(self, mutant):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            return mutant, self.outcome(mutant, folder)
        finally:
            shutil.rmtree(folder)

    def noticed_by_mappings(self, tree, folder):
        """Generates anew; a mapping that comes out otherwise must pass its tests."""
        for mapping in MAPPINGS:
            if not tree.generate(mapping, folder, folder):
                return "the generator"
            name = f"{mapping}.c"
            if (folder / name).read_bytes() == (tree.directory / "base" / name).read_bytes():
                continue
            if not tree.link_mapping(mapping, folder):
                return "the compiler, of what is generated"
            for test in self.tests[tree, "runtime"]:
                if test.endswith("ing_" + mapping) or test == "roundtrip_" + mapping:
                    if not tree.passes(test, folder, 2 + int(5 * tree.seconds[test])):
                        return test
        return None

    def outcome(self, mutant, folder):
        is_packing = mutant.file in PACKING
        part, library = (PACKING, "packing") if is_packing else (RUNTIME + SHOWN, "runtime")
        for tree in self.trees:
            objects = self.objects_of(tree, mutant, folder, "-O0")
            if objects is None:
                return "does not compile"
            tree.link([objects[source] for source in part], folder / f"libmutant_{library}.so")
            if is_packing:
                noticed = self.noticed_by_mappings(tree, folder)
                if noticed:
                    return noticed
            for name in sorted(self.tests[tree, library], key=lambda name: not mutant.file.stem.endswith(name)):
                if not tree.passes(name, folder, 2 + int(5 * tree.seconds[name])):
                    return name
            if tree is self.trees[0] and self.same_object(mutant, folder):
                return "same object"
        return "survives"


# ---- All of them

def arguments():
    parser = argparse.ArgumentParser(description="Changes the sources one place at a time; says what no test notices.")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="only these of the runtime and of the packing")
    parser.add_argument("--sample", type=int, metavar="N", help="as many mutants, chosen at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", "--jobs", type=int, default=1)
    parser.add_argument("--lines", metavar="FIRST-LAST", help="only of these lines")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--thorough", action="store_true", help="with the tests of large mappings and of the forms of input")
    parser.add_argument("--no-sanitizers", action="store_true", help="do not run survivors again with sanitizers")
    parser.add_argument("--list", action="store_true", help="print the mutants and do nothing")
    return parser.parse_args()


def chosen(options):
    files = [file.resolve() for file in options.files] or RUNTIME + HEADERS + PACKING
    unknown = [file for file in files if file not in RUNTIME + HEADERS + PACKING]
    if unknown:
        sys.exit(f"neither of the runtime nor of the packing: {unknown[0]}")
    mutants = [mutant for file in files for mutant in mutants_of(file)]
    if options.lines:
        first, last = map(int, options.lines.split("-"))
        mutants = [mutant for mutant in mutants if first <= mutant.line <= last]
    if options.sample and options.sample < len(mutants):
        kept = set(random.Random(options.seed).sample(range(len(mutants)), options.sample))
        mutants = [mutant for i, mutant in enumerate(mutants) if i in kept]
    return mutants


def described(mutant):
    return f"{mutant.file.relative_to(ROOT)}:{mutant.line}: {mutant.old}  ->  {mutant.new}"


def main():
    options = arguments()
    options.build = options.build.resolve()
    mutants = chosen(options)
    if options.list:
        print("\n".join(map(described, mutants)))
        return
    os.nice(max(0, 10 - os.nice(0)))
    trees = [Tree(options.build / "plain", False, options.jobs)]
    if not options.no_sanitizers:
        trees.append(Tree(options.build / "sanitized", True, options.jobs))
    patterns = {"runtime": RUNTIME_TESTS, "packing": PACKING_TESTS}
    if options.thorough:
        patterns = {"runtime": f"{RUNTIME_TESTS}|{RUNTIME_TESTS_MORE}", "packing": f"{PACKING_TESTS}|{PACKING_TESTS_MORE}"}
    tests = {}
    for tree in trees:
        prepared = tree.prepare([n for n in tree.names if any(re.fullmatch(p, n) for p in patterns.values())])
        ordered = tree.order(prepared)
        for library, pattern in patterns.items():
            tests[tree, library] = [name for name in ordered if re.fullmatch(pattern, name)]

    started = time.monotonic()
    noticed_by, outcomes, survivors = collections.Counter(), collections.Counter(), []
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for mutant, outcome in pool.map(Trial(trees, tests, pathlib.Path(scratch)), mutants):
            kind = outcome if outcome in ("does not compile", "same object", "survives") else "noticed"
            outcomes[mutant.file, kind] += 1
            outcomes["all", kind] += 1
            outcomes["packing" if mutant.file in PACKING else "runtime", kind] += 1
            if kind == "noticed":
                noticed_by[outcome] += 1
            elif kind == "survives":
                survivors.append(mutant)
                print(described(mutant), flush=True)
    report(outcomes, noticed_by, len(mutants), time.monotonic() - started)


def report(outcomes, noticed_by, made, seconds):
    def share(key):
        counted = outcomes[key, "noticed"] + outcomes[key, "survives"]
        return outcomes[key, "noticed"], counted, 100 * outcomes[key, "noticed"] / counted if counted else 100.0

    print(f"\n{made} made: {outcomes['all', 'does not compile']} do not compile, {outcomes['all', 'same object']} change "
          f"nothing in the object; {seconds:.0f} s")
    for file in sorted({key for key, _ in outcomes if isinstance(key, pathlib.Path)}):
        print("{:32} {:4} of {:4} noticed, {:5.1f}%".format(str(file.relative_to(ROOT)), *share(file)))
    for part in ("runtime", "packing"):
        print("{:32} {:4} of {:4} noticed, {:5.1f}%".format("all of the " + part, *share(part)))
    print("by " + ", ".join(f"{name} {count}" for name, count in noticed_by.most_common()))
    low = [part for part in ("runtime", "packing") if share(part)[2] < 95]
    if low:
        sys.exit(f"fewer than 95% are noticed of the {' and of the '.join(low)}")


main()
