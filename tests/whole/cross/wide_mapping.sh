#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints a mapping that needs cells of 32 bits: almost 3,000 events with long texts under 1,000
# ids, 60 techniques, 19,200 rows.
exec awk 'BEGIN {
    for (technique = 0; technique < 60; technique++) {
        id = sprintf("T%d%s", 1500 + int(technique / 3), technique % 3 ? sprintf(".%03d", technique % 3) : "")
        for (row = 0; row < 320; row++) {
            event = (technique * 1009 + row * 7 * (technique % 5 + 1)) % 3000
            behaviour = event % 40
            # One technique has another name in some of its rows.
            printf "- {technique_id: %s, technique: Técnica %d%s, ", id, technique,
                (technique == 7 && row > 230 ? " bis" : "")
            printf "tactic: [tactic %d, tactic %d], platform: [Windows, Linux], ", technique % 7, 7 + technique % 5
            printf "data_source: source %d, data_component: component %d, ", behaviour % 9, behaviour
            printf "relationship_id: R-%d, name: Source did %d to target, ", behaviour, behaviour
            printf "source: source, relationship: did %d to, target: target, ", behaviour
            printf "event_id: %d, event_name: \"Évènement number %d, described by many more words than a log has\", ",
                event % 1000, event
            printf "event_platform: windows, channel: Channel-%c/Operational, log_source: Provider-%c",
                65 + event / 1000, 65 + event / 1000
            if (event % 4 == 0)
                printf ", filter_in: [{Field%d: \"0x%04x\"}]", event % 3, event
            print "}"
        }
    }
}'
