#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_rules.py ATTACK-EVENTS ATTACK-EVENTS-GEN mapping.yaml SIGMA-RULES

Sigma's own rules match lines of the formats that their log sources are for, in the program's form and in Elastic's; and a rule
for osquery, of which Sigma has no log source, with a list of log sources of the user's. SIGMA-RULES is a checkout's rules/; without
it, that part is skipped.
"""
import json
import os
import subprocess
import sys
import tempfile

tool, generator, mapping, rules = sys.argv[1:]
FOLDERS = ["cloud", "identity", "application", "network"]
LINES = [  # title of the rule, line
    ("SMB Spoolss Name Piped Usage", {"_path": "smb_files", "ts": 1, "path": "\\\\dc\\IPC$", "name": "spoolss"}),
    ("MITRE BZAR Indicators for Execution",
     {"_path": "dce_rpc", "ts": 1, "uid": "C1", "endpoint": "svcctl", "operation": "CreateServiceW"}),
    ("Okta Admin Role Assigned to an User or Group",
     {"eventType": "user.account.privilege.grant", "published": "2026-03-01T09:15:02Z", "uuid": "u"}),
    ("Okta Admin Role Assigned to an User or Group",
     {"event": {"dataset": "okta.system", "action": "group.privilege.grant"}, "okta": {}}),
    ("Disabling Multi Factor Authentication",
     {"Operation": "Disable Strong Authentication.", "Workload": "AzureActiveDirectory"}),
    ("Disabling Multi Factor Authentication",
     {"event": {"dataset": "o365.audit", "action": "Disable Strong Authentication.", "provider": "AzureActiveDirectory"}}),
    ("Github Delete Action Invoked", {"action": "repo.destroy", "_document_id": "d", "actor": "ann"}),
    ("Github Delete Action Invoked", {"event": {"dataset": "github.audit", "action": "repo.destroy"}, "github": {}}),
    ("Kubernetes Admission Controller Modification",
     {"kind": "Event", "apiVersion": "audit.k8s.io/v1", "verb": "create",
      "objectRef": {"apiGroup": "admissionregistration.k8s.io", "resource": "validatingwebhookconfigurations"}}),
    ("AWS CloudTrail Important Change",
     {"Records": [{"eventVersion": "1.08", "eventSource": "cloudtrail.amazonaws.com", "eventName": "StopLogging"}]}),
    ("Application AppID Uri Configuration Changes",
     {"records": [{"category": "AuditLogs", "operationName": "Update application", "properties": {"id": "1"}}]}),
]
OSQUERY_RULE = """title: Shell of a queried process
id: 0c1c0f4c-2a53-4c67-9d2e-000000000001
status: test
level: high
author: attack_events
tags: [attack.t1059.004]
logsource: {product: osquery, service: process_events}
detection: {selection: {path|endswith: /sh, cmdline|contains: secret}, condition: selection}
"""
OSQUERY_LOG = """classes:
  - service: process_events
    platform: osquery
    id_fields: []
    carriers: [{event_id: [pack_x_process_events], platform: linux, log_source: osquery, optional: ['*']}]
"""
OSQUERY_LINE = {"name": "pack_x_process_events", "hostIdentifier": "web1", "unixTime": 1772356502, "action": "snapshot",
                "snapshot": [{"path": "/usr/bin/id"}, {"path": "/bin/sh", "cmdline": "sh -c secret"}]}


def titles(pack, lines):
    """For each line, the titles of the rules behind its techniques."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    run = subprocess.run([tool, "--mapping", pack, "tag", "--top", "all"], input=text, capture_output=True, text=True,
                         check=True)
    return [{found.get("rule", {}).get("title") for found in json.loads(line)["attack"]["techniques"]}
            for line in run.stdout.splitlines()]


failures = 0
with tempfile.TemporaryDirectory() as folder:
    pack = os.path.join(folder, "rules.aepack")

    def check(inputs, wanted):
        global failures
        subprocess.run([generator, "--pack", "--date", "2026-11-30", "-o", pack, *inputs], capture_output=True, check=True)
        for (title, line), found in zip(wanted, titles(pack, [line for _, line in wanted])):
            if title not in found:
                print(f"'{title}' does not match {json.dumps(line)}")
                failures += 1

    with open(os.path.join(folder, "osquery.yml"), "w", encoding="utf-8") as file:
        file.write(OSQUERY_RULE)
    with open(os.path.join(folder, "logs.yaml"), "w", encoding="utf-8") as file:
        file.write(OSQUERY_LOG)
    check([f"--logsources={folder}/logs.yaml", mapping, f"{folder}/osquery.yml"],
          [("Shell of a queried process", OSQUERY_LINE)])
    if os.path.isdir(rules):
        check([mapping, *(os.path.join(rules, name) for name in FOLDERS)], LINES)
if not failures and not os.path.isdir(rules):
    print(f"skipped: Sigma's own rules, as there is no {rules}")
    sys.exit(77)
sys.exit(1 if failures else 0)
