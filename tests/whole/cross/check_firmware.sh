#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# examples/firmware as its user builds and runs it: check_firmware.sh DIRECTORY GENERATOR      DIRECTORY: where to build
set -euo pipefail
directory=$1 generator=$2
firmware=$(cd "$(dirname "$0")/../../../examples/firmware" && pwd)

for tool in make arm-none-eabi-gcc qemu-system-arm; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
. "$(dirname "$0")/need.sh"
need_compiler arm-none-eabi-gcc
output=$(timeout 60 make -s -C "$firmware" GENERATOR="$generator" OUT="$directory" run </dev/null)
for line in "10 of Microsoft-Windows-Sysmon can show" "  T1003.001 LSASS Memory" "T1003.001 shows in" \
    "  Microsoft-Windows-Sysmon 10: Process accessed Process"; do
    grep -qxF "$line" <<<"$output" || { echo "error: not printed: $line" >&2; echo "$output"; exit 1; }
done
# With too little stack, it must stop and not overwrite its variables.
if timeout 60 make -s -C "$firmware" GENERATOR="$generator" OUT="$directory/small" STACK=128 run </dev/null >"$directory/small.log" 2>&1; then
    echo "error: 128 bytes of stack were overrun without a sign"
    exit 1
fi
[ -e "$directory/small/firmware.elf" ] || { cat "$directory/small.log"; exit 1; }
arm-none-eabi-size "$directory/firmware.elf"
