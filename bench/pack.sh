#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Packs of the default mapping, and of it with all Sigma rules for Windows: the time to open them; and the instructions of
# lookups through a pack and through the linked tables of the same mapping, in one run:
#     bench/pack.sh [RULES]
# The default is ../shared/sigma/rules. Builds in $BUILD (default: build/bench). Needs what scripts/test.sh installs, and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
rules=${1:-../shared/sigma/rules} build=${BUILD:-build/bench} compiler=${CC:-cc}
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON >/dev/null
cmake --build "$build" --parallel "$(nproc)" --target attack-events-gen >/dev/null
made=$build/pack
mkdir -p "$made"

measure() { # NAME TITLE GENERATOR-ARGUMENT...
    local name=$1 title=$2
    shift 2
    "$build/gen/attack-events-gen" -q --prefix "bench_$name" -o "$made" "$@" 2>/dev/null
    "$build/gen/attack-events-gen" -q --pack --date 2026-11-30 -o "$made/$name.aepack" "$@" 2>/dev/null
    "$compiler" -std=c99 -O2 -g -Iruntime -Ibench -I"$made" "-DMAPPING_HEADER=\"bench_$name.h\"" "-DMAPPING=bench_$name" \
        -o "$made/$name" bench/pack.c bench/timing.c "$made/bench_$name.c" runtime/*.c
    printf '\n%s: %d bytes\n' "$title" "$(stat -c %s "$made/$name.aepack")"
    "$made/$name" "$made/$name.aepack"
    command -v valgrind >/dev/null || { echo "skipped: there is no valgrind"; return 0; }
    printf '\n%-46s %12s %12s %7s\n' "instructions" linked packed ratio
    for what in techniques events answers; do
        linked=$(instructions "$name" linked $what) packed=$(instructions "$name" packed $what)
        awk -v what=$what -v linked="$linked" -v packed="$packed" \
            'BEGIN {printf "%-46s %12d %12d %7.3f\n", what, linked, packed, packed / linked}'
    done
}
count() { # NAME WHERE WHAT ROUNDS
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$made/$1" "$made/$1.aepack" "$2" "$3" "$4" 2>&1 |
        sed -n 's/.*Collected : //p'
}
instructions() { # NAME WHERE WHAT: of a round
    echo $((($(count "$1" "$2" "$3" 3) - $(count "$1" "$2" "$3" 1)) / 2))
}

measure default "The default mapping" mapping.yaml
[ -d "$rules" ] || { echo "skipped: there are no rules in $rules"; exit 0; }
measure rules "The default mapping and the rules for Windows" --logsource windows mapping.yaml "$rules"
