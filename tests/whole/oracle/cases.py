# SPDX-License-Identifier: MIT
"""What conditions are for an event, by Sigma's specification: written by hand.

Escapes and wildcards are from the specification's "Escaping", modifiers from its appendix "Modifiers", `condition:` from
"Condition"; what is unknown follows Kleene's tables.
"""
T, F, U = True, False, None
CLASSES = r"""
  - class: process_creation
    platform: windows
    carriers:
      - {event_id: 1, channel: Sysmon/Operational, log_source: Sysmon-of-Windows}
      - event_id: [4688, 4689]
        log_source: Security
        filter_in: {Kind: new}
        fields: {Image: NewProcessName, Level: Label}
        values: {Level: {High: S-12288, Low: S-0}}
        lacks: [OriginalFileName]
      - {event_id: Listed, log_source: Other, filter_in: {Kind: [new, newer]}, lacks: [Kind2]}
      - {event_id: Table, log_source: Defender, fields: {Image: Path}, lacks: ['*']}
"""
# (item's pairs in YAML, fields of the event in JSON, what it is)
CASES = [
    # Escapes: only before * ? and another backslash; two backslashes are one.
    (r"filter_in: {F|contains: '\*'}", r'{"F": "a*b"}', T), (r"filter_in: {F|contains: '\*'}", r'{"F": "ab"}', F),
    (r"filter_in: {F: ['a\?c']}", r'{"F": "a?c"}', T), (r"filter_in: {F: ['a\?c']}", r'{"F": "abc"}', F),
    (r"filter_in: {F: ['C:\Temp\*']}", r'{"F": "C:\\Temp*"}', T),
    (r"filter_in: {F: ['C:\Temp\*']}", r'{"F": "C:\\Temp\\x"}', F),
    (r"filter_in: {F: ['C:\Temp\\*']}", r'{"F": "C:\\Temp\\x"}', T),
    (r"filter_in: {F: ['C:\Temp\\*']}", r'{"F": "C:\\Tempx"}', F),
    (r"filter_in: {F: ['a\\\*b']}", r'{"F": "a\\*b"}', T), (r"filter_in: {F: ['a\\\*b']}", r'{"F": "a\\xb"}', F),
    (r"filter_in: {F: ['\\\\host\x']}", r'{"F": "\\\\host\\x"}', T), (r"filter_in: {F: ['\\host']}", r'{"F": "\\host"}', T),
    (r"filter_in: {F|endswith: \x.exe}", r'{"F": "C:\\x.exe"}', T),
    (r"filter_in: {F|contains: \Run\}", r'{"F": "a\\Run\\b"}', T),
    (r"filter_in: {F|contains: \Run\}", r'{"F": "a\\Run"}', F),
    # Wildcards: any text and one character, also across lines. Nothing but * asks whether the field exists, and an empty
    # text is null.
    (r"filter_in: {F: [a*c]}", r'{"F": "abbc"}', T),
    (r"filter_in: {F: [a*c]}", r'{"F": "ac"}', T),
    (r"filter_in: {F: [a*c]}", r'{"F": "acx"}', F),
    (r"filter_in: {F: [a?c]}", r'{"F": "abc"}', T),
    (r"filter_in: {F: [a?c]}", r'{"F": "ac"}', F),
    (r"filter_in: {F: [a*c]}", r'{"F": "a\nc"}', T),
    (r"filter_in: {F: ['*']}", r'{"F": ""}', T), (r"filter_in: {F: ['*']}", "{}", F), (r"filter_in: {F: ['']}", "{}", T),
    (r"filter_in: {F: [a, '']}", r'{"F": ""}', T),
    (r"filter_in: {F: null}", r'{"F": ["a", ""]}', T),
    (r"filter_in: {F: ~}", r'{"F": "a"}', F),
    (r"filter_in: {F|contains: a*b}", r'{"F": "xacbx"}', T),
    (r"filter_in: {F|startswith: a?}", r'{"F": "abc"}', T), (r"filter_in: {F|endswith: '?.exe'}", r'{"F": ".exe"}', F),
    # Modifiers.
    (r"filter_in: {F|startswith: ab}", r'{"F": "ABc"}', T), (r"filter_in: {F|startswith: ab}", r'{"F": "xab"}', F),
    (r"filter_in: {F|contains: [x, y]}", r'{"F": "-y-"}', T), (r"filter_in: {F|contains|all: [x, y]}", r'{"F": "-y-"}', F),
    (r"filter_in: {F|contains|all: [x, y]}", r'{"F": "yx"}', T), (r"filter_in: {F|cased: Ab}", r'{"F": "AB"}', F),
    (r"filter_in: {F|contains|cased: Ab}", r'{"F": "xAbx"}', T), (r"filter_in: {F: [ärger]}", r'{"F": "Ärger"}', F),
    (r"filter_in: {F|contains|windash: ' -all'}", r'{"F": "x /all"}', T),
    (r"filter_in: {F|contains|windash: ' -all'}", r'{"F": "x \u2014all"}', T),
    (r"filter_in: {F|contains|windash: ' -a-b'}", r'{"F": "x /a/b"}', F),
    (r"filter_in: {F|exists: true}", r'{"F": ""}', T),
    (r"filter_in: {F|exists: true}", "{}", F),
    (r"filter_in: {F|exists: false}", "{}", T),
    (r"filter_in: {F: [null]}", "{}", T),
    (r"filter_in: {F: [null, x]}", r'{"F": ""}', T),
    (r"filter_in: {F: [null, x]}", r'{"F": "y"}', F),
    (r"filter_in: {F: [null]}", r'{"F": null}', T), (r"filter_in: {F: ['null']}", r'{"F": "NULL"}', T),
    # A regular expression is found anywhere, and heeds case unless it has the flag.
    (r"filter_in: {F|re: 'b\d+$'}", r'{"F": "ab12"}', T), (r"filter_in: {F|re: 'b\d+$'}", r'{"F": "aB12"}', F),
    (r"filter_in: {F|re|i: 'b\d+$'}", r'{"F": "aB12"}', T), (r"filter_in: {F|re|all: [a, b]}", r'{"F": "ac"}', F),
    (r"filter_in: {F|re: a.b}", r'{"F": "a\nb"}', F), (r"filter_in: {F|re|s: a.b}", r'{"F": "a\nb"}', T),
    (r"filter_in: {F|re: a}", "{}", U),
    (r"filter_in: {F|cidr: 10.0.0.0/8}", r'{"F": "10.255.0.1"}', T),
    (r"filter_in: {F|cidr: 10.0.0.0/8}", r'{"F": "11.0.0.1"}', F),
    (r"filter_in: {F|cidr: 'fe80::/10'}", r'{"F": "fe80::1"}', T), (r"filter_in: {F|cidr: 10.0.0.0/8}", r'{"F": "-"}', F),
    (r"filter_in: {F|cidr: 10.0.0.0/8}", r'{"F": "::ffff:10.0.0.1"}', T),
    (r"filter_in: {F|cidr: '::/0'}", r'{"F": "10.0.0.1"}', F), (r"filter_in: {F|cidr: 10.0.0.0/8}", r'{"F": "10.0.0.1%1"}', F),
    (r"filter_in: {F|cidr: '::ffff:10.0.0.0/104'}", r'{"F": "10.0.0.1"}', T),
    (r"filter_in: {F|cidr: 'fe80::/10'}", r'{"F": "fe80::1%eth0"}', T),
    (r"filter_in: {F|cidr: '::ffff:0:0/96'}", r'{"F": "10.0.0.1"}', T),
    (r"filter_in: {F|cidr: '::fffe:0:0/95'}", r'{"F": "10.0.0.1"}', F),
    (r"filter_in: {F|fieldref: [G, H]}", r'{"F": "a", "H": "a"}', T),
    (r"filter_in: {F|gte: -9223372036854775808}", r'{"F": "9223372036854775808"}', F),
    (r"filter_in: {F|gte: 0}", r'{"F": "0x7fffffffffffffff"}', T),
    (r"filter_in: {F|gt: 5}", r'{"F": 6}', T),
    (r"filter_in: {F|gt: 5}", r'{"F": "5"}', F),
    (r"filter_in: {F|gte: 5}", r'{"F": "5"}', T),
    (r"filter_in: {F|lt: 0x10}", r'{"F": "0xf"}', T),
    (r"filter_in: {F|lte: -1}", r'{"F": "-1"}', T),
    (r"filter_in: {F|lt: 5}", r'{"F": "x"}', F),
    (r"filter_in: {F|lt: 5}", "{}", U),
    (r"filter_in: {F: [0x17, 4]}", r'{"F": "0X17"}', T),
    (r"filter_in: {F: [0x17, 4]}", r'{"F": 23}', F),
    (r"filter_in: {F|base64: foobar}", r'{"F": "Zm9vYmFy"}', T),  # RFC 4648, section 10
    (r"filter_in: {F|base64offset|contains: foobar}", r'{"F": "Zm9vYmFy"}', T),
    (r"filter_in: {F|base64offset|contains: foobar}", r'{"F": "eGZvb2JhcnkK"}', T),
    (r"filter_in: {F|wide|base64offset|contains: ping}", r'{"F": "cABpAG4AZwA="}', T),
    (r"filter_in: {F|wide|base64offset|contains: ping}", r'{"F": "cGluZw=="}', F),
    (r"filter_in: {F|fieldref: G}", r'{"F": "a", "G": "A"}', T), (r"filter_in: {F|fieldref: G}", r'{"F": "a"}', U),
    (r"filter_in: {F|fieldref|startswith: G}", r'{"F": "ab", "G": "a"}', T),
    (r"filter_in: {F|contains|fieldref: G}", r'{"F": "ab", "G": "c"}', F),
    # What an event does not have is unknown: false decides AND, true decides OR, and not unknown is unknown.
    (r"filter_in: {F|contains: a, G|contains: b}", r'{"F": "a"}', U),
    (r"filter_in: {F|contains: a, G|contains: b}", r'{"F": "x"}', F),
    (r"detection: {s: [{F: a}, {G: b}], condition: s}", r'{"F": "a"}', T),
    (r"detection: {s: [{F: a}, {G: b}], condition: s}", r'{"F": "x"}', U),
    (r"detection: {s: {F: a}, f: {G: b}, condition: s and not f}", r'{"F": "a"}', U),
    (r"detection: {s: {F: a}, f: {G: b}, condition: s and not f}", r'{"F": "a", "G": "c"}', T),
    # Conditions: not binds closer than and, and closer than or.
    (r"detection: {a: {F: 1}, b: {G: 1}, c: {H: 1}, condition: a or b and c}", r'{"F": 1, "G": 0, "H": 0}', T),
    (r"detection: {a: {F: 1}, b: {G: 1}, c: {H: 1}, condition: (a or b) and c}", r'{"F": 1, "G": 0, "H": 0}', F),
    (r"detection: {a: {F: 1}, b: {G: 1}, condition: not a and b}", r'{"F": 1, "G": 0}', F),
    (r"detection: {s1: {F: 1}, s2: {G: 1}, condition: 1 of s*}", r'{"F": 0, "G": 1}', T),
    (r"detection: {s1: {F: 1}, s2: {G: 1}, condition: all of s*}", r'{"F": 0, "G": 1}', F),
    (r"detection: {s1: {F: 1}, t: {G: 1}, condition: all of them}", r'{"F": 1, "G": 1}', T),
    (r"detection: {k: [foo, 'b*r'], condition: k}", r'{"G": "xbeerx"}', T),
    (r"detection: {k: [foo], condition: not k}", r'{"G": "x"}', T),
    (r"filter_in: {'|all': [a, b]}", r'{"G": "xa", "H": "b"}', T),
    (r"filter_in: {'|contains|all': [a, b]}", r'{"G": "xa", "H": "b"}', T),
    (r"filter_in: [{F|contains: a}, {F|contains: b}]", r'{"F": "a"}', F),
    (r"filter_in: {F|contains: a}, detection: {s: {G: b}, condition: s}", r'{"F": "a", "G": "c"}', F),
    (r"detection: {s: {F: a, G: b}, condition: s}", r'{"F": "a", "G": "c"}', F),
    (r"detection: {s: {F: a, G: b}, condition: s}", r'{"F": "a", "G": "b"}', T),
    (r"detection: {_a: {F: 1}, b: {G: 1}, condition: 1 of them or (_a and b)}", r'{"F": 1, "G": 0}', F),
    (r"detection: {_a1: {F: 1}, _a2: {G: 1}, condition: 1 of _a*}", r'{"F": 1, "G": 0}', T),
    (r"filter_in: {F: [ÄZ]}", r'{"F": "Äz"}', T),
    (r"filter_in: {F: a, G|contains: b}", r'{"F": "b", "G": "b"}', F),
    (r"filter_in: {F: a, G|contains: b}", r'{"F": "A", "G": "b"}', T),
    (r"filter_in: [{F: a}, {G: null}, {H|exists: true}]", r'{"F": "A", "G": "b", "H": 1}', F),
    (r"filter_in: {F|fieldref: G}", r'{"F": "a", "G": ["b", "A"]}', T),
    (r"filter_in: {F|windash: -a -b -c}", r'{"F": "/a /b \u2013c"}', T),
    (r"filter_in: {F|contains: b}", r'{"F": ["a", "b"]}', T),
    (r"detection: {s: {F: b}, condition: not s}", r'{"F": ["a", "b"]}', F),
]
# (pairs, fields, what it is on 1, 4688 and Table; "-": no event)
CLASS_CASES = [
    (r"filter_in: {Image|endswith: \a.exe}", r'{"Image": "\\a.exe", "NewProcessName": "\\a.exe", "Path": "\\b.exe", "Kind": "new"}', (T, T, F)),
    (r"filter_in: {Image|endswith: \a.exe}", r'{"NewProcessName": "\\a.exe", "Kind": "old"}', (U, F, U)),
    (r"filter_in: {Level: [high]}", r'{"Level": "High", "Label": "S-12288", "Kind": "new"}', (T, T, "-")),
    (r"filter_in: {Level: [Low]}", r'{"Level": "High", "Label": "S-0", "Kind": "new"}', (F, T, "-")),
    (r"filter_in: {Level|contains: Hi}", "{}", (U, "-", "-")),
    (r"filter_in: {Level: [Other, High]}", r'{"Label": "x", "Kind": "new"}', (U, U, "-")),
    (r"filter_in: {OriginalFileName: a.exe}", r'{"OriginalFileName": "a.exe"}', (T, "-", "-")),
    (r"detection: {s: [{Image: a}, {OriginalFileName: a}], condition: s}", r'{"NewProcessName": "a", "Kind": "new", "Path": "b"}', (U, T, U)),
    (r"detection: {s: {Image: a}, f: {OriginalFileName: a}, condition: s and not f}", r'{"Image": "a"}', (U, "-", "-")),
    (r"filter_in: {Image: a}", r'{"Image": "A", "NewProcessName": "A", "Kind": "NEW", "Path": "b"}', (T, T, F)),
    (r"detection: {s: {Image: a}, f: [{OriginalFileName: a}, {Image: b}], condition: s and not f}", "{}", (U, "-", "-")),
    (r"detection: {s: {Image: a}, f: {OriginalFileName: a, Image: b}, condition: s and not f}", '{"Path": "a"}', (U, U, T)),
    (r"filter_in: {Image|fieldref: Parent}", '{"NewProcessName": "a", "Parent": "a", "Kind": "new"}', (U, T, "-")),
    (r"filter_in: {Image|fieldref: Level}", '{"Image": "a", "Level": "A"}', (T, "-", "-")),
    (r"filter_in: {Level|exists: true}", '{"Label": "a", "Kind": "new"}', (F, T, "-")),
]

