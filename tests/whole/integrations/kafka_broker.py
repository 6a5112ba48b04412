# SPDX-License-Identifier: MIT
"""A Kafka broker for a test: one process, from Maven's registry, that listens on the loopback interface only."""

import pathlib
import shutil
import socket
import subprocess
import sys
import time

VERSION = "4.1.1"  # that of kafka.xml
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"

PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={scratch}/data
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
"""


def skip(missing):
    print("skipped: there is no", missing)
    sys.exit(77)


def jars(build):
    """Returns the folder of the broker, which Maven fills the first time."""
    folder = pathlib.Path(build) / f"kafka-{VERSION}"
    if not folder.exists():
        made = folder.with_suffix(".part")
        pom = pathlib.Path(__file__).with_name("kafka.xml")
        if subprocess.run(["mvn", "-B", "-q", "-f", pom, COPY, "-DincludeScope=runtime", f"-DoutputDirectory={made.resolve()}"],
                          stdout=subprocess.DEVNULL).returncode:
            skip(f"Kafka {VERSION}, as Maven's registry does not give it")
        made.rename(folder)
    return folder


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Broker:
    """Runs until the end of a `with`; `address` is where."""

    def __init__(self, build, scratch):
        for program in ("java", "mvn", "kcat"):
            if not shutil.which(program):
                skip(program)
        self.scratch = pathlib.Path(scratch)
        self.java = ["java", "-Xmx1g", "-cp", f"{jars(build)}/*"]
        port, controller = free_ports(2)
        self.address = f"127.0.0.1:{port}"
        self.properties = self.scratch / "server.properties"
        self.properties.write_text(PROPERTIES.format(port=port, controller=controller, scratch=scratch))

    def __enter__(self):
        quiet = {"stdout": open(self.scratch / "broker.log", "wb"), "stderr": subprocess.STDOUT}
        subprocess.run(self.java + ["kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c",
                                    self.properties], check=True, **quiet)
        self.process = subprocess.Popen(self.java + ["kafka.Kafka", self.properties], **quiet)
        for _ in range(120):
            if not subprocess.run(["kcat", "-b", self.address, "-L", "-m", "1"], **quiet).returncode:
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.5)
        self.__exit__()
        sys.exit("the broker does not start: " + (self.scratch / "broker.log").read_text())

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
