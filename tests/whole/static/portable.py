#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""portable.py SOURCE COMPILER FLAG... : whether the programs keep to POSIX, for systems where no test runs, such as macOS. Each
source is compiled with the names of C99 and POSIX.1-2008 alone, for which it may ask by POSIX's own words; and none of the
objects needs a function that macOS does not have, or that is no part of POSIX. Only files NAME_windows.c are left out."""

import pathlib
import re
import subprocess
import sys
import tempfile

source, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]
problems = 0

# Words that a source may define so that headers declare more. The last is macOS's own, where others need none.
ASKED = {"_POSIX_C_SOURCE 200809L", "_XOPEN_SOURCE 700", "_DARWIN_C_SOURCE"}

# POSIX.1-2008 has these, macOS does not, or they always fail there.
NOT_ON_MACOS = """
    clock_nanosleep fdatasync fexecve mq_open posix_fadvise posix_fallocate pthread_barrier_wait
    pthread_condattr_setclock pthread_mutex_consistent pthread_mutex_timedlock pthread_spin_lock sem_getvalue sem_init
    sem_timedwait sem_destroy sigqueue sigtimedwait sigwaitinfo timer_create timer_settime pipe2 ppoll
    accept4 getrandom memfd_create fopencookie qsort_r strchrnul mempcpy asprintf reallocarray explicit_bzero secure_getenv
    fallocate copy_file_range sendfile splice program_invocation_name execvpe pthread_setaffinity_np
    sched_getaffinity get_nprocs canonicalize_file_name versionsort fgets_unlocked fwrite_unlocked closefrom""".split()


def report(what):
    global problems
    problems += 1
    print(what)


files = [path for folder in ("host", "gen", "cli") for path in sorted(source.glob(f"{folder}/**/*.c"))
         if not path.name.endswith("_windows.c")]
with tempfile.TemporaryDirectory() as scratch:
    for path in files:
        text = path.read_text()
        for word in re.findall(r"#\s*define\s+(_[A-Z_]*SOURCE\b[^\n/]*)", text):
            if word.strip() not in ASKED:
                report(f"{path.relative_to(source)}: asks for more than POSIX: {word}")
        made = f"{scratch}/object.o"
        done = subprocess.run([*compiler, "-std=c99", "-pedantic-errors", "-D_POSIX_C_SOURCE=200809L",
                               "-Werror=implicit-function-declaration", "-c", str(path), "-o", made], capture_output=True, text=True)
        if done.returncode:
            report(f"{path.relative_to(source)}: {done.stderr[:1000]}")
            continue
        needed = {name.split("@")[0] for name in re.findall(r"\bU (\S+)",
                                                            subprocess.run(["nm", "-u", made], capture_output=True, text=True, check=True).stdout)}
        for name in sorted(needed & set(NOT_ON_MACOS)):
            report(f"{path.relative_to(source)}: calls {name}")
print(f"{len(files)} sources of both programs; {problems} problems")
sys.exit(1 if problems or len(files) < 100 else 0)
