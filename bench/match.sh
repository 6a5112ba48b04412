#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Matching recorded events, parsed beforehand, with several implementations, as a Markdown table:
#     bench/match.sh [FOLDER]
# The folder has JSON lines and a labels.tsv (default: ../shared/security-datasets); the mapping is OSSEM-DM's of
# 2022-09. Builds in $BUILD (default: build/bench). Needs what scripts/test.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-../shared/security-datasets}
mapping=../shared/ossem/techniques_to_events_mapping.2022-09.yaml
[ -f "$folder/labels.tsv" ] && [ -f "$mapping" ] || { echo "skipped: there are no recordings in $folder"; exit 0; }
build=${BUILD:-build/bench}
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
    -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" >/dev/null
grep -q '^CJSON_FOUND:INTERNAL=1' "$build/CMakeCache.txt" ||
    { echo "skipped: there is no cJSON (Debian: libcjson-dev)"; exit 0; }
cmake --build "$build" --parallel "$(nproc)" --target match >/dev/null
"$build/bench/match" "$folder" | awk '
    /median ns/ {
        print "| " $1 " " $2 " " $3 " | median ns | lowest | highest | ratio | events a second |"
        print "|---|---|---|---|---|---|"
    }
    match($0, /  +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ +\(/) {
        split(substr($0, RSTART), of); name = substr($0, 1, RSTART - 1); sub(/ +$/, "", name)
        printf "| %s | %.0f | %.0f | %.0f | %s | %.0f |\n", name, of[1], of[2], of[3], of[4], 1e9 / of[1]}'
