#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_audit.py INPUT_LINES: whether records of Linux's audit system are joined and decoded as libauparse does it, and
written in the form of laurel. The logs are made here, as the kernel and auditd write them."""

import json
import os
import random
import subprocess
import sys

from inputs import check, finish, lines, program, run, skip

try:
    import auparse
    import audit
except ImportError:
    debian = "/usr/bin/python3"  # has it, where another Python comes first
    if os.path.exists(debian) and not os.path.samefile(debian, sys.executable):
        os.execv(debian, [debian, *sys.argv])
    skip("there is no libauparse for this Python (Debian: python3-audit)")

calls = {59: "execve", 42: "connect", 257: "openat", 101: "ptrace", 9999: None}
pieces = ["a", "/bin/sh", " ", '"', "'", "\\", "é", "}", "{", "=", "-c", "&&", "\n", "\t", "%", "+", "😀", "msg=", "type="]


def text(least=0):
    return "".join(random.choice(pieces) for _ in range(random.randrange(least, 5 + least)))


def encoded(value):
    """As the kernel writes a string that others can choose: quoted, or in hexadecimal if a byte is not safe."""
    data = value if isinstance(value, bytes) else value.encode()
    if all(0x21 <= byte <= 0x7e and byte != 0x22 for byte in data):
        return '"' + data.decode() + '"'
    return data.hex().upper()


def shown(data):
    """What a line of JSON has for bytes: those that are no UTF-8 as \\xhh."""
    out = ""
    while data:
        try:
            return out + data.decode()
        except UnicodeDecodeError as error:
            out += data[:error.start].decode() + f"\\x{data[error.start]:02x}"
            data = data[error.start + 1:]
    return out


class Event:
    def __init__(self, serial, node=None, enriched=False):
        self.id = f"{1626611363 + serial // 50}.{serial * 7 % 1000:03}:{serial}"
        self.node, self.expected, self.records = node, {}, []
        self.enriched = enriched
        call = random.choice(list(calls))
        self.arguments = [text(1).encode() for _ in range(random.randrange(1, 4))]
        if random.random() < 0.2:
            self.arguments.append(bytes(random.randrange(1, 256) for _ in range(random.randrange(9))))
        if random.random() < 0.1:
            self.arguments.append(b"long" * random.randrange(2000, 5000))
        self.syscall(call, text(1))
        if call == 59:
            self.execve()
        if call == 42:
            self.sockaddr()
        self.add("CWD", f"cwd={encoded(cwd := text(1))}", {"cwd": cwd}, single=True)
        for i in range(random.randrange(3)):
            name = text(1)
            self.add("PATH", f"item={i} name={encoded(name)} inode=261214 dev=fd:01 mode=0100755 ouid=0 rdev=00:00 "
                     "nametype=NORMAL cap_fp=0000000000000000 cap_fe=0",
                     {"item": i, "name": name, "inode": 261214, "dev": "fd:01", "mode": "0o100755", "ouid": 0,
                      "rdev": "00:00", "nametype": "NORMAL", "cap_fp": "0x0", "cap_fe": 0})
        title = b"\0".join(argument[:20] for argument in self.arguments)[:128]
        self.add("PROCTITLE", f"proctitle={encoded(title)}", {"ARGV": [shown(each) for each in title.split(b"\0")]},
                 single=True)
        self.records.append(self.line("EOE", ""))

    def line(self, kind, body):
        node = f"node={self.node} " if self.node else ""
        return f"{node}type={kind} msg=audit({self.id}): {body}"

    def add(self, kind, body, expected, single=False, more=""):
        self.records.append(self.line(kind, body + ("\x1d" + more if more and self.enriched else "")))
        if single:
            self.expected[kind] = expected
        else:
            self.expected.setdefault(kind, []).append(expected)

    def syscall(self, call, comm):
        exe, key = text(1), random.choice([None, "key", "two words"])
        numbers = [random.choice(["0", "2", "7ffd1a2b", "ffffffffffffff9c"]) for _ in range(4)]
        body = (f"arch=c000003e syscall={call} success=yes exit=-13 " + " ".join(f"a{i}={n}" for i, n in enumerate(numbers)) +
                f" items=2 ppid=1 pid=2 auid=4294967295 uid=0 tty=(none) ses=3 comm={encoded(comm)} exe={encoded(exe)}"
                f" subj=unconfined key={encoded(key) if key else '(null)'}")
        expected = {"arch": "0xc000003e", "syscall": call, "success": "yes", "exit": -13, "items": 2, "ppid": 1, "pid": 2,
                    "auid": 4294967295, "uid": 0, "tty": "(none)", "ses": 3, "comm": comm, "exe": exe, "subj": "unconfined",
                    "key": key, "ARCH": "x86_64", "ARGV": ["0x" + n for n in numbers]}
        if calls[call]:
            expected["SYSCALL"] = calls[call]
        more = f"ARCH=x86_64 SYSCALL={calls[call] or 'unknown'} AUID=\"unset\" UID=\"root\""
        if self.enriched:
            expected.update({"SYSCALL": calls[call] or "unknown", "AUID": "unset", "UID": "root"})
        self.add("SYSCALL", body, expected, single=True, more=more)

    def execve(self):
        body, bodies = f"argc={len(self.arguments)}", []
        for i, argument in enumerate(self.arguments):
            spelt = encoded(argument)
            if len(spelt) <= 7500:
                body += f" a{i}={spelt}"
                continue
            hexadecimal = argument.hex().upper()
            body += f" a{i}_len={len(hexadecimal)}"
            for number, at in enumerate(range(0, len(hexadecimal), 7500)):
                body += f" a{i}[{number}]={hexadecimal[at:at + 7500]}"
                bodies.append(body)
                body = ""
        self.expected["EXECVE"] = {"argc": len(self.arguments), "ARGV": [shown(each) for each in self.arguments]}
        for each in bodies + ([body] if body else []):
            self.records.append(self.line("EXECVE", each))

    def sockaddr(self):
        saddr, taken, said = random.choice([
            ("0200C1E3C0000201" + "00" * 8, {"saddr_fam": "inet", "addr": "192.0.2.1", "port": 49635}, "inet laddr=192.0.2.1"),
            ("0A0001BB0000000020010DB8000000000000000000000001" + "00" * 4,
             {"saddr_fam": "inet6", "addr": "2001:db8::1", "port": 443}, "inet6 laddr=2001:db8::1"),
            ("01002F72756E2F6E00", {"saddr_fam": "local", "path": "/run/n"}, "local path=/run/n"),
            ("10000000000000000000000000", None, "netlink nlnk-fam=16")])
        expected = {"saddr": saddr}
        if taken:
            expected["SADDR"] = taken
        elif self.enriched:
            expected["SADDR"] = f" saddr_fam={said} "
        self.add("SOCKADDR", f"saddr={saddr}", expected, more=f"SADDR={{ saddr_fam={said} }}")

    def line_of_json(self):
        node = {"NODE": self.node} if self.node else {}
        return {"ID": self.id, **node, **self.expected}


def parsed(data, size=1 << 20):
    return [json.loads(line) for line in lines(data.encode("utf-8", "surrogateescape"), size)]


def by_id(events):
    return sorted(events, key=lambda event: (event.get("NODE", ""), event["ID"]))


# ---- One after the other, with what stands before a record in logs

heads = ["", "", "audispd: ", "Jul 18 12:29:23 host audisp-syslog: ", "Jul 18 12:29:23 host tag_audit_log: ",
         "<14>1 2021-07-18T12:29:23Z host audit 1 - - "]
count = 0
for _ in range(60):
    head, node, enriched = random.choice(heads), random.choice([None, "web-1"]), random.randrange(2)
    events = [Event(serial, node, enriched) for serial in range(5)]
    log = "".join(head + record + "\n" for event in events for record in event.records)
    count += len(events)
    check("events", parsed(log, random.choice([16, 1000, 1 << 20])), [event.line_of_json() for event in events])

# ---- Mixed: of two machines with the same serial numbers, with and without EOE

for with_end in (True, False):
    events = [Event(serial, node) for serial in range(300) for node in ("one", "two")]
    waiting, log, at = [], [], 0
    while at < len(events) or waiting:
        while at < len(events) and len(waiting) < 40:
            waiting.append(list(events[at].records if with_end else events[at].records[:-1]))
            at += 1
        queue = random.choice(waiting[:20])
        log.append(queue.pop(0))
        waiting = [each for each in waiting if each]
    got = parsed("\n".join(log) + "\n", 4096)
    count += len(events)
    check(f"mixed events, with EOE: {with_end}", by_id(got), by_id([event.line_of_json() for event in events]))

# ---- The same as libauparse says


def ausearch(log):
    """Each record's fields, decoded: {(serial, type): [fields, ...]}"""
    parser = auparse.AuParser(auparse.AUSOURCE_BUFFER, log)
    parser.set_escape_mode(auparse.AUPARSE_ESC_RAW)
    found = {}
    while parser.parse_next_event():
        parser.first_record()
        while True:
            fields = {}
            parser.first_field()
            while True:
                try:
                    fields[parser.get_field_name()] = (parser.get_field_str(), parser.interpret_field())
                except UnicodeDecodeError:  # of an argument that is no UTF-8
                    pass
                if not parser.next_field():
                    break
            found.setdefault((parser.get_timestamp().serial, parser.get_type_name()), []).append(fields)
            if not parser.next_record():
                break
    return found


