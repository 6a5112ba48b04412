#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The runtime and mappings have only code and constants: no .data, no .bss, no initialiser. Only the descriptor contains
# addresses: one relocation for each table, and one for the descriptor of conditions, which has those of its tables. In a shared object (target pic), everything else is in .rodata.
#
#     check_sections.sh pic|cortex_m0 MAPPING...      MAPPING: a generated .c
set -euo pipefail
target=$1
shift
root=$(cd "$(dirname "$0")/../../.." && pwd)

case $target in
pic) compiler=("${CC:-cc}" -fPIC -O2 -fno-stack-protector) ;;
cortex_m0) compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -Os -ffreestanding) ;;
*)
    echo "check_sections.sh: $target is no target" >&2
    exit 2
    ;;
esac
. "$root/tests/whole/cross/need.sh"
need_compiler "${compiler[@]}"
constant='\.text.*|\.rodata.*|\.eh_frame|\.note.*'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "error: $*" >&2
    exit 1
}

compile() { # SOURCE OBJECT
    "${compiler[@]}" -std=c99 -fno-common -I"$root/runtime" -I"$(dirname "$1")" -c "$1" -o "$2"
}

# Prints name and size in hexadecimal of each section that takes memory.
sections() { # OBJECT
    readelf -SW "$1" | sed -n 's/^ *\[ *[0-9]*\] //p' | awk '$7 ~ /A/ && $5 !~ /^0+$/ {print $1, $5}'
}

# Prints the number of relocations outside of code and debug information.
data_relocations() { # OBJECT
    readelf -rW "$1" | awk '/^Relocation section/ {counted = $3 !~ /\.(text|eh_frame|debug|ARM\.exidx)/}
        counted && /^[0-9a-f]+ / {count++}
        END {print count + 0}'
}

check_sections() { # OBJECT ALLOWED, a regular expression
    local name size
    while read -r name size; do
        [[ $name =~ ^($2)$ ]] || fail "$(basename "$1"): $((16#$size)) bytes in $name"
    done < <(sections "$1")
}

for source in "$root"/runtime/*.c; do
    object=$scratch/$(basename "$source" .c).o
    compile "$source" "$object"
    check_sections "$object" "$constant"
    [ "$(data_relocations "$object")" -eq 0 ] || fail "constants of $(basename "$source") have relocations"
done

for mapping in "$@"; do
    name=$(basename "$mapping" .c)
    object=$scratch/$name.o
    compile "$mapping" "$object"
    check_sections "$object" "$constant|\.data\.rel\.ro.*"
    tables=$(grep -c '^static const .*\[\] = {' "$mapping")
    relocations=$(data_relocations "$object") descriptors='db '
    expected=$tables
    if grep -q '^static const struct attack_conditions all_conditions' "$mapping"; then
        expected=$((tables + 1)) descriptors='all_conditions db '
    fi
    [ "$tables" -gt 0 ] && [ "$relocations" -eq "$expected" ] || fail "$name: $relocations relocations for $tables tables"
    if [ "$target" = pic ]; then
        with_addresses=$(nm "$object" | awk '$2 ~ /^[dD]$/ {printf "%s ", $3}')
        [ "$with_addresses" = "$descriptors" ] || fail "$name: not in .rodata: $with_addresses"
        "${compiler[@]}" -shared -nostdlib -Wl,-Bsymbolic "$scratch/attack_events.o" "$object" -o "$scratch/$name.so"
        dynamic=$(readelf -rW "$scratch/$name.so" | grep -cE '^[0-9a-f]+ ' || true)
        [ "$dynamic" -eq "$expected" ] || fail "$name.so: $dynamic relocations for $tables tables"
    fi
    echo "$name: $tables tables, $relocations relocations; $(sections "$object" |
        while read -r section size; do printf '%s %d  ' "$section" "$((16#$size))"; done)"
done
