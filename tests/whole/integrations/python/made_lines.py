# SPDX-License-Identifier: MIT
"""Lines for the tests of the Python package."""

import json
import random

SYSMON = "Microsoft-Windows-Sysmon"


def made_lines():
    """Lines of several formats, and some that are none."""
    rng = random.Random(22)
    lines = []
    for number in range(400):
        event_id = rng.choice([1, 3, 10, 11, 13, 1102, 4624, 4656, 4663, 4688, 4698, 5145, 7045, 99999])
        fields = {"CommandLine": rng.choice(["vssadmin delete shadows /all", "whoami /all", "größer \u2028 \\ \" end", "x" * 3000]),
                  "Image": rng.choice(["C:\\Windows\\System32\\mshta.exe", "C:\\a\\b.exe"]), "ObjectType": rng.choice(["Process", "Key"]),
                  "TargetImage": "C:\\Windows\\System32\\lsass.exe", "GrantedAccess": rng.choice(["0x1010", "0x1000"])}
        sysmon = event_id < 30
        lines.append(json.dumps([
            {"EventID": event_id, "SourceName": SYSMON if sysmon else "Microsoft-Windows-Security-Auditing", **fields},
            {"EventID": str(event_id), "Channel": "Security", "attack": {"old": [1, "}"]}, **fields},
            {"winlog": {"event_id": event_id, "provider_name": SYSMON, "event_data": fields}},
            {"Event": {"System": {"EventID": event_id, "Provider": {"#attributes": {"Name": SYSMON}}}, "EventData": fields}},
            {},
        ][number % 5], ensure_ascii=number % 2 == 0))
    return lines + ["", "  ", "no JSON", "[1, 2]", "{\"EventID\": 4688, \"Channel\": \"Security\"} x", "{", "\ud800".encode(
        "utf-8", "surrogatepass").decode("latin-1"), '{"EventID":4688,"Channel":"Security"}\r']
