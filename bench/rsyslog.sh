#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Messages a second through rsyslog with the configurations of examples/rsyslog, from its TCP input to its file, 100,000 of
# some 230 bytes:
#     bench/rsyslog.sh [ROUNDS]
# Prints each round; the highest figure is the one least disturbed. Needs Debian's rsyslog.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON -UATTACK_EVENTS_MAPPING >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events >/dev/null
for arguments in "attack-events.conf --input fulljson" "attack-events.conf --input msg" omprog.conf; do
    for ((round = 0; round < rounds; round++)); do
        echo "$arguments"
        # shellcheck disable=SC2086 # several words
        python3 tests/whole/integrations/rsyslog.py "$PWD/build/bench/cli/attack-events" examples/rsyslog/$arguments --speed
    done
done
