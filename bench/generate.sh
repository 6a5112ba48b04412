#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The cost of generating and of a query, compared with the lower bound of reading the YAML:
#     bench/generate.sh [MAPPING]        (default: OSSEM-DM's 2022-09 mapping of ../shared, else mapping.yaml)
# Needs what scripts/test.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
mapping=${1:-../shared/ossem/techniques_to_events_mapping.2022-09.yaml}
[ -f "$mapping" ] || mapping=mapping.yaml
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
    -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" >/dev/null
cmake --build build/bench --parallel "$(nproc)" >/dev/null
bin=build/bench
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The keys as the generator passes them to gperf: quoted, event ids in lower case.
$bin/cli/attack-events rows --format tsv | tail -n +2 | cut -f1 | sort -u | sed 's/.*/"&"/' >"$scratch/technique_ids"
$bin/cli/attack-events rows --format tsv | tail -n +2 | cut -f13 | grep . | tr A-Z a-z | sort -u | sed 's/.*/"&"/' >"$scratch/event_ids"

echo "Generating from $(basename "$mapping"), $(stat -c %s "$mapping") bytes, $(gperf --version | head -n 1)"
$bin/bench/measure 11 \
    "bare libyaml event loop" $bin/bench/yaml_loop "$mapping" -- \
    "attack-events-gen, no gperf" $bin/gen/attack-events-gen -q --index none -o "$scratch" "$mapping" -- \
    "gperf alone, both key sets" sh -c "gperf -L ANSI-C -m 30 <$scratch/technique_ids && gperf -L ANSI-C -m 30 <$scratch/event_ids" -- \
    "attack-events-gen" $bin/gen/attack-events-gen -q -o "$scratch" "$mapping"

echo
echo "Asking: the whole process, against one that does nothing"
$bin/bench/measure 101 "true" true -- \
    "attack-events technique T1003.001" $bin/cli/attack-events technique T1003.001 -- \
    "bare libyaml event loop" $bin/bench/yaml_loop "$mapping"
if command -v strace >/dev/null; then
    echo
    echo "Files opened by attack-events technique T1003.001, but for the dynamic linker's:"
    strace -f -e trace=open,openat,openat2 $bin/cli/attack-events technique T1003.001 2>&1 >/dev/null |
        grep -v -e 'ld\.so\.' -e '\.so\.[0-9]' -e '^+++' || echo "none"
fi