events = [Event(serial) for serial in range(200)]
log = "".join(record + "\n" for event in events for record in event.records)
ours = {event["ID"].split(":")[1]: event for event in parsed(log)}
compared = 0
for (serial, kind), records in ausearch(log).items():
    if kind in ("EOE", "EXECVE"):
        continue
    values = ours[str(serial)][kind]
    values = values if isinstance(values, list) else [values]
    check(f"records {kind} of {serial}", len(values), len(records))
    for value, record in zip(values, records):
        for name, (spelt, meant) in record.items():
            if name in ("comm", "exe", "cwd", "name", "key") and spelt != "(null)":
                compared += 1
                check(f"{name} of {kind}, {serial}", value[name], meant)
            if name == "syscall" and meant in calls.values():
                compared += 1
                check(f"call of {serial}", value["SYSCALL"], meant)
check("fields compared with libauparse", compared > 500, True)

# ---- Names for numbers, as in libaudit

names = 0
for machine, arch in (("x86_64", "c000003e"), ("i386", "40000003"), ("aarch64", "c00000b7")):
    known = audit.audit_name_to_machine("x86_64" if machine == "x86_64" else machine)
    numbers = [n for n in range(600) if known >= 0 and audit.audit_syscall_to_name(n, known)]
    log = "".join(f"type=SYSCALL msg=audit(1626611363.720:{n}): arch={arch} syscall={n}\n" for n in numbers)
    for n, event in zip(numbers, sorted(parsed(log), key=lambda event: int(event["ID"].split(":")[1]))):
        names += 1
        check(f"call {n} of {machine}", event["SYSCALL"].get("SYSCALL"), audit.audit_syscall_to_name(n, known))
