#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares the library with the oracle of tests/runtime/oracle: as many random events as given, every byte near every key, for
# all mappings of the tests matching_*. Prints how much was compared; fails if anything differs.
#
#     differential.sh EVENTS [SEED]      EVENTS: of each mapping; another SEED has other events. Built in build/differential
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:?usage: differential.sh EVENTS [SEED]}
seed=${2:-1}
build=${BUILD:-build/differential}

cmake -S . -B "$build" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_BUILD_TOOL=OFF -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --target attack_events_matching_tests --parallel "${JOBS:-$(nproc)}" >"$build.log" 2>&1 ||
    { tail -30 "$build.log"; exit 1; }

total=0
for program in "$build"/tests/test_matching_*; do
    [ -x "$program" ] || continue
    if ! output=$("$program" "$events" "$seed" 2>&1); then
        echo "$output"
        echo "$(basename "$program"): the library and the oracle differ" >&2
        exit 1
    fi
    line=$(tail -n 1 <<<"$output")
    echo "$(basename "$program"): $line"
    total=$((total + ${line%% *}))
done
[ $total -gt 0 ] || { echo "differential.sh: nothing was compared" >&2; exit 1; }
echo "$total answers compared, none differs"
