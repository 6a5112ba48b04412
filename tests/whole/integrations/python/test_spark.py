#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""test_spark.py PROJECT TOOL GENERATOR SHARED [LINES [TEST...]]: what docs/integrations/spark.md says, on a log of a million lines with
two tasks at a time: what Spark writes is what one process of the tool prints, also if tools, workers and executors are killed."""

import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import pandas
import pyspark
from pyspark.sql import SparkSession

PROJECT, TOOL = map(os.path.abspath, sys.argv[1:3])
COUNT = int(sys.argv[5]) if len(sys.argv) > 5 else 1_000_000
FILES = 10
sys.path.insert(0, os.path.join(PROJECT, "tests", "whole", "integrations"))
import events  # noqa: E402

PAGE = pathlib.Path(PROJECT, "docs", "integrations", "spark.md").read_text(encoding="utf-8")


def examples():
    """The programs of the page, in order."""
    return re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


def line_of_readme():
    return re.search(r"^spark\.read.*?(?= *#)", pathlib.Path(PROJECT, "README.md").read_text(encoding="utf-8"), re.M).group()


class Killer(threading.Thread):
    """Kills a process below this one that is `chosen`, so many times, with pauses of so many seconds."""

    def __init__(self, chosen, times, pause):
        super().__init__()
        self.chosen, self.times, self.pause = chosen, times, pause
        self.killed = 0
        self.ends = threading.Event()

    def run(self):
        while self.killed < self.times and not self.ends.wait(self.pause):
            for process in filter(self.chosen, below(os.getpid())):
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                self.killed += 1
                break


def below(ancestor):
    """The processes that this one has started, and those started by them."""
    parents = {int(folder.name): parent_of(folder.name) for folder in pathlib.Path("/proc").iterdir() if folder.name.isdigit()}
    children = collections.defaultdict(list)
    for process, parent in parents.items():
        children[parent].append(process)
    found = [ancestor]
    for process in found:
        found += children[process]
    return found[1:]


def program_of(process):
    try:
        return os.readlink(f"/proc/{process}/exe")
    except OSError:
        return ""


def is_tool(process):
    return program_of(process) == os.path.realpath(TOOL)


def command_of(process):
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def parent_of(process):
    try:
        return int(pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()[1])
    except OSError:
        return 0


def is_worker(process):
    """Whether it is a Python that a task runs in: the daemon's child."""
    return b"pyspark.daemon" in command_of(process) and b"pyspark.daemon" in command_of(parent_of(process))


def is_executor(process):
    return b"CoarseGrainedExecutorBackend" in command_of(process) and program_of(process).endswith("java")


