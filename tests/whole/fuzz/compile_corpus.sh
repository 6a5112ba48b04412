#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# compile_corpus.sh GENERATOR COMPILER PRINT-IMAGE INPUT...: takes every input of fuzz_generate that the generator
# accepts through the rest of the way, with gperf's hashes and without: the C is compiled with all warnings as errors,
# and the program finds every technique and event and prints the rows that print_image has. Prints how many were
# accepted, and which failed; returns 1 where one did, or none was accepted.
set -euo pipefail
generator=$1 compiler=$2 print_image=$3
shift 3
root=$(cd "$(dirname "$0")/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

try() { # OPTION... of the generator
    "$generator" -q -o "$scratch" --prefix fuzzed "$@" "$scratch"/input/*.yaml &&
        "$compiler" -std=c99 -trigraphs -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror '-DMAPPING_HEADER="fuzzed.h"' \
            -DMAPPING=fuzzed -I"$root/runtime" -I"$scratch" -o "$scratch/program" "$scratch/fuzzed.c" \
            "$root/tests/support/fixtures/print_rows.c" "$scratch/events.o" "$scratch/retired.o" &&
        "$scratch/program" >"$scratch/printed" &&
        ! grep -a '^!' "$scratch/printed" &&
        cmp "$scratch/expected" "$scratch/printed"
}

for part in events retired; do
    "$compiler" -std=c99 -I"$root/runtime" -c -o "$scratch/$part.o" "$root/runtime/attack_$part.c"
done
accepted=0 failed=0
for input in "$@"; do
    rm -rf "$scratch/input"
    mkdir "$scratch/input"
    status=0
    "$print_image" "$input" "$scratch/input" >"$scratch/expected" 2>/dev/null || status=$?
    [ $status -ne 1 ] || continue
    accepted=$((accepted + 1))
    for options in "" "--index none --emit-ids"; do
        # shellcheck disable=SC2086
        if [ $status -ne 0 ] || ! try $options >"$scratch/said" 2>&1; then
            failed=$((failed + 1))
            echo "$input failed $options"
            cat "$scratch/said"
        fi
    done
done
echo "$accepted of $# inputs accepted, compiled with and without hashes, and their rows given back; $failed failures"
[ $accepted -gt 0 ] && [ $failed -eq 0 ]
