#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_xml.py INPUT_LINES: whether events as XML become the JSON of evtx_dump, against Python's xml.etree: behind syslog's
head, on lines, over many lines, many on a line, in the frame that wevtutil writes. What is refused passes on as it is, and
what is accepted is XML."""

import json
import random
import xml.etree.ElementTree as tree
from xml.sax.saxutils import escape, quoteattr

from inputs import check, finish, lines

pieces = ["a", "Z", "/bin/sh -c", "<", ">", "&", "&amp;", '"', "'", "\\", "}", "{", "é", "😀", "\u2028", " ", "]]>", "=", "#012"]
line_ends = ["\n", "\r\n", "\t"]


def text(with_ends):
    return "".join(random.choice(pieces + (line_ends if with_ends else [])) for _ in range(random.randrange(7)))


def encoded(value):
    """As XML, with each character now and then by its number."""
    out = "".join(random.choice([f"&#{ord(char)};", f"&#x{ord(char):x};"]) if random.random() < 0.1 and char not in "\r\n" else
                  "&#13;" if char == "\r" else random.choice(['"', "&quot;"]) if char == '"' else
                  random.choice(["'", "&apos;"]) if char == "'" else escape(char) for char in value)
    return out.replace("\t", random.choice(["\t", "&#9;"]))


def event(with_ends=False):
    gap = random.choice(["", "", "\n  "]) if with_ends else random.choice(["", "", " "])
    namespace = random.choice(["", " xmlns='http://schemas.microsoft.com/win/2004/08/events/event'"])
    out = f"<Event{namespace}>{gap}<System>{gap}<Provider Name={quoteattr(text(False))} Guid='{{1-2}}'/>"
    out += random.choice(["<EventID>1</EventID>", "<EventID Qualifiers='16384'>7036</EventID>"])
    out += f"{gap}<Correlation/><Level>4</Level ><Keywords></Keywords><Channel>{encoded(text(with_ends))}</Channel></System>"
    holder = random.choice(["EventData", "UserData", None])
    if holder == "EventData":
        out += f"<EventData{random.choice(['', chr(32) + 'Name=' + quoteattr('x')])}>{gap}"
        for i in range(random.randrange(6)):
            name = random.choice([f' Name="Field{i}"', f" Name={quoteattr(text(False) + str(i))}", "", ' Type="x"'])
            out += random.choice([f"<Data{name}>{encoded(text(with_ends))}</Data>", f"<Data{name}/>"]) + gap
        out += random.choice(["", "<Binary>AA00</Binary>"]) + "</EventData>"
    elif holder:
        out += f"<UserData>{gap}<Inner xmlns:a='urn:a'><One>{encoded(text(with_ends))}</One><Two><Three/></Two></Inner></UserData>"
    return out + f"{gap}</Event>"


def plain(tag):
    return tag.split("}")[-1]


def expected(element):
    """The rule of event_xml.h, on the tree of another parser."""
    out = {"#attributes": dict(element.attrib)} if element.attrib else {}
    children = list(element)
    if not children:
        value = element.text or None
        if not out:
            return value
        return {**out, "#text": value} if value else out
    unnamed = []
    for child in children:
        if plain(element.tag) == "EventData" and plain(child.tag) == "Data":
            if child.attrib.get("Name"):
                out[child.attrib["Name"]] = child.text or ""
            else:
                unnamed.append(child.text or "")
        else:
            out[plain(child.tag)] = expected(child)
    return {**out, "Data": unnamed} if unnamed else out


def without_namespaces(value):
    """Drops the declarations of namespaces, which xml.etree leaves out."""
    if not isinstance(value, dict):
        return value
    out = {key: without_namespaces(each) for key, each in value.items()}
    if "#attributes" in out:
        out["#attributes"] = {key: each for key, each in out["#attributes"].items() if key != "xmlns" and not key.startswith("xmlns:")}
        if not out["#attributes"]:
            del out["#attributes"]
            if list(out) == ["#text"]:
                return out["#text"]
    return out


def expected_line(xml):
    return {"Event": expected(tree.fromstring(xml))}


def parsed(line):
    return without_namespaces(json.loads(line))


def made(xmls, log):
    got = [parsed(line) for line in lines(log.encode(), random.choice([16, 100, 1 << 20]))]
    check(f"the events in {log!r}", got, [expected_line(xml) for xml in xmls])


count = 0
for _ in range(100):
    xmls = [event() for _ in range(random.randrange(1, 5))]
    count += len(xmls)
    made(xmls, "".join(f"Nov 24 08:30:01 host sysmon[12]: {xml}\n" for xml in xmls))
    made(xmls, "".join(f"<14>1 2026-06-14T19:25:07.772Z host sysmon 1102 - - {xml}\n" for xml in xmls))
    made(xmls, "\n".join(xmls) + random.choice(["", "\n"]))
    spread = [event(with_ends=True).replace("\r\n", "\n") for _ in range(random.randrange(1, 5))]
    count += len(spread)
    made(spread, "\n".join(spread) + "\n")
    made(spread, '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>' + "".join(spread) + "</Events>")
    made(spread, "<Events>\n" + "\n".join(spread) + "\n</Events>\n")

# A broken one is passed on, and costs no other.
for broken in ("<Event><System>", "<Event>&e;</Event>", "<Event><![CDATA[x]]></Event>", "<Event><a></b></Event>",
               "<Event><a>text<b/></a></Event>", "<Event a=1></Event>", "<Event>", "<Event ", "<Event><!-- --></Event>",
               "<Event><?x?></Event>", "<Event><a>&#0;</a></Event>", "<Event><a>&#xD800;</a></Event>",
               "<Event><a>&#99999999999;</a></Event>", "<Event>" + "<a>" * 100 + "</a>" * 100 + "</Event>"):
    good = [event(), event()]
    log = f"{good[0]}\n{broken}\n{good[1]}\n"
    got = lines(log.encode())
    check(f"the lines of {log!r}", [parsed(got[0]), got[1], parsed(got[2])],
          [expected_line(good[0]), broken.encode(), expected_line(good[1])])
    log = f"{broken}\nJust text\n" + '{"a":1}\n'
    check(f"the bytes of {log!r}", b"\n".join(lines(log.encode())) + b"\n", log.encode())

# A document type is refused, so that no entity can be defined.
bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Event><System>&b;</System></Event>\n'
check("a document type", lines(bomb.encode()), [bomb.encode()[:-1]])

# Whatever is accepted is XML, and means the same.
changed = 0
for _ in range(1500):
    xml = bytearray(event().encode())
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(xml))
        if random.randrange(2):
            xml[at] = random.choice(b"<>&;\"'/= aE#x1")
        else:
            del xml[at]
    got = lines(bytes(xml) + b"\n")
    if len(got) != 1 or not got[0].startswith(b'{"Event"'):
        continue
    changed += 1
    try:
        if "\ufffd" not in (source := bytes(xml).decode("utf-8", "replace")):
            source = source[source.index("<Event"):source.rindex("</Event>") + len("</Event>")]
            check(f"what is made of {source!r}", parsed(got[0]), expected_line(source))
    except tree.ParseError as error:
        # What XML forbids and costs nothing to read: Windows' own texts may have control characters.
        known = ("duplicate attribute", "unbound prefix", "invalid character number")
        is_known = b"]]>" in xml or b":=" in xml or any(each in str(error) for each in known)
        check(f"{source!r} is accepted, but {error}", is_known, True)

finish(f"{count} events, and {changed} that were changed and accepted")
