#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tags the events of a Kafka topic into another topic, none lost and none twice, whatever is killed on the way:
    tagger.py BROKER FROM TO [NAME]
A message keeps its key, partition, timestamp and headers; one that holds no JSON object is passed on as it is. The topic
TO needs at least as many partitions as FROM. NAME tells the instances of a group apart, of which there may be as many as
partitions; each is started again under its own name when it ends. Needs Debian's python3-confluent-kafka, and
attack-events in the path."""

import subprocess
import sys
import threading

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

BATCH = 10000  # most messages of a transaction


def write(stream, lines):
    try:
        stream.write(lines)
        stream.flush()
    except BrokenPipeError:
        pass  # reading says so


def ask(tool, values):
    """Returns the answers of `tag --rsyslog`, of which there is one for each line: {"$!":{"attack":...}}, or {}."""
    lines = b"".join(value.replace(b"\n", b" ") + b"\n" for value in values)  # in JSON, a line end is a blank
    writer = threading.Thread(target=write, args=(tool.stdin, lines))
    writer.start()
    answers = [tool.stdout.readline() for _ in values]
    writer.join()
    if not all(answer.endswith(b"\n") for answer in answers):
        sys.exit("tagger.py: attack-events has ended")
    return answers


def tagged(value, answer):
    """Returns a value with the member of its answer before the last brace."""
    member = answer.strip()[len(b'{"$!":{'):-len(b"}}")]
    begin = value.rstrip()[:-1]
    return value if not member else begin + (b"" if begin.strip() == b"{" else b",") + member + b"}"


def pass_on(tool, consumer, producer, messages, to):
    """Writes a batch and how far it goes in one transaction."""
    events = [message for message in messages if message.value()]
    answers = dict(zip(map(id, events), ask(tool, [message.value() for message in events])))
    ends = {}
    producer.begin_transaction()
    for message in messages:
        value = tagged(message.value(), answers[id(message)]) if id(message) in answers else message.value()
        producer.produce(to, value, message.key(), message.partition(), timestamp=message.timestamp()[1],
                         headers=message.headers())
        ends[message.topic(), message.partition()] = message.offset() + 1
    producer.send_offsets_to_transaction([TopicPartition(*of, end) for of, end in ends.items()],
                                         consumer.consumer_group_metadata())
    producer.commit_transaction()


def main(broker, source, to, name="1"):
    group = f"attack-events-{source}"
    producer = Producer({"bootstrap.servers": broker, "transactional.id": f"{group}-{name}", "linger.ms": 5,
                         "queue.buffering.max.messages": 2 * BATCH})
    producer.init_transactions()  # ends what an earlier instance of this name has left
    consumer = Consumer({"bootstrap.servers": broker, "group.id": group, "group.instance.id": name,
                         "enable.auto.commit": False, "auto.offset.reset": "earliest",
                         "isolation.level": "read_committed"})
    consumer.subscribe([source])
    with subprocess.Popen(["attack-events", "tag", "--rsyslog"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          bufsize=1 << 20) as tool:
        while True:
            messages = consumer.consume(BATCH, 0.1)
            for message in messages:
                if message.error():
                    raise KafkaException(message.error())
            if messages:
                pass_on(tool, consumer, producer, messages, to)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