WRONG = [
    r"filter_in: {F|re: '(a'}",
    r"filter_in: {F|re|contains: a}",
    r"filter_in: {F|i: a}",
    r"filter_in: {F|wide: a}",
    r"filter_in: {F|gt: a}",
    r"filter_in: {F|cidr: 10}",
    r"filter_in: {F|cidr: 10.0.0.1/8}",
    r"filter_in: {F|cidr: 10.0.0.1}",
    r"filter_in: {F: }",
    r"filter_in: {F: [a, ]}, detection: {s: {F: }, condition: s}",
    r"filter_in: {F|contains: ''}",
    r"filter_in: {F|contains|endswith: a}",
    r"filter_in: {F|gt|all: 5}",
    r"filter_in: {F|gt|cased: 5}",
    r"filter_in: {F|windash|base64: a}",
    r"filter_in: {F|contains|contains: a}",
    r"filter_in: {'|exists': true}",
    r"filter_in: {F|gt: 9223372036854775808}",
    r"filter_in: {F|exists: 1}",
    r"detection: {s: {F: a}}",
    r"detection: {s: {F: a}, condition: s and}",
    r"detection: {s: {F: a}, condition: s or t}",
    r"detection: {s: {F: a}, t: {F: b}, condition: s}",
    r"detection: {s: {F: a}, condition: 2 of s*}",
    r"detection: {s: {F: a}, condition: (s}",
    r"filter_in: {F|base64: a*}",
    r"filter_in: {F|contains: []}",
    r"detection: {s: {F: a}, condition: [s]}",
    r"detection: {s: {F: a}, condition: s s}",
    r"detection: {s: [[a]], condition: s}",
    r"detection: {s: [], condition: s}",
    r"detection: {s: {}, condition: s}",
    r"filter_in: {F: {G: a}}",
    r"filter_in: {F: [a, [b]]}",
    r"filter_in: {F|windash: -a -b -c -d}",
    r"filter_in: [a]",
    r"filter_in: {F: a}, class: no_class",
    r"filter_in: {F: a}, other: 1",
    r"filter_in: {image|contains: a}, class: process_creation",
]
# (pairs, whether the condition requires something that an index can find)
GATED = [
    (r"filter_in: {F: [a]}", T),
    (r"filter_in: {F|contains: abc}", F),
    (r"filter_in: {F|contains: abcd}", T),
    (r"filter_in: {F|endswith: \a}", T),
    (r"filter_in: {F|endswith: /a}", T),
    (r"filter_in: {F|endswith: a}", F),
    (r"filter_in: {F|contains: \a}", F),
    (r"filter_in: {F|startswith: \a}", F),
    (r"filter_in: {F|contains: a*bcde}", T),
    (r"filter_in: {F|exists: true}", F),
    (r"detection: {s: {F: abcd}, condition: not s}", F),
    (r"detection: {s: {F|contains: [abcd, x]}, condition: s}", F),
    (r"detection: {s: {F|contains: x}, t: {F|contains: abcd}, condition: s and t}", T),
    (r"filter_in: {F|gt: 5}", F),
]

