# SPDX-License-Identifier: MIT
#
# Holds what `attack-events enable` prints against what Windows takes: the commands by strict patterns, the XML by a parser,
# and every event of `attack-events rows` in one part or another.
#
#     check_enable.py TOOL
import io
import re
import subprocess
import sys

try:
    import csv
    import xml.etree.ElementTree as tree
except ImportError: # Debian's python3-minimal
    print("skipped: this Python has no csv or xml")
    sys.exit(77)

tool = sys.argv[1]


def run(*arguments):
    return subprocess.run([tool, *arguments], check=True, capture_output=True).stdout.decode()


def check(holds, what):
    if not holds:
        sys.exit("error: " + what)


# The GUIDs of [MS-GPAC] are consecutive: 0CCE9210 to 0CCE924A.
guids = {"{0CCE92%02X-69AE-11D9-BED3-505054503030}" % number for number in range(0x10, 0x4B)}
commands = run("enable", "--as", "auditpol").splitlines()
# Some of them by name, as published configurations have them.
known = {"Process Creation": "2B", "Handle Manipulation": "23", "Audit Policy Change": "2F", "Plug and Play Events": "48",
         "Group Membership": "49", "Token Right Adjusted Events": "4A", "Directory Service Access": "3B", "Logon": "15",
         "Special Logon": "1B", "File System": "1D", "Registry": "1E", "Kerberos Authentication Service": "42",
         "Credential Validation": "3F", "Filtering Platform Connection": "26", "Detailed File Share": "44"}
used = []
for comment, command in zip(commands[::2], commands[1::2]):
    check(re.fullmatch(r"rem [A-Za-z/ -]+", comment), comment)
    found = re.fullmatch(r"auditpol /set /subcategory:(\{[0-9A-F-]+\})( /success:enable)?( /failure:enable)?", command)
    check(found and (found[2] or found[3]), command)
    check(known.get(comment[4:], found[1][7:9]) == found[1][7:9], comment + " has " + found[1])
    used.append(found[1])
check(set(used) <= guids, "a GUID that [MS-GPAC] does not have")
check(len(used) == len(set(used)) and len(commands) % 2 == 0, "a sub-category twice")

sysmon = run("enable", "--as", "sysmon")
if sysmon.startswith("("): # no event of Sysmon: nothing that could be loaded
    check("Sysmon" not in run("rows", "--format", "tsv"), "Sysmon's events are missing")
    sysmon = tree.Element("Sysmon")
else:
    sysmon = tree.fromstring(sysmon)
filters = [element for group in sysmon.iter("RuleGroup") for element in group]
check(not filters or len(filters) == 22 and len({element.tag for element in filters}) == 22, "each filter once")
logged = {element.tag for element in filters if element.get("onmatch") == "exclude"}
check(all(element.get("onmatch") in ("include", "exclude") for element in filters), "onmatch")
check(not logged & {"FileBlockExecutable", "FileBlockShredding"}, "everything would be blocked")

selected = set()
for select in tree.fromstring(run("enable", "--as", "xpath")).iter("Select"):
    check(re.fullmatch(r"\*\[System\[\((EventID=\d{1,5})( or EventID=\d{1,5})*\)\]\]", select.text), select.text)
    ids = re.findall(r"EventID=(\d+)", select.text)
    check(len(ids) <= 20, "more than 20 expressions in " + select.get("Path"))
    for event in ids:
        check((select.get("Path").lower(), event) not in selected, "twice: " + event)
        selected.add((select.get("Path").lower(), event))

everything = run("enable")
sections = dict(part.split("\n\n", 1) for part in re.split(r"(?m)^== ", everything)[1:])
for command in sections["Channels"].split("\n"):
    check(re.fullmatch(r'(wevtutil set-log "[A-Za-z0-9 ._/-]+" /enabled:true|\w+ is always on: collect it)?', command), command)
rest = sections["What cannot be switched on here"]
for row in csv.DictReader(io.StringIO(run("rows", "--format", "tsv")), delimiter="\t", quoting=csv.QUOTE_NONE):
    if not row["event_id"]:
        continue
    channel = row["channel"].replace("\\\\", "\\").lower()
    in_xpath = (channel, row["event_id"]) in selected if channel else any(id == row["event_id"] for _, id in selected)
    in_rest = any(line.split(":")[0].split(" on ")[0].endswith(" " + row["event_id"]) for line in rest.splitlines())
    check(in_xpath or in_rest, "in no part: %s %s" % (row["log_source"], row["event_id"]))
print(len(used), "sub-categories,", len(logged), "filters of Sysmon,", len(selected), "events in XPath")
