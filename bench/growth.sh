#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How generating, tables and lookups grow: makes mappings of 1,000, 10,000 and 100,000 rows with up to 5,000 techniques and
# 20,000 event ids. The largest published mapping has 13,000 rows. Needs what scripts/test.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# made_up ROWS: prints a mapping in the flat format. The event of a row is random, so that runs of rows hardly recur: the
# worst case for the tables.
made_up() {
    awk -v rows="$1" 'BEGIN {
        srand(1)
        techniques = rows / 4 < 5000 ? rows / 4 : 5000
        events = rows / 2 < 20000 ? rows / 2 : 20000
        for (i = 0; i < rows; i++) {
            technique = int(i * techniques / rows)
            event = i < events ? i : int(rand() * events)
            printf "- technique_id: T%04d\n  is_subtechnique: false\n  technique: Technique number %d\n", 1000 + technique, technique
            printf "  tactic:\n  - tactic-%d\n  platform:\n  - Windows\n", technique % 14
            printf "  data_source: source %d\n  data_component: component %d\n", i % 7, i % 50
            printf "  relationship_id: REL-%d\n  name: Relationship %d\n  source: user\n  relationship: did\n  target: thing\n", i % 150, i % 150
            printf "  event_id: %d\n  event_name: Event number %d happened.\n  event_platform: windows\n", event, event
            printf "  audit_category: Category %d\n  audit_sub_category: .nan\n  channel: Channel %d\n  log_source: Provider-%c%c%c\n  filter_in: .nan\n", event % 20, event % 30, 65 + event % 10, 65 + event % 10, 65 + event % 10
        }
    }'
}

for rows in 1000 10000 100000; do
    made_up $rows >"$scratch/$rows.yaml"
    cmake -S . -B build/growth-$rows -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
        -DATTACK_EVENTS_MAPPING="$scratch/$rows.yaml" >/dev/null 2>&1
    cmake --build build/growth-$rows --parallel "$(nproc)" --target attack-events-gen measure yaml_loop scale >/dev/null
done
generator=build/growth-1000/gen/attack-events-gen
for rows in 1000 10000 100000; do
    echo "== $rows rows, $(stat -c %s "$scratch/$rows.yaml") bytes of YAML"
    $generator -q --stats --check "$scratch/$rows.yaml" | grep -E '^(rows|techniques|events|  total)'
done
echo
echo "Generating, without gperf; the ratio is that of 1,000 rows"
build/growth-1000/bench/measure 5 "1,000 rows" $generator -q --index none -o "$scratch" "$scratch/1000.yaml" -- \
    "10,000 rows" $generator -q --index none -o "$scratch" "$scratch/10000.yaml" -- \
    "100,000 rows" $generator -q --index none -o "$scratch" "$scratch/100000.yaml"
for rows in 1000 10000 100000; do
    echo
    echo "== Lookups, $rows rows"
    build/growth-$rows/bench/scale
done
