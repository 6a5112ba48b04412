#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# examples/firmware takes packs in two regions of its flash, in qemu: check_update.sh DIRECTORY GENERATOR
# DIRECTORY: where to build. The program's own mapping is of 2026-01-01.
set -euo pipefail
directory=$(mkdir -p "$1" && cd "$1" && pwd) generator=$2
root=$(cd "$(dirname "$0")/../../.." && pwd)
firmware=$root/examples/firmware
region_a=0x20000 region_b=0x30000 # microbit.ld

for tool in make arm-none-eabi-gcc qemu-system-arm; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
. "$root/tests/whole/cross/need.sh"
need_compiler arm-none-eabi-gcc
cd "$directory"
rm -f ./*.aepack
fail() {
    echo "error: $*" >&2
    exit 1
}

# ---- The program, with what qemu loads into its flash

pack() { # NAME NAME-OF-T1003.008 OPTION...; the input's domain is $domain
    local name=$1 technique=$2
    shift 2
    sed -e "s|technique: /etc/passwd and /etc/shadow,|technique: $technique,|" \
        -e "s/^attack_domain: .*/attack_domain: $domain/" "$root/mapping.yaml" >"$name.yaml"
    "$generator" -q --pack --index none --platform linux "$@" -o "$name.aepack" "$name.yaml"
}
domain=enterprise-attack
pack older Older --date 2025-12-31
pack newer Newer --date 2026-02-01
pack newest Newest --date 2026-03-01
pack big_endian Big --date 2026-03-01 --byte-order big
domain=ics-attack pack other_domain Other --date 2026-03-01
erased() { head -c "$1" /dev/zero | tr '\0' '\377'; } # BYTES
head -c 30000 newest.aepack >half.aepack # written from its start
{ erased 1024; tail -c +1025 newest.aepack; } >body.aepack # without its first page
{ head -c 20000 newest.aepack; erased 4; tail -c +20005 newest.aepack; } >word.aepack # one word was not written
cmp -s word.aepack newest.aepack && fail "the word is erased"

make -s -C "$firmware" GENERATOR="$generator" OUT="$directory" "$directory/update.elf"
emulate=(timeout 120 qemu-system-arm -M microbit -display none -chardev stdio,id=host
    -semihosting-config enable=on,target=native,chardev=host)
