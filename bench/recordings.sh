#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ranks the technique that a recorded attack performs among all techniques, by counts and by score, as a Markdown table:
#     bench/recordings.sh [FOLDER]
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
cmake --build "$build" --parallel "$(nproc)" --target recordings >/dev/null
"$build/bench/recordings" "$folder"
