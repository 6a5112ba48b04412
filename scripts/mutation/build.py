# SPDX-License-Identifier: MIT
"""The parts of scripts/mutate.py that do not depend on what is changed: a CMake build, tests that run within limits, and the
result of a trial."""

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
        # -fPIC: AddressSanitizer does not know the size of data that a program copies from a shared library.
        must(["cmake", "-S", ROOT, "-B", directory, "-G", "Ninja", "-DATTACK_EVENTS_BUILD_TESTS=ON",
              "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_C_FLAGS_RELEASE=-O1", f"-DCMAKE_C_FLAGS={' '.join(['-fPIC', *self.flags])}"])
        self.base.mkdir(exist_ok=True)

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
        return name != "verify"  # it has sanitizers in every build

    def environment(self, libraries):
        return dict(os.environ, LD_LIBRARY_PATH=f"{libraries}:{self.base}", ASAN_OPTIONS="detect_leaks=0",
                    TMPDIR=str(libraries))

    def test(self, name):
        return [self.directory / "tests" / f"test_{name}"]

    def passes(self, name, libraries, seconds):
        """Whether a test passes with the libraries in `libraries`, which are found before the originals."""
        process = subprocess.Popen(self.test(name), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.environment(libraries), cwd=libraries,
                                   preexec_fn=lambda: self.limit(seconds, name), start_new_session=True)
        try:
            passed = process.wait(timeout=60 + 40 * seconds) in (0, 77)
        except subprocess.TimeoutExpired:
            passed = False
        if not passed:
            end_session(process.pid)
            process.wait()
        return passed

    def limit_of(self, name):
        """Returns the CPU limit of a test, several times what it takes without a change."""
        return 2 + int(5 * self.seconds[name])

    def order(self, names):
        """Sorts the tests, the fastest first, as any test notices most changes. A test that fails without a change is an error."""
        for name in names:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            if not self.passes(name, self.base, 600):
                sys.exit(f"{name} fails without a change")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.seconds[name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return sorted(names, key=lambda name: (name == "regenerate", self.seconds[name]))


class Trial:
    """Called with a mutant, returns the result. Subclasses define which test notices a mutant (`noticed_by`)."""

    def __init__(self, trees, tests, scratch):
        self.trees, self.tests, self.scratch = trees, tests, scratch
        self.originals, self.lock = {}, threading.Lock()

    def __call__(self, mutant):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
        try:
            return mutant, self.outcome(mutant, folder)
        finally:
            shutil.rmtree(folder)

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
