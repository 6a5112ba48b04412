#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Gives every byte of mappings' tables other values, one at a time: attack_db_verify() must reject the mapping, or everything
# that the library does with it must be harmless under AddressSanitizer and UndefinedBehaviorSanitizer. The small mappings
# take all 255 values of each byte, the others 12 values (tests/runtime/verify/corrupt.c).
#
#     corrupt.sh [MAPPING...]      default: the small mappings, with cells of 16 bits and of 32, and attack_events_builtin; packs
#                                  of these and of one with rules, whose checksum is right
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh
install_packages gcc libc6-dev make cmake pkg-config libyaml-dev libyajl-dev libmd-dev uthash-dev gperf libcmocka-dev || true
require gcc make cmake pkg-config gperf yaml.h sha256.h uthash.h cmocka.h || exit 1

build=${ATTACK_EVENTS_CORRUPT_BUILD:-build/corrupt}
mkdir -p "$build"
cmake -S . -B "$build" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_BUILD_TOOL=OFF -DCMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$build" --parallel "$(nproc)" --target verify_corrupt >"$build/build.log" 2>&1 || { cat "$build/build.log"; exit 1; }
corrupt=$build/tests/verify_corrupt
nm "$corrupt" | grep __asan_init >/dev/null || { echo "error: the compiler has no AddressSanitizer" >&2; exit 1; }

if [ $# -eq 0 ]; then
    set -- irregular_rows irregular_rows_widened irregular_relations irregular_relations_widened attack_events_builtin \
        irregular_relations_packed with_rules_packed attack_events_builtin_packed
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
processors=$(nproc)
for mapping in "$@"; do
    values=many
    case $mapping in irregular_* | no_events | fields | with_rules*) values=all ;; esac
    pids=()
    for ((i = 0; i < processors; i++)); do # each takes another share of the bytes
        "$corrupt" "$mapping" $values "$processors" "$i" >"$scratch/$i" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    echo "$mapping ($values values of each byte)"
    echo
    cat "$scratch"/* | awk -F ' *[|] *' '
        NF < 6 || $2 == "table" || $2 ~ /^-/ { next }
        !($2 in corruptions) { order[++tables] = $2 }
        { bytes[$2] = $3; corruptions[$2] += $4; refused[$2] += $5; harmless[$2] += $6 }
        END {
            print "| table | bytes | corruptions | refused | harmless |\n|---|---|---|---|---|"
            for (i = 1; i <= tables; i++)
                if (order[i] != "all")
                    printf "| %s | %d | %d | %d | %d |\n", order[i], bytes[order[i]], corruptions[order[i]],
                        refused[order[i]], harmless[order[i]]
            printf "| all | | %d | %d | %d |\n", corruptions["all"], refused["all"], harmless["all"]
        }'
    echo
    rm "$scratch"/*
done
