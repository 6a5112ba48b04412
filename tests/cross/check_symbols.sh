#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The runtime and mappings need nothing but a compiler: no undefined symbol at any level of optimization, as a
# freestanding program, and at those that make calls of loops as a hosted one. On Cortex-M0+ the compiler's own helpers may be needed; they are listed.
#
#     check_symbols.sh gcc|clang|cortex_m0 MAPPING...      MAPPING: a generated .c
set -euo pipefail
target=$1
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
allowed='' # an extended regular expression
environments=(-ffreestanding -fhosted)

case $target in
cortex_m0)
    compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb)
    allowed='__aeabi_.*|memcpy|memset'
    environments=(-ffreestanding) # there need not be a C library
    ;;
*) compiler=("$target" -fno-stack-protector) ;; # Ubuntu's gcc has it on
esac
command -v "${compiler[0]}" >/dev/null || { echo "skipped: there is no ${compiler[0]}"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

failed=0
check() { # NAME "OPTIMIZATION..." SOURCE...: what these need together
    local name=$1 levels=$2 optimization environment source undefined symbol objects
    shift 2
    for optimization in $levels; do
        for environment in "${environments[@]}"; do
            case $optimization$environment in -O[01]-fhosted) continue ;; esac
            objects=()
            for source in "$@"; do
                objects+=("$scratch/$(basename "$source" .c).o")
                "${compiler[@]}" -std=c99 "$optimization" "$environment" -I"$root/runtime" -I"$(dirname "$source")" \
                    -c "$source" -o "${objects[-1]}"
            done
            "${compiler[@]}" -nostdlib -r "${objects[@]}" -o "$scratch/together.o"
            undefined=$(nm -u "$scratch/together.o" | awk '{print $NF}' | sort | tr '\n' ' ')
            echo "$name $optimization $environment: ${undefined:-none}"
            for symbol in $undefined; do
                grep -qxE "$allowed" <<<"$symbol" || { echo "error: $symbol is needed" >&2; failed=1; }
            done
        done
    done
}
check attack_events.c "-O0 -O1 -Os -O2 -O3" "$root/runtime/attack_events.c" # it needs none of the others
check "the whole runtime" "-O0 -O1 -Os -O2 -O3" "$root"/runtime/*.c
for mapping in "$@"; do
    check "$(basename "$mapping")" -O2 "$mapping" # constants: no level makes them others
done
exit $failed
