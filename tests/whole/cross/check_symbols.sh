#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The runtime and mappings need only a compiler: they have no undefined symbols at any optimization level, as a freestanding
# program, and also as a hosted one at the levels that turn loops into calls. On Cortex-M0+ they do not even need the compiler's
# own helpers, such as a division; but without optimization, gcc copies the iterators that are returned with memcpy.
#
#     check_symbols.sh gcc|clang|cortex_m0 MAPPING...      MAPPING: a generated .c
set -euo pipefail
target=$1
shift
root=$(cd "$(dirname "$0")/../../.." && pwd)
environments=(-ffreestanding -fhosted)

case $target in
cortex_m0)
    compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb)
    environments=(-ffreestanding) # there may be no C library
    ;;
*) compiler=("$target" -fno-stack-protector) ;; # Ubuntu's gcc turns it on by default
esac
. "$root/tests/whole/cross/need.sh"
need_compiler "${compiler[@]}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

failed=0
compile() { # OPTIMIZATION ENVIRONMENT SOURCE...
    local optimization=$1 environment=$2 source
    shift 2
    for source in "$@"; do
        "${compiler[@]}" -std=c99 "$optimization" "$environment" -I"$root/runtime" -I"$(dirname "$source")" \
            -c "$source" -o "$scratch/$(basename "$source" .c).o"
    done
}

check() { # NAME OBJECT...: what these need together
    local name=$1 undefined symbol
    shift
    "${compiler[@]}" -nostdlib -r "${@/#/$scratch/}" -o "$scratch/together"
    undefined=$(nm -u "$scratch/together" | awk '{print $NF}' | sort | tr '\n' ' ')
    echo "$name: ${undefined:-none}"
    for symbol in $undefined; do
        [ "$target $optimization $symbol" != 'cortex_m0 -O0 memcpy' ] || continue
        echo "error: $symbol is needed" >&2
        failed=1
    done
}

for environment in "${environments[@]}"; do
    for optimization in -O0 -O1 -Os -O2 -O3; do
        case $optimization$environment in -O[01]-fhosted) continue ;; esac
        compile $optimization "$environment" "$root"/runtime/*.c
        check "attack_events.c $optimization $environment" attack_events.o # it needs none of the other sources
        check "the whole runtime $optimization $environment" $(cd "$scratch" && echo *.o)
    done
    rm "$scratch"/*.o
    compile -O2 "$environment" "$@" # constants are the same at every level
    for mapping in "$@"; do check "$(basename "$mapping")" "$(basename "$mapping" .c).o"; done
    rm "$scratch"/*.o
done
exit $failed
