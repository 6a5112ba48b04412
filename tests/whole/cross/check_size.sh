#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Size in the flash of a Cortex-M0+, with a limit for each: tables, the runtime, and what they need of the compiler's library.
# Of the default mapping and its subsets, with the matcher, all that attack_answers() needs; of OSSEM-DM's, whose events have no
# conditions, with lookups alone. Last what opening a pack, refusing it and falling back takes, beside attack_db_verify(), which
# is all that it calls.
#
#     check_size.sh GENERATOR DEFAULT OSSEM      DEFAULT: mapping.yaml. OSSEM: OSSEM-DM's of 2022-09
set -euo pipefail
generator=$1 default=$2 ossem=$3
root=$(cd "$(dirname "$0")/../../.." && pwd)
compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -std=c99 -Os -ffreestanding -I"$root/runtime")

. "$root/tests/whole/cross/need.sh"
need_compiler "${compiler[@]}"
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
for source in "$root"/runtime/*.c; do # the linker leaves out what an answer does not need
    "${compiler[@]}" -ffunction-sections -c "$source" -o "$scratch/matcher_$(basename "$source" .c).o"
done
cat >"$scratch/program.c" <<'END'
#include "mapping.h"
int start(const struct attack_log_event *event, union attack_scratch *scratch, struct attack_answer *answers);
int start(const struct attack_log_event *event, union attack_scratch *scratch, struct attack_answer *answers)
{
    return (int)attack_answers(mapping(), event, scratch, MAPPING_SCRATCH * sizeof *scratch, answers, 10, 0);
}
END
link_matcher() { # with a program that asks for an answer, without the functions that it does not call
    "${compiler[@]}" -I"$scratch" -c "$scratch/program.c" -o "$scratch/program.o"
    "${compiler[@]}" -nostdlib -Wl,--gc-sections -Wl,--entry=start "$scratch/program.o" "$scratch"/matcher_*.o \
        "$scratch/mapping.o" -lgcc -o "$scratch/image"
}
link_lookups() {
    "${compiler[@]}" -nostdlib -Wl,--entry=0 "$scratch/runtime.o" "$scratch/mapping.o" -lgcc -o "$scratch/image"
}
failed=0
budget() { # BYTES matcher|lookups MAPPING GENERATOR-OPTION...
    local limit=$1 with=$2 mapping=$3 all
    shift 3
    [ -e "$mapping" ] || { echo "skipped: there is no $mapping"; return 0; }
    "$generator" -q -o "$scratch" --prefix mapping "$@" "$mapping"
    "${compiler[@]}" -c "$scratch/mapping.c" -o "$scratch/mapping.o"
    "link_$with"
    all=$(bytes "$scratch/image")
    echo "$(basename "$mapping") ${*:---index gperf}: $all bytes of at most $limit," \
        "tables $(bytes "$scratch/mapping.o"), with its $with"
    documented "${compiler[0]}" docs/size-and-speed.md "$all" "$limit" || failed=1
    case $* in
    *--platform*--platform*) documented "${compiler[0]}" docs/embedding/subsets.md "$all" || failed=1 ;;
    *--provider*) documented "${compiler[0]}" docs/embedding/firmware.md "$all" || failed=1 ;;
    *--platform*) documented "${compiler[0]}" docs/embedding/subsets.md "$all" || failed=1 ;;
    *)
        documented "${compiler[0]}" README.md "$all" || failed=1
        documented "${compiler[0]}" docs/embedding/firmware.md "$all" "$(bytes "$scratch/runtime.o")" || failed=1
        ;;
    esac
    [ "$all" -le "$limit" ] || { echo "error: $((all - limit)) bytes too many" >&2; failed=1; }
}
# mapping.yaml as it is, then its subsets, as the documents name them; and OSSEM-DM's.
budget $((988 * 1024)) matcher "$default"
budget $((929 * 1024)) matcher "$default" --index none
budget $((644 * 1024)) matcher "$default" --index none --platform windows
budget $((64 * 1024)) matcher "$default" --index none --platform linux
budget $((66 * 1024)) matcher "$default" --index none --platform macos
budget $((174 * 1024)) matcher "$default" --index none --platform IaaS --platform "Identity Provider" --platform "Office Suite" --platform SaaS \
    --platform Containers
budget $((44 * 1024)) matcher "$default" --index none --platform network --platform "network devices" --platform esxi
budget 49664 lookups "$ossem"
budget 44544 lookups "$ossem" --index none
budget $((24 * 1024)) lookups "$ossem" --provider Microsoft-Windows-Sysmon --platform windows --index none
for part in retired fields match answer conditions regex condition_text rules set score coverage verify verify_conditions verify_rules pack_info; do # linked only if a program calls them
    "${compiler[@]}" -c "$root/runtime/attack_$part.c" -o "$scratch/$part.o"
    all=$(bytes "$scratch/$part.o")
    echo "attack_$part.c: $all bytes"
    for file in docs/size-and-speed.md docs/embedding/firmware.md; do
        documented "${compiler[0]}" $file "$all" || failed=1
    done
done
opener=("$scratch"/matcher_attack_{pack,newer,crc32}.o) all=0 limit=1024
for object in "${opener[@]}"; do all=$((all + $(bytes "$object"))); done
echo "opening a pack: $all bytes of at most $limit"
for file in docs/size-and-speed.md docs/embedding/firmware.md; do
    documented "${compiler[0]}" $file "$all" $limit || failed=1
done
[ "$all" -le $limit ] || { echo "error: $((all - limit)) bytes too many" >&2; failed=1; }
"${compiler[@]}" -nostdlib -r "${opener[@]}" -o "$scratch/opener.o"
called=$(nm -u "$scratch/opener.o" | awk '{print $NF}' | xargs)
[ "$called" = attack_db_verify ] || { echo "error: opening a pack calls $called" >&2; failed=1; }
echo '#include "attack_events.h"
struct attack_pack pack;' | "${compiler[@]}" -x c -c - -o "$scratch/pack.o"
all=$(bytes "$scratch/pack.o")
echo "struct attack_pack: $all bytes of RAM"
documented "${compiler[0]}" docs/embedding/firmware.md "$all" || failed=1
exit $failed
