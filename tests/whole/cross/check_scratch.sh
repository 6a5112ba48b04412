#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The scratch memory of the default mapping, its subsets, and OSSEM-DM's: the generated constant is enough for what
# attack_scratch_size() asks for on processors of 32 and 64 bits, and takes at most 4,096 bytes.
#
#     check_scratch.sh GENERATOR DEFAULT OSSEM
set -euo pipefail
generator=$1 default=$2 ossem=$3
root=$(cd "$(dirname "$0")/../../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/program.c" <<'END'
#include "mapping.h"

#include <stdio.h>

int main(void)
{
    size_t asked = attack_scratch_size(mapping()), given = MAPPING_SCRATCH * sizeof(union attack_scratch);

    printf("%d bits: %lu bytes asked for, %lu given\n", (int)(8 * sizeof(void *)), (unsigned long)asked, (unsigned long)given);
    return !asked || given < asked || given > 4096;
}
END
# For processors with 32 bits: the compiler computes what attack_scratch_size() does, and drops the call unless it is too much.
cat >"$scratch/folded.c" <<'END'
#include "matching.h"
#include "mapping.c"

void too_little(void);
void compare(void);
void compare(void)
{
    size_t conditions = db.conditions ? db.conditions->group_most : 0;

    if (attack_scratch_bytes(sizeof(struct attack_slot), slots_for_fields(&db), conditions) > (GIVEN))
        too_little();
}
END
narrow=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -std=c99 -O2 -ffreestanding -I"$root/runtime" -I"$scratch")
folds() { # BYTES: whether these are enough
    "${narrow[@]}" -DGIVEN="$1" -c "$scratch/folded.c" -o "$scratch/folded.o"
    [ -z "$(nm -u "$scratch/folded.o")" ]
}
command -v "${narrow[0]}" >/dev/null || narrow=()
[ ${#narrow[@]} -gt 0 ] || echo "without 32 bits: there is no arm-none-eabi-gcc"
failed=0
check() { # MAPPING GENERATOR-OPTION...
    local mapping=$1
    shift
    [ -e "$mapping" ] || { echo "skipped: there is no $mapping"; return 0; }
    "$generator" -q -o "$scratch" --prefix mapping --index none "$@" "$mapping"
    gcc -std=c99 -I"$root/runtime" -I"$scratch" -o "$scratch/program" "$scratch/program.c" "$scratch/mapping.c" \
        "$root"/runtime/*.c
    printf '%s %s: ' "$(basename "$mapping")" "${*:-all}"
    "$scratch/program" || { echo "error: not enough, or more than 4,096" >&2; failed=1; }
    [ ${#narrow[@]} -gt 0 ] || return 0
    folds 'MAPPING_SCRATCH * sizeof(union attack_scratch)' || { echo "error: not enough on 32 bits" >&2; failed=1; }
    ! folds 128 || { echo "error: 128 bytes cannot be enough: this test does not see what is asked for" >&2; failed=1; }
}
check "$default"
check "$default" --platform windows
check "$default" --platform linux
check "$default" --platform macos
check "$default" --platform IaaS --platform "Identity Provider" --platform "Office Suite" --platform SaaS --platform Containers
check "$default" --platform network --platform "network devices" --platform esxi
check "$ossem"
exit $failed
