#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs what README and docs/integrations/kafka.md show against a broker, with what one `attack-events tag` gives as the expected answer:
    kafka.py PROJECT TOOL BUILD line    the pipe of kcat: all events, in order on one partition
    kafka.py PROJECT TOOL BUILD kills   the pipe that the page advises against, with each of its programs killed: prints how
                                        many events were lost and doubled
    kafka.py PROJECT TOOL BUILD tagger  examples/kafka/tagger.py on three partitions, killed on the way: none lost, none
                                        doubled, in order, with their keys
    kafka.py PROJECT TOOL BUILD speed   the first and the third without kills: prints events a second
Needs Debian's kcat, python3-confluent-kafka, maven and a JRE. Exits with 77, and says why, if something is missing."""

import collections
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import events
from kafka_broker import VERSION, Broker, skip

try:
    import confluent_kafka
    from confluent_kafka import Consumer, Producer, TopicPartition
    from confluent_kafka.admin import AdminClient, NewTopic
except ImportError:
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        skip("python3-confluent-kafka")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

COUNT = 100000
SECONDS = 180  # in which all has to arrive


class Run:
    def __init__(self, project, tool, broker, scratch):
        self.shown = [(pathlib.Path(project) / page).read_text() for page in ("README.md", "docs/integrations/kafka.md")]
        self.project, self.tool, self.broker, self.scratch = project, tool, broker, scratch
        self.environment = {**os.environ, "PATH": f"{os.path.dirname(tool)}:{os.environ['PATH']}"}
        self.lines = events.lines(COUNT)
        self.expected = subprocess.run([tool, "tag"], input=b"\n".join(self.lines) + b"\n", stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, check=True).stdout.splitlines()

    def topics(self, source, to, partitions):
        client = AdminClient({"bootstrap.servers": self.broker.address})
        for future in client.create_topics([NewTopic(name, partitions, 1) for name in (source, to)]).values():
            future.result()

    def produce(self, topic, partitions, a_second=None):
        """Writes the events, with keys, and with a break now and then if they are to take their time."""
        producer = Producer({"bootstrap.servers": self.broker.address, "linger.ms": 5, "enable.idempotence": True, "log_level": 3,
                             "queue.buffering.max.messages": 2 * COUNT})
        begun = time.monotonic()
        for number, line in enumerate(self.lines):
            producer.produce(topic, line, b"key %d" % number, number % partitions)
            if a_second and number % 100 == 0:
                producer.poll(0)
                time.sleep(max(0, begun + number / a_second - time.monotonic()))
        producer.flush()

    def read(self, topic, partitions):
        """Returns the messages of each partition, of ended transactions only."""
        consumer = Consumer({"bootstrap.servers": self.broker.address, "group.id": f"reader-{time.monotonic()}",
                             "enable.partition.eof": True, "isolation.level": "read_committed"})
        consumer.assign([TopicPartition(topic, partition, 0) for partition in range(partitions)])
        read, open_ones = [[] for _ in range(partitions)], partitions
        while open_ones:
            for message in consumer.consume(10000, 1):
                if not message.error():
                    read[message.partition()].append(message)
                elif message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
                    open_ones -= 1
        consumer.close()
        return read

    def count(self, topic, partitions):
        """Returns how many messages a topic has, with the marks of transactions."""
        client = Consumer({"bootstrap.servers": self.broker.address, "group.id": "counter"})
        ends = [client.get_watermark_offsets(TopicPartition(topic, partition))[1] for partition in range(partitions)]
        client.close()
        return sum(ends)

    def wait(self, topic, partitions, quiet=None):
        """Waits until a topic has all, or, if some may be missing, until nothing has come for so many seconds."""
        begun = changed = time.monotonic()
        before = 0
        while time.monotonic() - begun < SECONDS:
            count = self.count(topic, partitions)
            if count != before:
                before, changed = count, time.monotonic()
            if (quiet is None and count >= COUNT) or (quiet and count and time.monotonic() - changed > quiet):
                return time.monotonic() - begun
            time.sleep(0.1)
        return SECONDS

    def command(self, begin, source, to):
        """Starts what a page has in a line that begins so, on these topics, as a group of processes."""
        command = next(line for line in "\n".join(self.shown).splitlines() if line.startswith(begin)).split("  #")[0]
        for word, new in (("broker", self.broker.address), ("events", source), ("tagged", to), ("tagger", source)):
            command = re.sub(rf"(?<=[ ]){word}(?=[ ]|$)", new, command)
        return subprocess.Popen(["bash", "-c", command.replace("python3", sys.executable)], cwd=self.project,
                                env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL)


def end(pipe, signal_number=signal.SIGTERM):
    try:
        os.killpg(pipe.pid, signal_number)
    except ProcessLookupError:
        pass
    pipe.wait()


