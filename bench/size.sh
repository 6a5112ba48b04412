#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Size in flash: bench/size.sh [MAPPING [GENERATOR-OPTION...]]      (default: mapping.yaml)
# Compiles the runtime and a mapping with -Os for this machine, and for a Cortex-M0+ if Debian's gcc-arm-none-eabi is
# installed, and prints their sections. Needs build/demo, which scripts/demo.sh makes.
set -euo pipefail
cd "$(dirname "$0")/.."
mapping=${1:-mapping.yaml}
shift $(($# > 0))
generator=build/demo/gen/attack-events-gen
[ -x $generator ] || { echo "Run scripts/demo.sh first: it builds $generator." >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
$generator -q -o "$scratch" --prefix mapping "$@" "$mapping"

measure() { # LABEL SIZE-TOOL COMPILER [FLAG...]
    local label=$1 size=$2
    shift 2
    "$@" -std=c99 -Os -ffreestanding -Iruntime -c runtime/attack_events.c -o "$scratch/runtime.o"
    "$@" -std=c99 -Os -ffreestanding -Iruntime -c "$scratch/mapping.c" -o "$scratch/mapping.o"
    for object in runtime mapping; do
        $size "$scratch/$object.o" | awk -v what="$label: $object" 'NR == 2 {print what "\t" $1 "\t" $2 "\t" $3}'
    done
}
{
    printf 'with -Os\tcode and constants\t.data\t.bss\n'
    measure "$(cc -dumpmachine)" size cc -fno-asynchronous-unwind-tables
    if command -v arm-none-eabi-gcc >/dev/null; then
        measure "Cortex-M0+" arm-none-eabi-size arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb
    fi
} | column -t -s "$(printf '\t')"
