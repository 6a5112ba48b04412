#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Flash of a mapping and all that attack_answer() needs, on a Cortex-M0+, and scratch memory, as a Markdown table:
#     bench/conditions_size.sh [MAPPING...]
# The default is mapping.yaml. Fails if Linux alone takes more than 64 KiB, or scratch memory more than 4 KB. The generator is that
# of $BUILD (default: build/bench). Needs arm-none-eabi-gcc.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- mapping.yaml
generator=${BUILD:-build/bench}/gen/attack-events-gen
compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -std=c99 -Os -ffreestanding -ffunction-sections -Iruntime)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for part in events fields match answer conditions score; do
    "${compiler[@]}" -c runtime/attack_$part.c -o "$scratch/$part.o"
done
cat >"$scratch/program.c" <<'END'
#include "mapping.h"
int start(void);
int start(void)
{
    union attack_scratch scratch[MAPPING_SCRATCH];
    static const struct attack_log_event event = {{0, 0}, 1, {0, 0}, {0, 0}, {0, 0}, 0, 0, 0, false};
    struct attack_answer answers[10];
    uint32_t at = 0, field;

    return (int)attack_answer(mapping(), &event, scratch, sizeof scratch, answers, 10, 0) +
           attack_missing_field(scratch, &at, &field);
}
END
bytes() { arm-none-eabi-size "$1" | awk 'NR == 2 {print $1 + $2}'; }

echo '| mapping, `--index none` | flash, bytes | scratch memory, bytes |'
echo '|---|---|---|'
failed=0
row() { # NAME LIMIT OPTION...
    local name=$1 limit=$2 flash room
    shift 2
    "$generator" -q --index none --prefix mapping -o "$scratch" "$@" "${mappings[@]}"
    "${compiler[@]}" -I"$scratch" -c "$scratch/mapping.c" -o "$scratch/mapping.o"
    "${compiler[@]}" -I"$scratch" -c "$scratch/program.c" -o "$scratch/program.o"
    arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -nostdlib -Wl,--gc-sections -Wl,--entry=start "$scratch"/*.o -lgcc -o "$scratch/image"
    flash=$(bytes "$scratch/image")
    room=$((8 * $(sed -n 's/^#define MAPPING_SCRATCH \([0-9]*\).*/\1/p' "$scratch/mapping.h")))
    printf '| %s | %d | %d |\n' "$name" "$flash" "$room"
    [ "$flash" -le "$limit" ] && [ "$room" -le 4096 ] || { echo "error: $name takes too much" >&2; failed=1; }
}
mappings=("$@")
row all $((1 << 30))
row Windows $((1 << 30)) --platform windows
row Linux $((64 * 1024)) --platform linux
row macOS $((1 << 30)) --platform macos
row clouds $((1 << 30)) --platform IaaS --platform 'Identity Provider' --platform 'Office Suite' --platform SaaS --platform Containers
echo
echo "Cortex-M0+: attack_conditions.c $(bytes "$scratch/conditions.o"), attack_fields.c $(bytes "$scratch/fields.o")," \
    "attack_match.c $(bytes "$scratch/match.o")," \
    "attack_answer.c $(bytes "$scratch/answer.o") bytes"
exit $failed
