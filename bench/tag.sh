#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares tagging a log with merely parsing it with cJSON, as whole processes, and one job with two:
#     bench/tag.sh [ROUNDS] [TIMES]
# The log is the recordings of ../shared/security-datasets, TIMES over; the mappings are OSSEM-DM's of 2022-09 and the
# default. Needs what scripts/test.sh installs, and Debian's libcjson-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-11} times=${2:-10}
mapping=../shared/ossem/techniques_to_events_mapping.2022-09.yaml
recordings=(../shared/security-datasets/*.json)
[ -f "${recordings[0]}" ] && [ -f "$mapping" ] || { echo "skipped: there are no recordings in ../shared"; exit 0; }
build() { # FOLDER CMAKE-ARGUMENT...
    cmake -S . -B "$1" -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON "${@:2}" >/dev/null
    cmake --build "$1" --parallel "$(nproc)" >/dev/null
}
build build/bench -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")"
build build/bench-yajl -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" -DATTACK_EVENTS_JSON=yajl
build build/bench-default
bin=build/bench/bench
ossem=build/bench/cli/attack-events yajl=build/bench-yajl/cli/attack-events default=build/bench-default/cli/attack-events
[ -x $bin/json_parse ] || { echo "skipped: there is no cJSON (Debian: libcjson-dev)"; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
log=$scratch/log.json

for ((i = 0; i < times; i++)); do cat "${recordings[@]}"; done >"$log"
bytes=$(stat -c %s "$log")
with_speed() {
    awk -v bytes="$bytes" 'NR == 1 {print $0 "      MB/s"; next}
        {match($0, / +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9]+$/); split(substr($0, RSTART), of); printf "%s %9.0f\n", $0, bytes / of[1] / 1000}'
}
echo "$bytes bytes, $(grep -c . "$log") lines"
$bin/measure "$rounds" \
    "cJSON, parsing alone" $bin/json_parse "$log" -- \
    "OSSEM: tag --summary" $ossem tag --summary "$log" -- \
    "OSSEM: tag --summary, YAJL" $yajl tag --summary "$log" -- \
    "OSSEM: tag" $ossem tag "$log" -- \
    "OSSEM: tag --why" $ossem tag --why "$log" -- \
    "default: tag --summary" $default tag --summary "$log" -- \
    "default: tag" $default tag "$log" -- \
    "default: tag --why" $default tag --why "$log" 2>/dev/null | with_speed
$bin/measure --elapsed "$rounds" \
    "default: tag --summary, one job" $default tag --summary "$log" -- \
    "--jobs 2" $default tag --summary --jobs 2 "$log" -- \
    "default: tag, one job" $default tag "$log" -- \
    "--jobs 2" $default tag --jobs 2 "$log" 2>/dev/null | with_speed
