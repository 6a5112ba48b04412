# SPDX-License-Identifier: MIT
#
# check_jobs.py TOOL DIRECTORY LOG...: `tag` prints with several jobs, in every mode, what it prints with one: the same
# bytes on both streams, and the same exit status, also for hostile input. And it ends when nobody reads its output.
import pathlib
import subprocess
import sys

tool, scratch, logs = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
scratch.mkdir(parents=True, exist_ok=True)
recorded = b"".join(pathlib.Path(log).read_bytes() for log in logs)
while len(recorded) < 4_000_000:
    recorded += b'{"EventID":4663,"Channel":"Security","ObjectType":"Process","n":%d}\n' % len(recorded) * 1000
made = b'{"EventID":1102,"Channel":"Security"}\n'
files = {
    "recorded": recorded,
    "mark": b"\xef\xbb\xbf" + made * 20_000 + b'{"EventID":1}\r\n\r\n' + made.rstrip(b"\n"),
    "broken": b"".join(made + b"no %d\n" % i for i in range(20_000)) + b"\xff\xfe{}\n\0\n",
    "long": made + b'{"a":"' + b"x" * (17 << 20) + b'"}\n' + made * 9_000,
    "names": b"".join(b'{"EventID":%d,"Channel":"of %d"}\n' % (900000 + i % 40, i % 5) for i in range(40_000)),
    "empty": b"",
}
for name, content in files.items():
    (scratch / name).write_bytes(content)


def run(jobs, options, names):
    done = subprocess.run([tool, "tag", f"--jobs={jobs}", *options, *names], cwd=scratch, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


compared = 0
for options in ([], ["--why"], ["--skip-malformed"], ["--summary", "--format=tsv"], ["--events"], ["--layer=-"]):
    for names in (["recorded"], ["mark", "none", "mark", "empty", "broken"], ["broken", "mark"], ["long", "names"]):
        one = run(1, options, names)
        assert one[1] or "none" in names, (options, names)
        for jobs in (2, 3, 7):
            several = run(jobs, options, names)
            assert several == one, (options, names, jobs, [part[-300:] for part in several[1:]], [part[-300:] for part in one[1:]])
            compared += 1
with subprocess.Popen([tool, "tag", "--jobs=3", "recorded", "recorded"], cwd=scratch, stdout=subprocess.PIPE) as process:
    process.stdout.read(1)
    process.stdout.close()
    process.wait(timeout=60)
print(f"{compared} runs with several jobs print what one job prints")
