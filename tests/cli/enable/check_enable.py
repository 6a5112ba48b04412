# SPDX-License-Identifier: MIT
#
# Checks that Windows would accept the output of `attack-events enable`: the commands by strict patterns, the XML with a
# parser; and that every event of `attack-events rows` is in some part.
#
#     check_enable.py TOOL
import io
import re
import subprocess
import sys

try:
    import csv
    import unicodedata
    import xml.etree.ElementTree as tree
except ImportError: # Debian's python3-minimal
    print("skipped: this Python has no csv or xml")
    sys.exit(77)

tool = sys.argv[1]


def run(*arguments):
    return subprocess.run([tool, *arguments], check=True, capture_output=True).stdout.decode()


def run_part(part):
    """Returns the output of a part; nothing if no event is for it, and then the tool must say so, print nothing and exit with 1."""
    done = subprocess.run([tool, "enable", "--as", part], capture_output=True)
    if done.returncode == 1:
        check(not done.stdout and b"none of these events is for '--as %s'" % part.encode() in done.stderr, done.stderr)
    else:
        check(done.returncode == 0 and done.stdout, "status %d" % done.returncode)
    return done.stdout.decode()


def check(holds, what):
    if not holds:
        sys.exit("error: " + what)


# The GUIDs of [MS-GPAC] are consecutive: 0CCE9210 to 0CCE924A.
guids = {"{0CCE92%02X-69AE-11D9-BED3-505054503030}" % number for number in range(0x10, 0x4B)}
commands = run_part("auditpol").splitlines()
# Some of them by name, from published configurations.
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

events = [row for row in csv.DictReader(io.StringIO(run("rows", "--format", "tsv")), delimiter="\t", quoting=csv.QUOTE_NONE)
          if row["event_id"]]
sysmon = run_part("sysmon")
if sysmon:
    sysmon = tree.fromstring(sysmon)
else: # nothing that could be loaded
    check(not any("Sysmon" in row["log_source"] for row in events), "Sysmon's events are missing")
    sysmon = tree.Element("Sysmon")
filters = [element for group in sysmon.iter("RuleGroup") for element in group]
check(not filters or len(filters) == 22 and len({element.tag for element in filters}) == 22, "each filter once")
logged = {element.tag for element in filters if element.get("onmatch") == "exclude"}
check(all(element.get("onmatch") in ("include", "exclude") for element in filters), "onmatch")
check(not logged & {"FileBlockExecutable", "FileBlockShredding"}, "everything would be blocked")

# Sysmon for Linux: the events in Microsoft's configuration that collects everything.
linux = subprocess.run([tool, "enable", "--platform", "linux", "--as", "sysmon"], capture_output=True).stdout
if linux:
    filters = [element for group in tree.fromstring(linux).iter("RuleGroup") for element in group]
    check({element.tag for element in filters} == {"ProcessCreate", "NetworkConnect", "ProcessTerminate", "RawAccessRead",
                                                   "ProcessAccess", "FileCreate", "FileDelete"}, "filters of Linux")

