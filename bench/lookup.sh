#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Lookups and the iteration over all rows, compared with common alternatives:
#     bench/lookup.sh [MAPPING]        (default: OSSEM-DM's 2022-09 mapping of ../shared, else mapping.yaml)
# Needs what scripts/test.sh installs, and Debian's libglib2.0-dev and libsqlite3-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
mapping=${1:-../shared/ossem/techniques_to_events_mapping.2022-09.yaml}
[ -f "$mapping" ] || mapping=mapping.yaml
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
    -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" >/dev/null 2>&1
cmake --build build/bench --parallel "$(nproc)" >/dev/null
build/bench/bench/lookup
echo
build/bench/bench/walk
echo
echo "Parsing the YAML at start instead, before the first answer:"
build/bench/bench/measure 5 "attack-events technique T1003.001" build/bench/cli/attack-events technique T1003.001 -- \
    "libyaml's events alone" build/bench/bench/yaml_loop "$mapping"
