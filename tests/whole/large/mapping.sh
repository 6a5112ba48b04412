#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Mappings that are each large in one respect, for tests and for bench/hostile.sh, which measures how time grows with them.
# make_NAME SIZE [TECHNIQUE] prints one. As a program, this prints several, one after another:
#     tests/whole/large/mapping.sh [NAME SIZE TECHNIQUE]...

# Channels, each of which shows one of a technique's thousand data components.
make_channels() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: T%d, data_source: s, data_component: c%d, event_id: %d, channel: channel %d}\n", 1000 + int(i / 2000), i % 1000, i, i
    }'
}

# Relationships of one event.
make_relationships() {
    awk -v n="$1" -v t="${2-T1003}" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: %s, data_source: s, data_component: c, relationship_id: r%d, name: relationship %d, event_id: 1, log_source: p}\n", t, i, i
    }'
}

# Events of one id and one technique, each with its own provider, channel and filter.
make_events() {
    awk -v n="$1" -v t="${2-T1003}" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: %s, data_source: s, data_component: c, event_id: 1, log_source: provider %d, channel: channel %d, audit_sub_category: s%d, filter_in: [{Field: v%d}]}\n", t, i, i, i, i
    }'
}

# Events of one technique, each with its own id.
make_ids() {
    awk -v n="$1" -v t="${2-T1003}" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: %s, data_source: s, data_component: c, event_id: %d, log_source: p}\n", t, i
    }'
}

# Data sources, each of one of 999 sub-techniques.
make_sources() {
    awk -v n="$1" -v t="${2-T1003}" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: %s.%03d, data_source: source %d, data_component: c, event_id: %d, log_source: q}\n", t, i % 999 + 1, i, i
    }'
}

# Techniques of one event, each with its own data component and tactic.
make_techniques() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "- {technique_id: T%d.%03d, tactic: [tactic %d], data_source: s, data_component: c%d, event_id: 1, log_source: p}\n", 1000 + int(i / 999), i % 999 + 1, i, i
    }'
}

# A technique with many tactics, whose data components alternate so many times (100).
make_tactics() {
    awk -v n="$1" -v times="${2-100}" 'BEGIN {
        printf "schema_version: 1\ntechniques:\n  - {technique_id: T1001, platform: windows, tactic: ["
        for (i = 0; i < n; i++) printf "tactic %d,", i
        printf "], data_components: ["
        for (c = 0; c < n; c++) printf "c%d,", c
        print "]}\nrelationships:"
        for (i = 0; i < times * n; i++)
            printf "  - {relationship_id: r%d, attack: {data_component: c%d}, security_events: [{event_id: %d, platform: windows, log_source: p}]}\n", i, i % n, i
    }'
}

while [ "${BASH_SOURCE[0]}" = "$0" ] && [ $# -gt 2 ]; do
    "make_$1" "$2" "$3"
    shift 3
done
