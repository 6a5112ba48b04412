#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares tagging a log with merely parsing it with cJSON, as whole processes:
#     bench/tag.sh [ROUNDS] [TIMES]
# The log is the recordings of ../shared/security-datasets, TIMES over; the mapping OSSEM-DM's of 2022-09. Needs what
# scripts/test.sh installs, and Debian's libcjson-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-11} times=${2:-10}
mapping=../shared/ossem/techniques_to_events_mapping.2022-09.yaml
recordings=(../shared/security-datasets/*.json)
[ -f "${recordings[0]}" ] && [ -f "$mapping" ] || { echo "skipped: there are no recordings in ../shared"; exit 0; }
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
    -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" >/dev/null
cmake --build build/bench --parallel "$(nproc)" >/dev/null
bin=build/bench
[ -x $bin/bench/json_parse ] || { echo "skipped: there is no cJSON (Debian: libcjson-dev)"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for ((i = 0; i < times; i++)); do cat "${recordings[@]}"; done >"$scratch/log.json"
bytes=$(stat -c %s "$scratch/log.json")
echo "$bytes bytes, $(grep -c . "$scratch/log.json") lines"
$bin/bench/measure "$rounds" \
    "cJSON, parsing alone" $bin/bench/json_parse "$scratch/log.json" -- \
    "attack-events tag --summary" $bin/cli/attack-events tag --summary "$scratch/log.json" -- \
    "attack-events tag" $bin/cli/attack-events tag "$scratch/log.json" -- \
    "attack-events tag --why" $bin/cli/attack-events tag --why "$scratch/log.json" |
    awk -v bytes="$bytes" 'NR == 1 {print $0 "      MB/s"; next}
        {match($0, / +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9]+$/); split(substr($0, RSTART), of); printf "%s %9.0f\n", $0, bytes / of[1] / 1000}'
