#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sigma rules, compiled: the time for one recorded event of Sysmon 1, against all rules of process creation on Windows, with
# gates and with all rules tried; how many rules are evaluated; and what compiling all rules takes:
#     bench/rules.sh [RULES [MAPPING...]]
# The default is ../shared/sigma/rules and mapping.yaml; the events are those of ../shared/security-datasets and
# ../shared/labelled. $PEER may name a program that runs another engine in the same run: it is called as
#     $PEER RULES EVENTS ROUNDS
# with a folder of the same rules, as far as they were compiled, and the events as JSON lines, and prints
# `NAME<TAB>MICROSECONDS<TAB>MATCHES` for each engine: the median CPU time for an event, and how many rules hold in all
# events together. Builds in $BUILD (default: build/bench). Needs what scripts/test.sh installs, and jq and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared rules=${1:-../shared/sigma/rules} rounds=${ROUNDS:-11}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- mapping.yaml
[ -d "$rules" ] || { echo "skipped: there are no rules in $rules"; exit 0; }
[ -d "$shared/security-datasets" ] && [ -d "$shared/labelled" ] || { echo "skipped: there are no recordings in $shared"; exit 0; }
build=${BUILD:-build/bench} compiler=${CC:-cc}
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON >/dev/null
grep -q '^CJSON_FOUND:INTERNAL=1' "$build/CMakeCache.txt" ||
    { echo "skipped: there is no cJSON (Debian: libcjson-dev)"; exit 0; }
cmake --build "$build" --parallel "$(nproc)" --target attack-events-gen measure >/dev/null
made=$build/rules
mkdir -p "$made/events" "$made/all" "$made/some"
bench/sysmon1.sh "$shared" "$made/events"

generator=$build/gen/attack-events-gen
echo "Compiling: $(find "$rules" -name '*.yml' | wc -l) files of rules"
"$build/bench/measure" "$rounds" "the mapping alone" "$generator" -q --prefix bench_rules -o "$made/all" "$@" -- \
    "the mapping and all rules" "$generator" -q --prefix bench_rules -o "$made/all" "$@" "$rules"
echo
select=(--logsource windows/process_creation --source rule)
"$generator" -q --rules --prefix bench_rules -o "$made/some" "${select[@]}" "$@" "$rules" 2>/dev/null >"$made/rules.tsv"
# shellcheck disable=SC2046 # words are what is wanted
"$compiler" -std=c99 -O2 -g -Iruntime -Ibench -I"$made/some" -o "$made/rules" bench/rules.c bench/conditions_opened.c \
    bench/recording.c bench/sensor.c bench/timing.c "$made"/some/bench_*.c runtime/*.c $(pkg-config --cflags --libs libcjson) -lm
"$made/rules" "$made/events" | tee "$made/times"
if [ -n "${PEER-}" ]; then
    rm -rf "$made/compiled"
    mkdir "$made/compiled"
    awk -F '\t' '$9 == "compiled" {print $1}' "$made/rules.tsv" | while read -r file; do
        ln -s "$(realpath "$file")" "$made/compiled/$(basename "$file")"
    done
    printf '\n%-46s %9s %9s %7s\n' "other engines" "median ns" "matches" "ratio"
    "$PEER" "$made/compiled" "$made/events/sysmon1.json" "$rounds" |
        awk -F '\t' -v own="$(awk '/^rules that hold/ {print $4}' "$made/times")" \
            '{printf "%-46s %9.0f %9d %7.2f\n", $1, 1000 * $2, $3, 1000 * $2 / own}'
fi

[ -z "${QUICK-}" ] || exit 0
command -v valgrind >/dev/null || { echo "skipped: there is no valgrind"; exit 0; }
instructions() { # NAME TIMES
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$made/rules" "$made/events" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : //p'
}
events=$(wc -l <"$made/events/sysmon1.json")
printf '\ninstructions per event\n'
for name in "rules that hold" "all tried" techniques; do
    echo "  $name $((($(instructions "$name" 3) - $(instructions "$name" 1)) / 2 / events))"
done