def make_logs():
    """Writes the log as files into logs/. Returns what one process prints of it, sorted."""
    lines = events.lines(COUNT, empty=True)
    step = -(-len(lines) // FILES)
    os.mkdir("logs")
    for number in range(FILES):
        part = lines[number * step:(number + 1) * step]
        pathlib.Path("logs", f"{number}.json").write_bytes(b"".join(line + b"\n" for line in part))
    start = time.perf_counter()
    ran = subprocess.run([TOOL, "tag"], input=b"".join(line + b"\n" for line in lines), stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=True)
    print(f"one process: {COUNT / (time.perf_counter() - start):.0f} events/s")
    return sorted(ran.stdout.split(b"\n")[:-1])


class Session(unittest.TestCase):
    master = ""

    @classmethod
    def setUpClass(cls):
        options = {"spark.ui.enabled": False, "spark.ui.showConsoleProgress": False, "spark.log.level": "OFF",
                   "spark.task.maxFailures": 8, "spark.sql.files.maxPartitionBytes": 16 << 20}
        cls.spark = SparkSession.builder.master(cls.master).config(map=options).getOrCreate()

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def run_program(self, program):
        """Runs a program of the page. Returns the names that it defines."""
        names = {"spark": self.spark, "__name__": "__main__"}
        exec(compile(program, "spark.md", "exec"), names)
        return names

    def written(self, program, *killers):
        """The lines that a program writes while processes are killed, and how many seconds it takes."""
        shutil.rmtree("tagged", ignore_errors=True)
        for killer in killers:
            killer.start()
        start = time.perf_counter()
        try:
            self.run_program(program)
        finally:
            for killer in killers:
                killer.ends.set()
                killer.join()
        seconds = time.perf_counter() - start
        return [line for part in pathlib.Path("tagged").glob("part-*") for line in part.read_bytes().split(b"\n")[:-1]], seconds

    def check(self, number, name, *killers):
        """Whether a program of the page writes what one process prints, while processes are killed."""
        lines, seconds = self.written(examples()[number], *killers)
        self.assertEqual(len(lines), len(EXPECTED))
        self.assertTrue(sorted(lines) == EXPECTED, "other lines")
        killed = ", ".join(f"{killer.killed} {killer.chosen.__name__[3:]}s" for killer in killers)
        print(f"{name}: {COUNT / seconds:.0f} events/s{', killed: ' if killers else ''}{killed}")
        for killer in killers:
            self.assertGreater(killer.killed, 0)


class Local(Session):
    master = "local[2]"

    def test_a_pipe_writes_what_one_process_prints(self):
        self.assertIn(f"tagged = {line_of_readme()}\n", examples()[0])
        self.check(0, "pipe")

    def test_a_pipe_without_the_check_loses_lines_and_says_nothing(self):
        """Why the page asks for it."""
        unchecked = examples()[0].replace(", checkCode=True", "")
        self.assertNotEqual(unchecked, examples()[0])
        killer = Killer(is_tool, 3, 1.5)
        lines, _ = self.written(unchecked, killer)
        self.assertGreater(killer.killed, 0)
        self.assertLess(len(lines), len(EXPECTED))

    def test_a_pandas_udf_writes_what_one_process_prints(self):
        self.check(1, "pandas UDF")

    def test_a_pandas_udf_of_columns_has_the_techniques_of_tag(self):
        """Of each tenth event."""
        wanted = {}
        for line in EXPECTED:
            event = json.loads(line) if line.startswith(b"{") else {}
            if "EventID" in event and event["Number"] % 10 == 0:
                wanted[event["Number"]] = [one["id"] for one in event["attack"]["techniques"]]
        found = self.run_program(examples()[2])["events"].select("Number", "techniques").where("EventID IS NOT NULL AND Number % 10 = 0")
        self.assertEqual({number: list(ids) for number, ids in found.toPandas().itertuples(index=False)}, wanted)
        self.assertGreater(sum(map(bool, wanted.values())), COUNT / 20)


class Cluster(Session):
    """Two executors, each a process of its own."""
    master = "local-cluster[2,1,1024]"

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        shutil.rmtree(pathlib.Path(os.environ["SPARK_HOME"], "work"), ignore_errors=True)

    def test_a_pipe_whose_processes_are_killed_writes_the_same(self):
        self.check(0, "pipe", Killer(is_tool, 3, 1.5), Killer(is_worker, 3, 2.5), Killer(is_executor, 2, 4))

    def test_a_pandas_udf_whose_processes_are_killed_writes_the_same(self):
        self.check(1, "pandas UDF", Killer(is_worker, 3, 1.5), Killer(is_executor, 2, 4))


if __name__ == "__main__":
    java = subprocess.run(["java", "-version"], stderr=subprocess.PIPE, text=True).stderr.splitlines()
    print(f"pyspark {pyspark.__version__}, pandas {pandas.__version__}, {java[0]}")
    os.environ.update({"PATH": os.path.dirname(TOOL) + os.pathsep + os.environ["PATH"], "PYSPARK_PYTHON": sys.executable,
                       "SPARK_HOME": os.path.dirname(pyspark.__file__), "SPARK_LOCAL_IP": "127.0.0.1"})
    with tempfile.TemporaryDirectory(dir=os.getcwd()) as folder:
        os.chdir(folder)  # before Java starts, which keeps where that was
        EXPECTED = make_logs()
        unittest.main(argv=sys.argv[:1] + sys.argv[6:])