for number in range(1000, 3000):
    name = audit.audit_msg_type_to_name(number)
    if name and number != 1320:
        names += 1
        (event,) = parsed(f"Jul 18 12:29:23 host kernel: audit: type={number} audit(1626611363.720:5): pid=1\n")
        check(f"type {number}", list(event), ["ID", name])

# ---- What programs say, the journal, and what is no record

for line, expected in {
    "type=USER_LOGIN msg=audit(1626611363.720:9): pid=1 uid=0 msg='op=login id=1000 exe=\"/usr/sbin/sshd\" hostname=? addr=192.0.2.7"
    " terminal=ssh res=success'\x1dUID=\"root\"":
        {"ID": "1626611363.720:9", "USER_LOGIN": {"pid": 1, "uid": 0, "msg": {
            "op": "login", "id": 1000, "exe": "/usr/sbin/sshd", "hostname": None, "addr": "192.0.2.7", "terminal": "ssh",
            "res": "success"}, "UID": "root"}},
    "type=USER_CMD msg=audit(1626611363.720:9): pid=1 msg='cwd=\"/root\" cmd=6C73202D6C terminal=pts/0 res=success'":
        {"ID": "1626611363.720:9", "USER_CMD": {"pid": 1, "msg": {"cwd": "/root", "cmd": "ls -l", "terminal": "pts/0",
                                                                 "res": "success"}}},
    "type=USER_CHAUTHTOK msg=audit(1626611363.720:9): msg='op=display aging info id=0 res=success'":
        {"ID": "1626611363.720:9", "USER_CHAUTHTOK": {"msg": {"op": "display aging info", "id": 0, "res": "success"}}},
    "type=AVC msg=audit(1626611363.720:9): avc:  denied  { read write } for  pid=1 comm=\"a\" tclass=file":
        {"ID": "1626611363.720:9", "AVC": [{"denied": ["read", "write"], "pid": 1, "comm": "a", "tclass": "file"}]},
    "type=USER_TTY msg=audit(1626611363.720:9): pid=1 data=6C730D":
        {"ID": "1626611363.720:9", "USER_TTY": {"pid": 1, "data": "ls\r"}},
    "type=UNKNOWN[1420] msg=audit(1626611363.720:9): subj_apparmor=unconfined":
        {"ID": "1626611363.720:9", "UNKNOWN[1420]": [{"subj_apparmor": "unconfined"}]},
    "node=b type=x type=SYSCALL msg=audit(1626611363.720:9): pid=1": # what is no record has no node
        {"ID": "1626611363.720:9", "SYSCALL": {"pid": 1}},
    "Nov 30 22:13:11 host audit[1]: SERVICE_STOP pid=1 uid=0 msg='unit=auditd comm=\"systemd\" res=success'":
        {"ID": "0.000:0", "SERVICE_STOP": {"pid": 1, "uid": 0, "msg": {"unit": "auditd", "comm": "systemd", "res": "success"}}},
    "Nov 30 22:13:11 host audit[7]: SYSCALL arch=c000003e syscall=59 comm=\"ls\"":
        {"ID": "0.000:0", "SYSCALL": {"arch": "0xc000003e", "syscall": 59, "comm": "ls", "ARCH": "x86_64", "SYSCALL": "execve"}},
}.items():
    check(line, parsed(line + "\n"), [expected])
