#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Replaces the mapping of the agent many times while threads look up (test_threads.c):
#
#     threads.sh SWAPS GENERATOR PROGRAM     with the program that the build made
#     threads.sh SWAPS GENERATOR             with one compiled here, under ThreadSanitizer. Exits 77 without it
set -euo pipefail
swaps=$1 generator=$2 program=${3-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The compiler whose ThreadSanitizer works here: it refuses some layouts of memory, which setarch avoids.
run=
find_sanitizer() {
    local compiler
    echo 'int main(void) { return 0; }' >"$scratch/probe.c"
    for compiler in clang gcc; do
        $compiler -fsanitize=thread "$scratch/probe.c" -o "$scratch/probe" 2>/dev/null || continue
        for run in "" "setarch -R"; do
            ! $run "$scratch/probe" 2>/dev/null || { cc=$compiler; return 0; }
        done
    done
    return 1
}
if [ -z "$program" ]; then
    find_sanitizer || { echo "skipped: there is no ThreadSanitizer"; exit 77; }
    program=$scratch/program
    $cc -std=c11 -O1 -g1 -fsanitize=thread -pthread -Wall -Wextra -Werror -I"$root/runtime" -I"$root/examples/agent" \
        -o "$program" "$here/test_threads.c" "$root/examples/agent/live_mapping.c" "$root"/runtime/*.c
    echo "with ThreadSanitizer of $cc"
fi

pack() { # NAME LETTER TECHNIQUE...
    local name=$1 letter=$2 technique
    shift 2
    {
        echo "techniques:"
        for technique in "$@"; do
            echo "  - {technique_id: $technique, technique: of $letter, platform: [Windows], data_components: [process creation]}"
        done
        cat <<EOF
relationships:
  - relationship_id: R-1
    name: Process created process
    attack: {data_source: process, data_component: process creation}
    behavior: {source: process, relationship: created, target: process}
    security_events:
      - {event_id: 1, name: event of $letter, platform: windows, log_source: Acme}
EOF
    } >"$scratch/mapping.yaml"
    "$generator" -q --pack --date 2026-11-30 -o "$scratch/$name" "$scratch/mapping.yaml"
}
pack floor a T1001
pack a a T1001
pack b b T1001 T1002
head -c 300 "$scratch/b" >"$scratch/damaged"
TSAN_OPTIONS=halt_on_error=1 $run "$program" "$scratch" "$swaps"
