#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Events through syslog-ng with the table of `attack-events export --as syslog-ng`.

    lookup_syslog_ng.py TOOL PAGE SCRATCH [EVENTS]

PAGE has the configuration. It runs the syslog-ng that is installed; without one, that of Debian's packages, unpacked into
the scratch folder, since Debian lets only one of syslog-ng and rsyslog be installed.
"""
import glob
import os
import shutil
import subprocess
import sys

import lookups

PACKAGES = ["syslog-ng-core", "syslog-ng-mod-add-contextual-data"]


def find_syslog_ng(scratch):
    """Its path, its options, and the environment that it needs."""
    installed = shutil.which("syslog-ng") or shutil.which("syslog-ng", path="/usr/sbin")
    if installed:
        return installed, [], {}
    root = os.path.join(scratch, "root")
    if not os.path.exists(root):
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            lookups.skip("there is no syslog-ng")
        if subprocess.run(["apt-get", "download", *PACKAGES], cwd=scratch, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode:
            lookups.skip("there is no syslog-ng, and apt-get cannot download it")
        for package in glob.glob(os.path.join(scratch, "*.deb")):
            subprocess.run(["dpkg-deb", "-x", package, root], check=True)
    modules = [os.path.dirname(path) for path in glob.glob(root + "/usr/lib/syslog-ng/*/libadd-contextual-data.so")]
    return root + "/usr/sbin/syslog-ng", ["--module-path", modules[0]], {"LD_LIBRARY_PATH": root + "/usr/lib/syslog-ng"}


def main():
    tool, page, scratch = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 10000
    scratch = os.path.abspath(scratch)
    os.makedirs(scratch, exist_ok=True)
    program, options, environment = find_syslog_ng(scratch)
    version = subprocess.run([program, "--version"], env={**os.environ, **environment}, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    if version.returncode:
        lookups.skip("syslog-ng does not start: " + version.stderr.decode().strip())
    for old in glob.glob(scratch + "/*.json") + glob.glob(scratch + "/state.*"):
        os.remove(old)
    events, table, enriched = (os.path.join(scratch, name) for name in ("events.json", "attack_events.csv", "enriched.json"))
    with open(os.path.join(scratch, "syslog-ng.conf"), "w", encoding="utf-8") as file:
        file.write(lookups.from_page(page, "syslog-ng", events=events, enriched=enriched)
                   .replace("/etc/syslog-ng/attack_events.csv", table))
    made = lookups.made_events(tool, count)
    lookups.write_events(events, made)
    with open(table, "wb") as file:
        file.write(lookups.export(tool, "--as", "syslog-ng"))
    passed, lines = lookups.run_until(
        [program, "-F", "-e", "--no-caps", *options, "-f", scratch + "/syslog-ng.conf", "-p", scratch + "/state.pid",
         "-c", scratch + "/state.ctl", "-R", scratch + "/state.persist"], enriched, count, environment)
    told = lookups.answers(tool, made)
    for line in lines:
        answer = told.pop(int(line["Number"]))
        expected = {name: ";".join((str(x) if x is not None else "").replace(";", ",") for x in answer[name])
                    for name in lookups.LISTS} if answer else {}
        expected = {name: text.replace("\n", " ").replace("\r", " ") for name, text in expected.items() if text}
        assert line.get("attack", {}) == expected, (line, expected)
    assert not told, f"{len(told)} events are missing"
    lookups.report(version.stdout.decode().split("\n")[0], count, passed)


main()