for line in ("type=SYSCALL", "type=SYSCALL msg=audit(1.2:3): a=1", "type=SYSCALL msg=audit(1626611363.720:1", "type= msg=audit(1.000:1): a",
             "audit: hello there", "host audit[x]: SYSCALL a=1", "x" * 600 + " type=SYSCALL msg=audit(1626611363.720:9): a=1",
             "type=sys msg=audit(1626611363.720:9): a=1", "audit[1]: NOTHING a=1",
             "type=SYSCALL msg=audit(99999999999999999999999.720:9): a=1"):
    check(line, lines((line + "\n").encode()), [line.encode()])

# ---- Hostile: 100,000 events at once, records without end, quotes that nothing closes

many = "".join(f"type=PATH msg=audit(1626611363.720:{n}): item=0 name=\"x\"\n" for n in range(100000))
check("100,000 events at once", [event["ID"].split(":")[1] for event in parsed(many)] == [str(n) for n in range(100000)], True)
many = "".join(f"type=UNKNOWN[{n}] msg=audit(1626611363.720:1): a=1\n" for n in range(5000))
got = parsed(many)
check("5,000 records of different types", sum(len(event) - 1 for event in got), 5000)
for body in ("a=\"", "a='", "a={", "msg='a='", "a=\"b' c={", "=", "==", "a==", "a0=", "a0[0]=", "a1[=", "a_len=", "\x1d", "a=\x1d", "msg='\x1d'",
             "avc:  denied  { ", "avc:  denied  {  }", "saddr=0", "saddr=02", "saddr=020", "proctitle=", "key=GG", "comm=A", "comm=0"):
    for kind in ("SYSCALL", "EXECVE", "PROCTITLE", "SOCKADDR", "AVC", "USER_CMD"):
        got = parsed(f"type={kind} msg=audit(1626611363.720:9): {body}\n")
        check(f"{kind} {body!r}", [list(event) for event in got], [["ID", kind]])
for _ in range(1000):
    event = Event(1, enriched=True)
    record = bytearray(random.choice(event.records).encode())[:2000]
    for _ in range(random.randrange(1, 5)):
        record[random.randrange(len(record))] = random.choice(b"\"'{}= \x1d[]a0\\\xff\x00")
    for line in run(bytes(record) + b"\n")[0].splitlines():
        if line != bytes(record):
            json.loads(line)

# ---- A pipe: an event is answered with its EOE, and without one when nothing more comes

child = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for event in (Event(1), Event(2)):
    for record in event.records if event.id.endswith(":1") else event.records[:-1]:
        child.stdin.write(record.encode() + b"\n")
    child.stdin.flush()
    check("an event from a pipe", json.loads(child.stdout.readline()), event.line_of_json())
child.stdin.close()
check("the end of the pipe", (child.stdout.read(), child.wait()), (b"", 0))

finish(f"{count} events, {compared} fields as libauparse has them, {names} names as libaudit has them")
