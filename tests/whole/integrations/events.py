# SPDX-License-Identifier: MIT
"""Events for the tests of pipelines: different ones, each with its number, and some lines that are none."""

import json

KINDS = [
    {"EventID": 4663, "Channel": "Security", "ObjectType": "Key"},
    {"EventID": 4688, "Channel": "Security", "SourceName": "Microsoft-Windows-Security-Auditing",
     "NewProcessName": "C:\\Windows\\System32\\mshta.exe", "CommandLine": "mshta https://example.com/a.hta"},
    {"EventID": 1, "Channel": "Microsoft-Windows-Sysmon/Operational", "SourceName": "Microsoft-Windows-Sysmon",
     "Image": "C:\\Users\\Jürgen\\größer.exe", "CommandLine": "größer \"a\tb\nc\""},
    {"EventID": 7045, "Channel": "System", "SourceName": "Service Control Manager", "ServiceName": "x" * 300},
    {"EventID": 99999, "Channel": "Security", "Note": "an id that no mapping has"},
    {"eventVersion": "1.08", "eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "requestParameters": {"a": [1, None]}},
    {"EventID": 4688, "Channel": "Security", "SourceName": "Microsoft-Windows-Security-Auditing", "CommandLine": "y" * 20000},
]


def lines(count, with_text=True):
    """Returns so many lines, as bytes without line ends. The long kind is rare."""
    made = []
    for number in range(count):
        if with_text and number % 997 == 0:
            made.append(b"a message that is text, number %d" % number)
            continue
        kind = KINDS[-1] if number % 499 == 1 else KINDS[number % (len(KINDS) - 1)]
        made.append(json.dumps({"Number": number, **kind}, ensure_ascii=False).encode())
    return made
