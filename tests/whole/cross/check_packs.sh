#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_packs.sh TARGET DIRECTORY      DIRECTORY: where to build
#
# Opens the packs of support/fixtures/packs on another processor: those of its byte order have to answer as the text beside
# them says, the others are refused. Exits 77 if the target's compiler or emulator is missing.
set -euo pipefail
target=$1
directory=$(mkdir -p "$2/$target" && cd "$2/$target" && pwd)
cross=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$cross/../../.." && pwd)
packs=$root/tests/support/fixtures/packs

case $target in
i686) build=(i686-linux-gnu-gcc) run=qemu-i386 own=little other=big ;;
s390x) build=(s390x-linux-gnu-gcc) run=qemu-s390x own=big other=little ;;   # 64 bits, big-endian
powerpc) build=(powerpc-linux-gnu-gcc) run=qemu-ppc own=big other=little ;; # 32 bits, big-endian
riscv64) build=(riscv64-linux-gnu-gcc) run=qemu-riscv64 own=little other=big ;;
*)
    echo "check_packs.sh: $target is no target" >&2
    exit 2
    ;;
esac
for tool in "${build[0]}" "$run"; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
. "$cross/need.sh"
need_compiler "${build[@]}"

build+=(-std=c99 -static -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Werror -I"$root/runtime")
for level in -O2 -Os; do # which compute the checksum in two ways
    "${build[@]}" $level "$root"/tests/runtime/packs/{answers,answers_of_event,print_answers}.c "$root"/runtime/*.c \
        -o "$directory/print_answers"
    count=0
    for pack in "$packs"/*-"$own".aepack; do
        format=$(basename "$pack") format=${format%%-*}
        "$run" "$directory/print_answers" "$pack" "$packs/$format-answers.txt" >"$directory/answers.txt"
        diff "$packs/$format-answers.txt" "$directory/answers.txt"
        count=$((count + 1))
    done
    for pack in "$packs"/*-"$other".aepack; do
        said=$("$run" "$directory/print_answers" "$pack" /dev/null) && { echo "$pack was opened" >&2; exit 1; }
        [ "$said" = "it is in the other byte order" ] || { echo "$pack: $said" >&2; exit 1; }
    done
    [ $count -ge 2 ] || { echo "there are too few packs in $packs" >&2; exit 1; }
    echo "$target: $count packs answered, compiled with $level"
done
