# SPDX-License-Identifier: MIT
"""The parts of scripts/mutate.py that do not depend on what is changed: a CMake build, tests that run within limits, and the
result of a trial."""

import collections
import json
import os
import pathlib
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WARNINGS_OFF = ["-w", "-std=c99"]
MEMORY = 4 << 30
FILE_SIZE = 1 << 30
LONGEST = 10  # seconds of a processor; a test that takes longer is only run when thoroughness is asked for

Test = collections.namedtuple("Test", "command labels")


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          **options)


def must(command, **options):
    done = run(command, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def end_session(leader):
    """Kills the processes that a test has left running, in all process groups of its session."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[3]) == leader:
                os.kill(int(stat.parent.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            pass


class Build:
    """A build whose changed code is in shared libraries, which are found through LD_LIBRARY_PATH. The original libraries are
    in `base`. Subclasses define what is compiled (`sources`, `texts`, `including`, `compile`), and how a test is run."""

    def __init__(self, directory, sanitize, jobs):
        self.directory, self.base = directory, directory / "base"
        self.flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"] if sanitize else []
        self.sanitize = sanitize
        self.jobs = jobs
        self.seconds, self.objects = {}, {}
        self.known = {}  # the tests by name
        # -fPIC: AddressSanitizer does not know the size of data that a program copies from a shared library.
        must(["cmake", "-S", ROOT, "-B", directory, "-G", "Ninja", "-DATTACK_EVENTS_BUILD_TESTS=ON",
              "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_FLAGS_RELEASE=-O1", f"-DCMAKE_C_FLAGS={' '.join(['-fPIC', *self.flags])}"])
        self.base.mkdir(exist_ok=True)

    def tests_of_ctest(self):
        """Returns the tests by name. Their labels say which folder of tests/ they are in, and what they need."""
        found = {}
        for test in json.loads(must(["ctest", "--show-only=json-v1"], cwd=self.directory))["tests"]:
            properties = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
            if "PASS_REGULAR_EXPRESSION" not in properties and "SKIP_REGULAR_EXPRESSION" not in properties:
                # Its output files go into the folder that it is run in.
                words = ["." if word.startswith(f"{self.directory}/tests/layers/") else word for word in test.get("command", [])]
                found[test["name"]] = Test(["env", *properties.get("ENVIRONMENT", []), *words], set(properties["LABELS"]))
        return found

    def chosen(self, folders, thorough):
        """Returns the names of the tests in these folders: those of the first two levels, or with `thorough` of the third as
        well."""
        return [name for name, test in self.known.items() if test.labels & set(folders)
                and test.labels.isdisjoint({"apart", "strict"}) and (thorough or test.labels & {"quick", "host"})]

    def ninja(self, *targets):
        must(["ninja", "-C", self.directory, f"-j{self.jobs}", *targets],
             env=self.environment(self.base))  # after an earlier run, programs that the build runs need the shared libraries

    def command(self, target):
        """Returns the command for a target, as CMake wrote it, without the commands before and after it."""
        words = shlex.split(must(["ninja", "-C", self.directory, "-t", "commands", target]).strip().splitlines()[-1])
        words = words[words.index("&&") + 1:]
        return words[:words.index("&&")] if "&&" in words else words

    def link(self, objects, output, *more):
        must(["gcc", "-shared", f"-Wl,-soname,{output.name}", *self.flags, *more, "-o", output, *objects])

    def compile_base(self, sources):
        for source in sources:
            self.objects[source] = self.base / (source.stem + ".o")
            if not self.compile(source, self.objects[source], "-O0"):
                sys.exit(f"{source} does not compile")

    def objects_of(self, mutant, folder, optimise):
        """Compiles the changed file, or the files that include it. Returns all objects; None if one does not compile."""
        objects = {source: self.objects[source] for source in self.sources(mutant.file)}
        sources, copied = [mutant.file], [mutant.file]
        if mutant.file.suffix != ".c":
            # The compiler looks for "x.h" first beside the file that includes it, so all files are copied beside the change.
            sources, copied = self.including(mutant.file), self.texts
        for file in copied:
            text = self.texts[file]
            if file == mutant.file:
                text = text[:mutant.start] + mutant.new + text[mutant.end:]
            copy = folder / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text)
        for source in sources:
            objects[source] = folder / (source.stem + optimise + ".o")
            copy = folder / source.relative_to(ROOT)
            program = copy.relative_to(folder).parts[0]
            if not self.compile(copy, objects[source], optimise, [folder, folder / program, source.parent]):
                return None
        return objects

    def limit(self, seconds, name=""):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
        if not self.sanitize and self.has_limit_of_memory(name):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def has_limit_of_memory(self, name):
        """Sanitizers, Node.js and Chromium reserve more memory than the limit."""
        return name not in self.known or self.known[name].labels.isdisjoint({"browser", "tests/runtime/verify"})

    def environment(self, libraries):
        return dict(os.environ, LD_LIBRARY_PATH=f"{libraries}:{self.base}", ASAN_OPTIONS="detect_leaks=0",
                    TMPDIR=str(libraries))

    def ends(self, name, libraries, seconds):
        """Runs a test with the libraries in `libraries`, which are found before the originals. Returns its exit code; None if
        it takes longer than that, of a processor or a multiple of it by the clock."""
        process = subprocess.Popen(self.known[name].command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.environment(libraries), cwd=libraries,
                                   preexec_fn=lambda: self.limit(seconds, name), start_new_session=True)
        try:
            code = process.wait(timeout=60 + 40 * seconds)
        except subprocess.TimeoutExpired:
            code = None
        if code not in (0, 77):
            end_session(process.pid)
            process.wait()
        return None if code in (-signal.SIGXCPU, -signal.SIGKILL) else code

    def passes(self, name, libraries, seconds):
        return self.ends(name, libraries, seconds) in (0, 77)

    def limit_of(self, name):
        """Returns the CPU limit of a test, several times what it takes without a change."""
        return 2 + int(5 * self.seconds[name])

    def order(self, names, thorough):
        """Sorts the tests, the fastest first, as any test notices most changes, and leaves out what takes too long. A test
        that fails without a change is an error."""
        longest, passing = 600 if thorough else LONGEST, []
        for name in names:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            code = self.ends(name, self.base, longest)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.seconds[name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if code not in (0, 77, None):
                sys.exit(f"{name} fails without a change")
            if code is not None and self.seconds[name] < longest:
                passing.append(name)
        return sorted(passing, key=lambda name: self.seconds[name])


class Trial:
    """Called with a mutant, returns the result. Subclasses define which test notices a mutant (`noticed_by`)."""

    def __init__(self, trees, tests, scratch):
        self.trees, self.tests, self.scratch = trees, tests, scratch
        self.originals, self.lock = {}, threading.Lock()
        self.noticed = collections.defaultdict(collections.Counter)

    def __call__(self, mutant):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            return mutant, self.outcome(mutant, folder)
        finally:
            shutil.rmtree(folder)

    def first_to_notice(self, tree, names, mutant, folder):
        """Asks first the tests that have noticed most of the other changes of the same file."""
        noticed = self.noticed[mutant.file]
        for name in sorted(names, key=lambda name: -noticed[name]):
            tries = 2 if "timed" in tree.known[name].labels else 1
            if not any(tree.passes(name, folder, tree.limit_of(name)) for _ in range(tries)):
                noticed[name] += 1
                return name
        return None

    def same_object(self, mutant, folder):
        tree = self.trees[0]
        objects = tree.objects_of(mutant, folder, "-O2")
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

    def check(self, names):
        """Checks that the tests that noticed changes still pass without one: files may have changed, or the machine be too busy."""
        for tree in self.trees:
            for name in names:
                if name in tree.seconds and not tree.passes(name, tree.base, tree.limit_of(name)):
                    sys.exit(f"{name} fails without a change now: what it has noticed means nothing")

    def outcome(self, mutant, folder):
        for tree in self.trees:
            objects = tree.objects_of(mutant, folder, "-O0")
            if objects is None:
                return "does not compile"
            noticed = self.noticed_by(tree, mutant, objects, folder)
            if noticed:
                return noticed
            if tree is self.trees[0] and self.same_object(mutant, folder):
                return "same object"
        return "survives"
