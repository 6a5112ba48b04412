#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compiles dump.c for a target with each mapping, runs it, and compares the output, byte for byte, with that of the target
# `host`, which has to run before.
#
#     run.sh TARGET DIRECTORY MAPPING...      DIRECTORY: where to build. MAPPING: a generated .c
#
# Exits 77 if the target's compiler or emulator is missing.
set -euo pipefail
target=$1
directory=$(mkdir -p "$2" && cd "$2" && pwd)
shift 2
cross=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$cross/../../.." && pwd)
firmware=$root/examples/firmware
program=("$cross/hosted.c")
libraries=()

case $target in
host) build=("${CC:-cc}" -O2) run=() ;;
clang) build=(clang -Os) run=() ;;
i686) build=(i686-linux-gnu-gcc -O2 -static) run=(qemu-i386) ;;
s390x) build=(s390x-linux-gnu-gcc -O2 -static) run=(qemu-s390x) ;;     # 64 bits, big-endian
powerpc) build=(powerpc-linux-gnu-gcc -O2 -static) run=(qemu-ppc) ;;   # 32 bits, big-endian
riscv64) build=(riscv64-linux-gnu-gcc -O2 -static) run=(qemu-riscv64) ;;
windows) build=(x86_64-w64-mingw32-gcc -O2 -static) run=(wine) ;;
cortex_m0 | cortex_m0_fast) # -Os compiles other loops than -O2 (runtime/decode.h)
    build=(arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -ffreestanding -nostdlib -T "$firmware/microbit.ld" -I"$firmware")
    if [ "$target" = cortex_m0 ]; then build+=(-Os); else build+=(-O2); fi
    run=(qemu-system-arm -M microbit -display none -chardev stdio,id=host
        -semihosting-config enable=on,target=native,chardev=host -kernel)
    program=("$cross/firmware.c" "$firmware/startup.c" "$firmware/semihosting.c")
    libraries=(-lgcc)
    ;;
*)
    echo "run.sh: $target is no target" >&2
    exit 2
    ;;
esac

for tool in "${build[0]}" "${run[@]:0:1}"; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
. "$cross/need.sh"
need_compiler "${build[@]}"
mkdir -p "$directory/$target"
if [ "$target" = windows ]; then # a separate home: Wine writes 700 MB there, and a server keeps running
    export WINEPREFIX=$directory/$target/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
    trap 'wineserver -k || true; rm -rf "$WINEPREFIX"' EXIT
    # Wine sets up its home in the background, and a program that starts in the meantime may fail.
    timeout 120 wine wineboot --init >/dev/null 2>&1 || true
    timeout 60 wineserver --wait || true
fi

build+=(-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Werror -I"$root/runtime")
objects=() # the runtime's, which every mapping has
for source in "$root"/runtime/*.c; do
    objects+=("$directory/$target/$(basename "$source" .c).o")
    "${build[@]}" -c "$source" -o "${objects[-1]}"
done

failed=0
for mapping in "$@"; do
    name=$(basename "$mapping" .c)
    image=$directory/$target/$name.exe
    text=$directory/$target/$name.txt
    "${build[@]}" -I"$(dirname "$mapping")" -DMAPPING_HEADER="\"$name.h\"" -DMAPPING_FUNCTION="$name" \
        -DMAPPING_PREFIX="${name^^}" \
        "$cross/dump.c" "$cross/dump_match.c" "${program[@]}" "${objects[@]}" "$mapping" "${libraries[@]}" -o "$image"
    for try in 1 2 3; do # only Wine gets several tries: it sometimes fails to start a program
        code=0
        timeout 300 "${run[@]}" "$image" >"$text" </dev/null || code=$?
        [ $code -ne 0 ] && [ "$target" = windows ] && [ ! -s "$text" ] || break
        echo "$target: $name did not start, try $try"
    done
    [ $code -eq 0 ] || { echo "$target: $name exited with $code" >&2; exit 1; }
    if ! cmp "$directory/host/$name.txt" "$text"; then
        diff -a "$directory/host/$name.txt" "$text" | head -6 | cut -c 1-300 || true
        exit 1
    fi
    echo "$target: $name: $(wc -l <"$text") lines as on the host"
    [ "$target $name" != "host attack_events_builtin" ] ||
        documented "${build[0]}" docs/size-and-speed.md "$(wc -l <"$text")" || failed=1
    [ "$target" = host ] || rm "$text"
done
exit $failed
