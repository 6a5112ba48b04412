#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares what a program relies on that is linked with the library dynamically, as libabigail sees it, with what was
# recorded when this version was released: docs/stability.md says what may change when.
#
#     abi.sh [check]     compares attack_events.h and the library with tests/whole/abi/MAJOR.MINOR.abi
#     abi.sh record      records it for the version that attack_events.h states
#
# In the environment, CC: the compiler (default: cc). What it records does not depend on it. Exits 77 without libabigail
# (Debian: abigail-tools), or where addresses have not 8 bytes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
abi=$root/tests/whole/abi
compiler=${CC:-cc}
version() { sed -n "s/^#define ATTACK_EVENTS_VERSION_$1 //p" "$root/runtime/attack_events.h"; }
major=$(version MAJOR) minor=$(version MINOR)

for tool in abidw abidiff "$compiler"; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Writes what the library of these sources is: the functions of attack_events.h, and the types that it defines.
write_abi() { # FILE
    local functions
    mkdir "$scratch/public" "$scratch/private"
    cp "$root"/runtime/*.[ch] "$scratch/private"
    mv "$scratch/private/attack_events.h" "$scratch/public"
    functions=$("$compiler" -E -P -I"$scratch/public" "$scratch/public/attack_events.h" | tr '\n' ' ' |
        sed 's/typedef [^;]*;//g' | grep -oE '\battack_[a-z_]+ ?\([^()]*\);' | sed 's/ *(.*/;/')
    printf '{ global: %s local: *; };\n' "$functions" >"$scratch/symbols"
    "$compiler" -std=c99 -O1 -gdwarf-4 -fPIC -shared -nostdlib -I"$scratch/public" -Wl,--version-script="$scratch/symbols" \
        "$scratch"/private/*.c -o "$scratch/library.so"
    abidw --headers-dir "$scratch/public" --drop-private-types --no-architecture --no-corpus-path --no-show-locs \
        --no-comp-dir-path --no-elf-needed --no-parameter-names --no-write-default-sizes --type-id-style hash \
        --out-file "$1" "$scratch/library.so"
}

differ() { # OPTION... : whether the recorded and this differ
    local code=0
    abidiff --no-show-locs "$@" "$recorded" "$scratch/now.abi" >"$scratch/differences" || code=$?
    [ $((code & 3)) -eq 0 ] || { cat "$scratch/differences"; echo "error: abidiff failed"; exit 1; }
    [ $code -ne 0 ]
}
refuse() { # MESSAGE...
    cat "$scratch/differences"
    printf 'error: %s\n' "$@" >&2
    exit 1
}

printf 'char has_8[sizeof(void *) == 8 ? 1 : -1];\n' | "$compiler" -fsyntax-only -x c - 2>/dev/null ||
    { echo "skipped: addresses have not 8 bytes"; exit 77; }
case ${1-check} in
record)
    mkdir -p "$abi"
    write_abi "$abi/$major.$minor.abi"
    echo "recorded: tests/whole/abi/$major.$minor.abi"
    exit
    ;;
check) write_abi "$scratch/now.abi" ;;
*) sed -n '6,7s/^# *//p' "$0" >&2; exit 2 ;;
esac

# The latest that was recorded for this major version, up to this minor version.
known=-1
for ((i = 0; i <= minor; i++)); do
    [ ! -e "$abi/$major.$i.abi" ] || known=$i
done
recorded=$abi/$major.$known.abi
: >"$scratch/differences"
[ "$known" -ge 0 ] || refuse "nothing is recorded for version $major: run scripts/abi.sh record, and commit what it writes"

# The one struct that may grow, at its end.
printf '[suppress_type]\n  name = attack_log_event\n  has_data_member_inserted_at = end\n' >"$scratch/may_grow"
if differ --no-added-syms --suppressions "$scratch/may_grow"; then
    refuse "a program that was compiled for $major.$known does not work with this library. Change it back, and add a new function" \
        "or struct instead; or raise ATTACK_EVENTS_VERSION_MAJOR, and run scripts/abi.sh record (docs/stability.md)"
fi
: >"$scratch/differences"
[ "$known" -eq "$minor" ] ||
    refuse "nothing is recorded for version $major.$minor: run scripts/abi.sh record, and commit what it writes"
if differ --harmless; then
    refuse "there is something new since $major.$minor was recorded: if that was released, raise ATTACK_EVENTS_VERSION_MINOR" \
        "first; run scripts/abi.sh record (docs/stability.md)"
fi
echo "as $major.$minor"
