#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Collects the recorded events of Sysmon 1, as bench/recording.c reads them: EventID, Channel, SourceName and the event's
# own fields beside them:
#     bench/sysmon1.sh SHARED FOLDER
# SHARED has security-datasets and labelled; writes sysmon1.json and labels.tsv in FOLDER. Needs jq.
set -euo pipefail
cat "$1"/security-datasets/*.json "$1"/labelled/*/*.json | jq -c '
    def flat: if .Event then {EventID: .Event.System.EventID, Channel: .Event.System.Channel,
        SourceName: .Event.System.Provider["#attributes"].Name} + .Event.EventData else . end;
    flat | select(.EventID == 1 and .Channel == "Microsoft-Windows-Sysmon/Operational")' >"$2/sysmon1.json"
printf 'file\ttechnique\nsysmon1.json\tT0000\n' >"$2/labels.tsv"