def kill_one(pipe, words):
    """Kills the process of a group whose command line has these words."""
    for folder in pathlib.Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and os.getpgid(int(folder.name)) == pipe.pid:
                command = (folder / "cmdline").read_bytes().split(b"\0")
                if b"bash" not in command[0] and words in b" ".join(command):
                    os.kill(int(folder.name), signal.SIGKILL)
        except (OSError, ProcessLookupError):
            pass


def test_line(run, name="line"):
    run.topics(f"{name}_events", f"{name}_tagged", 1)
    run.produce(f"{name}_events", 1)
    begun = time.monotonic()
    pipe = run.command("kcat -b broker -C", f"{name}_events", f"{name}_tagged")
    try:
        pipe.wait(SECONDS)
        seconds = time.monotonic() - begun
    finally:
        end(pipe)
    [messages] = run.read(f"{name}_tagged", 1)
    if [message.value() for message in messages] != run.expected:
        sys.exit(f"{len(messages)} messages were tagged, which are not the {COUNT} of one process")
    if any(message.key() for message in messages):
        sys.exit("a message has a key, and the page says that kcat drops it")
    return seconds


def test_kills(run):
    for victim, words in (("the first kcat", b" -G "), ("attack-events", b"attack-events tag"), ("the second kcat", b" -P "),
                          ("all three", None)):
        name = "kills_" + victim.replace(" ", "_")
        run.topics(f"{name}_events", f"{name}_tagged", 1)
        pipe = run.command("kcat -b broker -u", f"{name}_events", f"{name}_tagged")
        writer = os.fork()
        if not writer:
            run.produce(f"{name}_events", 1, 5000)
            os._exit(0)
        try:
            time.sleep(12)
            kill_one(pipe, words) if words else end(pipe, signal.SIGKILL)
            time.sleep(1)
        finally:
            end(pipe)
            os.waitpid(writer, 0)
        pipe = run.command("kcat -b broker -u", f"{name}_events", f"{name}_tagged")
        try:
            time.sleep(5)
            run.wait(f"{name}_tagged", 1, 60)
        finally:
            end(pipe)
        [messages] = run.read(f"{name}_tagged", 1)
        found = collections.Counter(message.value() for message in messages)
        wanted = collections.Counter(run.expected)
        print(f"{victim} killed and the line started again: of {COUNT} events,",
              f"{sum((wanted - found).values())} were lost and {sum((found - wanted).values())} came twice or torn")


def test_tagger(run, kills=6, name="tagger"):
    run.topics(f"{name}_events", f"{name}_tagged", 3)
    writer = os.fork()
    if not writer:
        run.produce(f"{name}_events", 3, 5000 if kills else None)
        os._exit(0)
    if not kills:
        os.waitpid(writer, 0)
    seconds = 0
    try:
        for number in range(kills + 1):
            pipe = run.command("python3 examples/kafka", f"{name}_events", f"{name}_tagged")
            if number < kills:
                time.sleep(3)
                kill_one(pipe, b"attack-events tag" if number % 2 else b"tagger.py")
                time.sleep(0.2)
                end(pipe, signal.SIGKILL)
        seconds = run.wait(f"{name}_tagged", 3)
        if kills:
            os.waitpid(writer, 0)
            run.wait(f"{name}_tagged", 3, 10)
    finally:
        end(pipe)
    for partition, messages in enumerate(run.read(f"{name}_tagged", 3)):
        wanted = run.expected[partition::3]
        if len(messages) != len(wanted):
            sys.exit(f"partition {partition} has {len(messages)} events, and not {len(wanted)}")
        for number, (message, line) in enumerate(zip(messages, wanted)):
            if message.value() != line or message.key() != b"key %d" % (3 * number + partition):
                sys.exit(f"partition {partition} has {message.key()} {message.value()}, and not {line}")
    return seconds


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    project, tool, build, part = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch, Broker(build, scratch) as broker:
        kcat = subprocess.run(["kcat", "-V"], stdout=subprocess.PIPE).stdout.decode()
        print(f"Kafka {VERSION}, kcat {re.search('Version ([0-9.]+)', kcat).group(1)}, confluent_kafka",
              confluent_kafka.version()[0], "on librdkafka", confluent_kafka.libversion()[0], flush=True)
        run = Run(project, tool, broker, scratch)
        if part == "line":
            test_line(run)
            print(f"{COUNT} events in order through the line of README")
        elif part == "kills":
            test_kills(run)
        elif part == "tagger":
            test_tagger(run)
            print(f"{COUNT} events on three partitions through tagger.py, which was killed six times: none lost or doubled")
        else:
            print(f"the pipe of kcat: {COUNT / test_line(run):.0f} events a second")
            print(f"tagger.py: {COUNT / test_tagger(run, 0):.0f} events a second")


main()