boots=0
boot() { # PACK-IN-A|- PACK-IN-B|- REASON-A REASON-B WHICH-ANSWERS NAME-OF-T1003.008: as the output says first
    local loaded=() lines
    [ "$1" = - ] || loaded+=(-device "loader,file=$1.aepack,addr=$region_a,force-raw=on")
    [ "$2" = - ] || loaded+=(-device "loader,file=$2.aepack,addr=$region_b,force-raw=on")
    readarray -t lines < <("${emulate[@]}" "${loaded[@]}" -kernel update.elf </dev/null || echo "exited with $?")
    expect "$1 in A, $2 in B" "region A: $3" "region B: $4" "$5 answers: T1003.008 is $6" -- "${lines[@]:0:3}"
    received=("${lines[@]:3}")
    boots=$((boots + 1))
}
expect() { # WHAT LINE... -- LINE...
    local what=$1 expected=()
    shift
    while [ "$1" != -- ]; do expected+=("$1"); shift; done
    shift
    [ "${expected[*]}" = "$*" ] || fail "$what: $*"
}
restarted() { # PACK-IN-A PACK-IN-B ...: as boot, and no pack arrives
    boot "$@"
    [ ${#received[@]} -eq 0 ] || fail "$1 in A, $2 in B: ${received[*]}"
}
none='it is no pack' open='it is open' floor='/etc/passwd and /etc/shadow'
damaged='it is damaged: its checksum is wrong' older='it is older than the mapping that it is to replace'
restarted - - "$none" "$none" "the program" "$floor"
restarted newer - "$open" "$none" "region A" Newer
restarted - newer "$none" "$open" "region B" Newer
restarted newer newest "$open" "$open" "region B" Newest
restarted newest newer "$open" "$older" "region A" Newest
restarted older - "$older" "$none" "the program" "$floor"
restarted older older "$older" "$older" "the program" "$floor"
restarted newer older "$open" "$older" "region A" Newer
restarted big_endian newer "it is in the other byte order" "$open" "region B" Newer
restarted big_endian - "it is in the other byte order" "$none" "the program" "$floor"
restarted newer other_domain "$open" "it is of another ATT&CK domain" "region A" Newer
restarted other_domain - "it is of another ATT&CK domain" "$none" "the program" "$floor"
restarted half newer "$damaged" "$open" "region B" Newer
restarted newer half "$open" "$damaged" "region A" Newer
restarted - half "$none" "$damaged" "the program" "$floor"
restarted body newer "$none" "$open" "region B" Newer
restarted newer word "$open" "$damaged" "region A" Newer
restarted word - "$damaged" "$none" "the program" "$floor"

# ---- A pack arrives

arrive() { # PACK PACK-IN-A PACK-IN-B LINE... : what the program says behind its first answer
    cp "$1.aepack" update.aepack
    boot "${@:2:6}"
    expect "$1 arrives" "${@:8}" -- "${received[@]}"
    rm update.aepack
}
arrive newer - - "$none" "$none" "the program" "$floor" \
    "a pack was received" "region A: $open" "region B: $none" "region A answers: T1003.008 is Newer"
arrive newest newer - "$open" "$none" "region A" Newer \
    "a pack was received" "region A: $open" "region B: $open" "region B answers: T1003.008 is Newest"
arrive newest newer older "$open" "$older" "region A" Newer \
    "a pack was received" "region A: $open" "region B: $open" "region B answers: T1003.008 is Newest"
arrive word half newer "$damaged" "$open" "region B" Newer \
    "a pack was received" "region A: $damaged" "region B: $open" "region B answers: T1003.008 is Newer"

# ---- The power fails, with packs so small that it can fail everywhere

for number in 1 2 3; do
    "$generator" -q --pack --index none --platform linux --technique 'T1003.*' --date "2026-0$((number + 1))-01" \
        -o "$number.aepack" newest.yaml
done
compile=(arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -std=c99 -Os -Wall -Wextra -Wconversion -Werror -ffreestanding
    -ffunction-sections -fdata-sections -I"$root/runtime" -I"$firmware" -I"$directory/linux")
"${compile[@]}" -Dflash_write_word=write_word -Dflash_erase_page=erase_page -c "$firmware/flash.c" -o flash.o
link() { # PROGRAM FILE...
    "${compile[@]}" -nostdlib -T "$firmware/microbit.ld" -Wl,--gc-sections "$root/tests/whole/cross/$1.c" "${@:2}" \
        "$firmware"/{startup,semihosting}.c "$root"/runtime/*.c linux/attack_events_builtin.c -lgcc -o "$1.elf"
}
link power_cuts flash.o "$firmware/regions.c"
output=$("${emulate[@]}" -kernel power_cuts.elf </dev/null) || fail "$output"
size=$(stat -c %s 1.aepack)
words=$((size / 4)) pages=64 # of a region; each word is cut off twice, the last one once
expected=$(printf 'cuts %010d, bits %010d' $((3 * (pages + 2 * words - 1) + words - 1)) $((8 * size)))
[ "$output" = "$expected" ] || fail "$output, not $expected"
echo "$boots starts with packs of $(stat -c %s newest.aepack) bytes; of $size bytes: $output"

# ---- How long it takes

link opening
output=$("${emulate[@]}" -icount shift=6 -device "loader,file=newest.aepack,addr=$region_a,force-raw=on" \
    -kernel opening.elf </dev/null) || fail "$output"
size=$(stat -c %s newest.aepack) opening=$((10#$(sed -n 's/^opening //p' <<<"$output")))
checksum=$((10#$(sed -n 's/^checksum //p' <<<"$output")))
echo "opening $size bytes: $opening instructions, $(((opening + size / 2) / size)) a byte, of which the checksum takes $(((checksum + size / 2) / size))"
[ $checksum -gt $size ] && [ $opening -gt $checksum ] && [ $opening -lt $((100 * size)) ] || fail "opening takes too long"
