# SPDX-License-Identifier: MIT
"""What Sigma rules are for an event: written by hand, by Sigma's specification and the header of gen/read/logsources.yaml.

    rule_cases.py FOLDER   writes them as input of attack-events-gen
"""
import os
import sys

LOGS = r"""
classes:
  - class: process_creation
    platform: windows
    carriers:
      - {event_id: 1, log_source: P}
      - {event_id: 4688, log_source: S, fields: {F: Own}, lacks: [G]}
  - service: any
    platform: windows
    carriers:
      - {event_id: '*', channel: C}
  - service: audit
    platform: cloud
    id_fields: [call]
    provider_fields: [service]
    channel_fields: []
    carriers:
      - {event_id: '*', channel: cloud, optional: ['*'], platform: '*'}
  - service: some
    platform: cloud
    carriers:
      - {event_id: '*', channel: cloud, optional: [F]}
  - class: application
    platform: app
    carriers:
      - {event_id: '*', log_source: app}
  - service: audit
    platform: app
    carriers:
      - {event_id: '*', log_source: app audit}
  - class: proxy
    carriers:
      - {event_id: '*', log_source: proxy}
  - class: '*'
    platform: alone
    carriers:
      - {event_id: '*', log_source: alone}
"""
CLASS = "product: windows, category: process_creation"
SERVICE = "product: windows, service: any"
CLOUD = "product: cloud, service: audit"
# (logsource, detection in YAML, event: platform, provider, channel, id; fields in JSON; whether the rule matches)
CASES = [
    # Logs: a class on each carrier, any id of a log, and only what product, category and service name.
    (CLASS, "s: {F: a}, condition: s", ("windows", "P", None, "1"), '{"F": ["A"]}', True),
    (CLASS, "s: {F: a}, condition: s", ("linux", "P", None, "1"), '{"F": ["A"]}', False),
    (CLASS, "s: {F: a}, condition: s", (None, "P", None, "1"), '{"F": ["A"]}', True),
    (CLASS, "s: {F: a}, condition: s", (None, "P", None, "2"), '{"F": ["A"]}', False),
    (CLASS, "s: {F: a}, condition: s", (None, "p", "C", None), '{"F": ["A"]}', False),
    (CLASS, "s: {F: a}, condition: s", (None, "S", None, "4688"), '{"Own": ["a"], "F": ["b"]}', True),
    (CLASS, "s: {F: a}, f: {G: b}, condition: s and not f", (None, "S", None, "4688"), '{"Own": ["a"], "G": ["c"]}', False),
    (CLASS, "s: {F: a}, f: {G: b}, condition: s and not f", (None, "P", None, "1"), '{"F": ["a"], "G": ["c"]}', True),
    (CLASS, "s: {F: a}, f: {G: b}, condition: s and not f", (None, "P", None, "1"), '{"F": ["a"]}', False),
    (SERVICE, "s: {F: a}, condition: s", (None, None, "c", "77"), '{"F": ["a"]}', True),
    (SERVICE, "s: {F: a}, condition: s", (None, "x", "C", None), '{"F": ["a"]}', True),
    (SERVICE, "s: {F: a}, condition: s", (None, "x", None, "77"), '{"F": ["a"]}', False),
    ("product: app, category: application, service: audit", "s: {F: a}, condition: s", (None, "app audit", None, "1"), '{"F": ["a"]}', True),
    ("product: app, category: application", "s: {F: a}, condition: s", (None, "app", None, "1"), '{"F": ["a"]}', True),
    ("category: proxy", "s: {F: a}, condition: s", ("linux", "proxy", None, None), '{"F": ["a"]}', True),
    ("product: alone", "s: [a], condition: s", (None, "alone", None, None), '{"F": ["xay"]}', True),
    # An event's own id, provider and channel.
    (SERVICE, "s: {EventID: [1, 2]}, condition: s", (None, None, "C", "2"), "{}", True),
    (SERVICE, "s: {EventID: [1, 2]}, condition: s", (None, None, "C", "3"), '{"EventID": ["2"]}', False),
    (SERVICE, "s: {EventID: 1, F: a}, condition: s", (None, None, "C", "1"), "{}", False),
    (SERVICE, "s: {EventID|startswith: 10}, condition: s", (None, None, "C", "104"), '{"EventID": ["104"]}', True),
    (SERVICE, "s: {EventID: 1}, condition: not s", (None, None, "C", "2"), '{"EventID": ["2"]}', True),
    (SERVICE, "s: {EventID: 1}, condition: not s", (None, None, "C", None), "{}", False),
    (SERVICE, "s: {Provider_Name: X, Channel: c}, condition: s", (None, "x", "C", "1"), "{}", True),
    (CLASS, "s: {Provider_Name: X}, condition: not s", (None, "P", None, "1"), "{}", True),
    (SERVICE, "s: {Channel: c}, condition: s", (None, None, "C", "1"), '{"Channel": ["x"]}', True),
    (SERVICE, "s: {Provider_Name: X}, condition: s", (None, "y", "C", "1"), '{"Provider_Name": ["X"]}', False),
    (CLOUD, "s: {call: Get, service: x}, condition: s", ("any", "X", "cloud", "get"), "{}", True),
    (CLOUD, "s: {EventID: 1, Channel: a}, condition: s", (None, "X", "cloud", "get"), '{"EventID": ["1"], "Channel": ["a"]}', True),
    # Fields that a log leaves out: of those alone, a test is false.
    (CLOUD, "s: {F: a}, condition: not s", (None, None, "cloud", "1"), "{}", True),
    (CLOUD, "s: {F|exists: true}, condition: not s", (None, None, "cloud", "1"), "{}", True),
    (CLOUD, "s: {F: null}, condition: s", (None, None, "cloud", "1"), "{}", True),
    (CLOUD, "s: {F|fieldref: G}, condition: not s", (None, None, "cloud", "1"), "{}", True),
    ("product: cloud, service: some", "s: {F: a}, condition: not s", (None, None, "cloud", "1"), "{}", True),
    ("product: cloud, service: some", "s: {G: a}, condition: not s", (None, None, "cloud", "1"), "{}", False),
    # What rules write and conditions of a mapping do not.
    (SERVICE, "s: {F: a}, t: {F: b}, condition: [s, t]", (None, None, "C", "1"), '{"F": ["b"]}', True),
    (SERVICE, "s: {F: a}, unused: {F: b}, condition: s", (None, None, "C", "1"), '{"F": ["a"]}', True),
    (SERVICE, "s: {F: }, condition: s", (None, None, "C", "1"), "{}", True),
    (SERVICE, "s: {F|contains: ''}, condition: s", (None, None, "C", "1"), '{"F": ["a"]}', True),
    (SERVICE, "s: {F|contains: ''}, condition: not s", (None, None, "C", "1"), "{}", True),
    (SERVICE, r"s: {F|re: 'a\d+$'}, condition: s", (None, None, "C", "1"), '{"F": ["xa12"]}', True),
    (SERVICE, r"s: {F|re: 'a\d+$'}, condition: s", (None, None, "C", "1"), '{"F": ["xA12"]}', False),
    (SERVICE, r"s: {F|re|i: 'a\d+$'}, condition: s", (None, None, "C", "1"), '{"F": ["xA12"]}', True),
    (SERVICE, r"s: {F|re|m: '^b$'}, condition: s", (None, None, "C", "1"), '{"F": ["a\\nb"]}', True),
    (SERVICE, r"s: {F|re: 'a.b'}, condition: s", (None, None, "C", "1"), '{"F": ["a\\nb"]}', False),
    (SERVICE, r"s: {F|re|s: 'a.b'}, condition: s", (None, None, "C", "1"), '{"F": ["a\\nb"]}', True),
    (SERVICE, r"s: {F|re: 'a*b'}, condition: not s", (None, None, "C", "1"), "{}", False),
    (SERVICE, "s: {F|utf16be|base64: a}, condition: s", (None, None, "C", "1"), '{"F": ["AGE="]}', True),
    (SERVICE, "s: {F|utf16|base64: a}, condition: s", (None, None, "C", "1"), '{"F": ["//5hAA=="]}', True),
    (SERVICE, "s: {F: x}, condition: s", (None, None, "C", "1"), '{"F": ["y", "X"]}', True),
]
# Detections that are wrong, or cannot be evaluated.
WRONG = [
    "s: {F|expand: '%a%'}, condition: s",
    "s: {F: a}, timeframe: 5m, condition: s",
    "s: {F: a}, condition: s | count() > 5",
    "s: {F|re: '('}, condition: s",
    "s: {F|i: a}, condition: s",
    "s: {F|re|contains: a}, condition: s",
    "s: {F|utf16: a}, condition: s",
    "s: {F: a}",
]
WRONG_SOURCES = ["product: windows, service: other", "product: cloud, category: proxy", "category: other", "product: windows"]


def write(folder):
    """Writes the cases as rules, the logs, and a mapping with their technique, for attack-events-gen."""
    with open(os.path.join(folder, "rules.yaml"), "w", encoding="utf-8") as file:
        for number, (source, detection, *_) in enumerate(CASES):
            file.write(f"---\nid: '{number}'\ntitle: t\ntags: [attack.t1001]\nlogsource: {{{source}}}\n"
                       f"detection: {{{detection}}}\n")
    with open(os.path.join(folder, "logs.yaml"), "w", encoding="utf-8") as file:
        file.write(LOGS)
    with open(os.path.join(folder, "technique.yaml"), "w", encoding="utf-8") as file:
        file.write("techniques: [{technique_id: T1001, technique: t, tactic: [t], platform: [Windows]}]\n")


if __name__ == "__main__":
    write(sys.argv[1])
