#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What goes into a Cortex-M0+'s flash: runtime, tables and what they need of the compiler's library, within budgets.
#
#     check_size.sh GENERATOR MAPPING      MAPPING: OSSEM-DM's of 2022-09, for which the budgets are
set -euo pipefail
generator=$1 mapping=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -std=c99 -Os -ffreestanding -I"$root/runtime")

. "$root/tests/cross/need.sh"
need_compiler "${compiler[@]}"
[ -e "$mapping" ] || { echo "skipped: there is no $mapping"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

bytes() { # FILE: of all that takes memory
    readelf -SW "$1" | sed -n 's/^ *\[ *[0-9]*\] //p' | awk '$7 ~ /A/ {print "0x" $5}' | {
        sum=0
        while read -r size; do sum=$((sum + size)); done
        echo $sum
    }
}

"${compiler[@]}" -c "$root/runtime/attack_events.c" -o "$scratch/runtime.o"
failed=0
budget() { # BYTES GENERATOR-OPTION...
    local limit=$1 all
    shift
    "$generator" -q -o "$scratch" --prefix mapping "$@" "$mapping"
    "${compiler[@]}" -c "$scratch/mapping.c" -o "$scratch/mapping.o"
    "${compiler[@]}" -nostdlib -Wl,--entry=0 "$scratch/runtime.o" "$scratch/mapping.o" -lgcc -o "$scratch/image"
    all=$(bytes "$scratch/image")
    echo "${*:---index gperf}: $all bytes of at most $limit," \
        "runtime $(bytes "$scratch/runtime.o"), mapping $(bytes "$scratch/mapping.o")"
    [ "$all" -le "$limit" ] || { echo "error: $((all - limit)) bytes too many" >&2; failed=1; }
}
budget $((48 * 1024))
budget $((43 * 1024)) --index none
budget $((24 * 1024)) --provider Microsoft-Windows-Sysmon --platform windows --index none
for part in match set score coverage verify; do # for programs that call them
    "${compiler[@]}" -c "$root/runtime/attack_$part.c" -o "$scratch/$part.o"
    echo "attack_$part.c: $(bytes "$scratch/$part.o") bytes"
done
exit $failed