# (a line of a log, its events: id, provider, channel, and the texts of the field F)
LINES = [
    ('{"EventID": 1, "SourceName": "", "ProviderName": "P", "Channel": "C", "f": 1.50}', [("1", "P", "C", ["1.50"])]),
    ('{"EventID": 1, "Provider": "P", "EventData": {"F": true}, "F": "no"}', [("1", "P", None, ["true"])]),
    ('{"winlog.event_id": 1, "winlog": {"provider_name": "P", "channel": "C", "event_data": {"F": "a"}, "user_data": {"F": "b"}}}', [("1", "P", "C", ["a"])]),
    ('{"Event": {"System": {"Provider": {"#attributes": {"Name": "P"}}, "EventID": {"#text": 1}, "Channel": "C"}, "EventData": {"F": "a"}}}', [("1", "P", "C", ["a"])]),
    ('{"Event": {"System": {"EventID": 1}, "EventData": {"Data": [{"#attributes": {"Name": "F"}, "#text": "a"}]}}}', [("1", None, None, ["a"])]),
    ('{"Event": {"System": {"EventID": 1, "F": "no"}, "UserData": {"X": {"F": "a"}}}}', [("1", None, None, ["a"])]),
    ('{"Event": {"System": {"EventID": 1, "F": "a"}}}', [("1", None, None, ["a"])]),
    ('{"data": {"win": {"system": {"eventID": 1, "providerName": "P", "channel": "C"}, "eventdata": {"f": "a"}}}}', [("1", "P", "C", ["a"])]),
    ('{"category": "AdvancedHunting-T", "properties": {"F": "a"}}', [("T", "Microsoft Defender for Endpoint", "T", ["a"])]),
    ('{"eventVersion": "1", "eventSource": "P", "eventName": "N", "F": "a"}', [("N", "P", None, ["a"])]),
    ('{"eventSource": "P", "eventName": "N"}', []),
    ('{"event_type": 9, "event": {"exec": {"F": "a"}}}', [("exec", "EndpointSecurity", None, ["a"])]),
    ('{"event_type": "9", "event": {"exec": {}}}', []),
    ('{"event_type": 9, "event": {"exec": {}, "fork": {}}}', []),
    ('{"ID": "1.1:1", "A": [{"F": "a"}, {"msg": {"F": "b"}}]}', [("A", "auditd", None, ["a"]), ("A", "auditd", None, ["b"])]),
    ('{"EventID": 1, "F": "a", "f": null}', [("1", None, None, [])]), ('[]', []),
    ('{"F": "a"}', []),
]
