#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The answer for one recorded event of Sysmon 1: with the default mapping, with 100 and with 1,000 conditions on that
# event, and with all of these tried:
#     bench/conditions.sh [MAPPING...]
# Prints how many conditions are evaluated, times, and instructions per event. The default is mapping.yaml. The events are those
# of ../shared/security-datasets and ../shared/labelled. Builds in $BUILD (default: build/bench). Needs what
# scripts/test.sh installs, and jq, PyYAML and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- mapping.yaml
shared=../shared
[ -d "$shared/security-datasets" ] && [ -d "$shared/labelled" ] || { echo "skipped: there are no recordings in $shared"; exit 0; }
build=${BUILD:-build/bench} compiler=${CC:-cc}
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON >/dev/null
grep -q '^CJSON_FOUND:INTERNAL=1' "$build/CMakeCache.txt" ||
    { echo "skipped: there is no cJSON (Debian: libcjson-dev)"; exit 0; }
cmake --build "$build" --parallel "$(nproc)" --target attack-events-gen >/dev/null
made=$build/conditions
mkdir -p "$made/events"

bench/sysmon1.sh "$shared" "$made/events"

generate() { # NAME MAPPING...
    local name=$1
    shift
    "$build/gen/attack-events-gen" -q --prefix "bench_$name" -o "$made" "$@"
}
python3 bench/made_conditions.py 100 "$@" >"$made/hundred.yaml"
python3 bench/made_conditions.py 1000 "$@" >"$made/thousand.yaml"
generate hundred "$made/hundred.yaml"
generate thousand "$made/thousand.yaml"
generate default "$@"
# shellcheck disable=SC2046 # words are what is wanted
"$compiler" -std=c99 -O2 -g -Iruntime -Ibench -I"$made" -o "$made/conditions" bench/conditions.c bench/conditions_opened.c \
    bench/recording.c bench/sensor.c bench/timing.c "$made"/bench_*.c runtime/*.c $(pkg-config --cflags --libs libcjson) -lm
"$made/conditions" "$made/events"

[ -z "${QUICK-}" ] || exit 0
instructions() { # NAME TIMES
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$made/conditions" "$made/events" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : //p'
}
events=$(wc -l <"$made/events/sysmon1.json")
command -v valgrind >/dev/null || { echo "skipped: there is no valgrind"; exit 0; }
printf '\ninstructions per event\n'
for name in hundred thousand all-tried default; do
    echo "  $name $((($(instructions $name 3) - $(instructions $name 1)) / 2 / events))"
done