def is_unseen(character): # what a terminal obeys or an eye does not see
    return not (character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cn"))


selected = {} # the providers, by channel and id
selects = {} # the ids of each Select, by channel and provider
xpath = run_part("xpath")
check(not any(map(is_unseen, xpath)), "XPath with characters that are not seen")
for select in tree.fromstring(xpath or "<QueryList/>").iter("Select"):
    found = re.fullmatch(r"\*\[System\[(?:Provider\[@Name='([A-Za-z0-9 _-]+)'\] and )?"
                         r"\((EventID=\d{1,5}(?: or EventID=\d{1,5})*)\)\]\]", select.text)
    check(found, select.text)
    ids = re.findall(r"EventID=(\d+)", found[2])
    check(len(ids) + bool(found[1]) <= 20, "more than 20 expressions in " + select.get("Path"))
    selects.setdefault((select.get("Path").lower(), found[1]), []).append(ids)
    for event in ids:
        providers = selected.setdefault((select.get("Path").lower(), event), [])
        check(found[1] not in providers, "twice: " + event)
        providers.append(found[1])

for (channel, provider), lists in selects.items():
    check(all(len(ids) + bool(provider) == 20 for ids in lists[:-1]), "room in a Select of " + channel)
    check(sum(lists, []) == sorted(sum(lists, []), key=int), "out of order: " + channel)

everything = run("enable")
sections = dict(part.split("\n\n", 1) for part in re.split(r"(?m)^== ", everything)[1:])
for command in sections["Channels"].split("\n"):
    check(re.fullmatch(r'(wevtutil set-log "[A-Za-z0-9 ._/-]+" /enabled:true|\w+ is always on: collect it)?', command), command)
rest = sections["What cannot or need not be switched on here"]
debugged = set(re.findall(r"\d+", "".join(line.split(" need")[0] for line in sections["What it takes besides"].splitlines()
                                          if "for debugging" in line)))
for row in events:
    channel = row["channel"].replace("\\\\", "\\").lower()
    providers = selected.get((channel, row["event_id"]), []) if channel else \
        [provider for (_, id), all in selected.items() if id == row["event_id"] for provider in all]
    in_xpath = row["log_source"] in providers or None in providers
    in_rest = any(line.split(":")[0].split(" on ")[0].endswith(" " + row["event_id"]) for line in rest.splitlines())
    if row["event_platform"] not in ("windows", "") and not in_rest:
        continue # below, or in words: test_switches.c
    check(in_xpath or in_rest or row["event_id"] in debugged, "in no part: %s %s" % (row["log_source"], row["event_id"]))
    check(("Sysmon" in row["log_source"] and row["event_id"] in ("27", "28")) <= (in_rest and not in_xpath),
          "asked for, and never written: " + row["event_id"])
# Rules of auditd: nothing but what the patterns say, and each call and file that a filter names.
rules = run_part("auditd").splitlines()
audited = set()
for rule in rules:
    if rule in ("", "-i") or rule.startswith("# "):
        continue
    found = re.fullmatch(r"#?-a always,exit -F arch=b(?:64|32) (?:-S ([a-z0-9_,]+)|-F path=(/[A-Za-z0-9._/+@-]+) -F perm=(?:r|wa|rwa))"
                         r"(?: -F (?:auid!=unset|dir=/[a-z]+|a[0-3](?:=|&0x)\d+))* -F key=attack_events", rule)
    check(found, "rule: " + rule)
    audited |= set(found[1].split(",")) if found[1] else {found[2]}
check(len(rules) == len(set(rules)) + rules.count("") - bool(rules.count("")), "a rule twice")
wanted = set()
for row in events:
    filters = dict(pair.split("=", 1) for pair in row["filter_in"].split(",") if "=" in pair)
    if row["log_source"] == "auditd" and row["event_id"] in ("SYSCALL", "PATH"):
        wanted |= {filters[name] for name in ("SYSCALL", "name")
                   if re.fullmatch(r"[A-Za-z0-9._/+@-]+", filters.get(name, ""))}
check(wanted <= audited, "not audited: %s" % (wanted - audited))
command = [line for line in run_part("eslogger").splitlines() if not line.startswith("# ")]
asked = {row["event_id"] for row in events
         if row["log_source"] == "EndpointSecurity" and re.fullmatch(r"[a-z0-9_]+", row["event_id"])}
check(command == (["sudo eslogger " + " ".join(sorted(asked))] if asked else []), "eslogger: %s" % command)

# Handle Manipulation is among the commands if an event needs it.
waits = any(row["event_id"] in ("4656", "4658", "4661") and row["audit_sub_category"] in known for row in events)
check(("{0CCE9223-69AE-11D9-BED3-505054503030}" in used) >= waits, "Handle Manipulation is missing")
print(len(used), "sub-categories,", len(logged), "filters of Sysmon,", len(selected), "events in XPath")
