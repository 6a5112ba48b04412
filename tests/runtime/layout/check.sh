#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compiles what public.c and tables.c state, for addresses of 4 and of 8 bytes, with each compiler that is installed, and
# says what to do where they do not hold.
#
#     check.sh SOURCE
set -euo pipefail
source=$1
here=$source/tests/runtime/layout
compiled=0 failed=0

holds() { # FILE MEANING COMMAND...
    local file=$1 meaning=$2
    shift 2
    command -v "$1" >/dev/null || { echo "left out: there is no $1"; return 0; }
    printf '#include <stdbool.h>\n#include <stdint.h>\n' | "$@" -ffreestanding -fsyntax-only -x c - 2>/dev/null ||
        { echo "left out: $* has no stdint.h"; return 0; }
    compiled=$((compiled + 1))
    "$@" -std=c99 -pedantic-errors -ffreestanding -fsyntax-only -I"$source/runtime" "$here/$file" 2>&1 && return 0
    failed=1
    echo "error: $*: $file does not hold: $meaning (docs/stability.md)"
}
for compiler in gcc "gcc -m32" clang "clang -m32" "clang --target=x86_64-pc-windows-msvc" "clang --target=i686-pc-windows-msvc" \
    "clang --target=armv7-none-eabi" "arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb" \
    "arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -fno-short-enums"; do
    holds public.c "a program that was compiled before does not work with this library" $compiler
    holds tables.c "a mapping that was generated before does not work with this library" $compiler
done
[ $compiled -gt 0 ] || { echo "skipped: there is no compiler"; exit 77; }
echo "$compiled compilations"
exit $failed
