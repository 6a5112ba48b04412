#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Events a second through the pipe of kcat and through examples/kafka/tagger.py, 100,000 of some 230 bytes, with a broker
# on this machine:
#     bench/kafka.sh [ROUNDS]
# Prints each round; the highest figure is the one least disturbed. Needs what scripts/test.sh installs for its part kafka.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON -UATTACK_EVENTS_MAPPING >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events >/dev/null
for ((round = 0; round < rounds; round++)); do
    python3 tests/whole/integrations/kafka.py "$PWD" "$PWD/build/bench/cli/attack-events" build/bench speed
done
