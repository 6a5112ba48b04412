#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The programs as scripts/static.sh makes them beside those that need libraries: their sizes, and how long a run takes.
#     bench/static.sh [TREES]        (default: build/sources, filled by scripts/sources.sh)
# Needs what scripts/test.sh installs, and musl-tools; with gcc-mingw-w64-x86-64, the sizes for Windows, too.
set -euo pipefail
cd "$(dirname "$0")/.."
trees=${1:-build/sources}
[ $# -gt 0 ] || scripts/sources.sh "$trees" libyaml libmd yajl zlib libzstd
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON -DCMAKE_EXE_LINKER_FLAGS=-s >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events attack-events-gen measure >/dev/null
scripts/static.sh "$trees" >/dev/null
scripts/static.sh --windows "$trees" >/dev/null || echo "without the programs for Windows"
tool=build/bench/cli/attack-events generator=build/bench/gen/attack-events-gen
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

libraries() { # PROGRAM: how many it loads, and the bytes of their files
    local files
    files=$({ ldd "$1" 2>/dev/null || true; } | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p; s/^\t\(\/[^ ]*\) .*/\1/p')
    [ -n "$files" ] || { echo "0 0"; return; }
    xargs -d '\n' stat -L -c %s <<<"$files" | awk '{ count++; bytes += $1 } END { print count, bytes }'
}

echo "$(cc --version | head -n 1); $(musl-gcc --version | head -n 1) with musl; programs without symbols"
{
    printf 'program\tbytes\tlibraries\tof bytes\n'
    for program in $tool $generator build/static/attack-events build/static/attack-events-gen build/windows/*.exe; do
        [ -e "$program" ] || continue
        read -r count bytes < <(libraries "$program")
        printf '%s\t%s\t%s\t%s\n' "$program" "$(stat -c %s "$program")" "$count" "$bytes"
    done
} | column -t -s "$(printf '\t')"

echo
echo "A run of attack-events, the whole process"
build/bench/bench/measure 201 "--version, with libraries" $tool --version -- \
    "--version, static" build/static/attack-events --version -- \
    "technique T1003.001, with them" $tool technique T1003.001 -- \
    "technique T1003.001, static" build/static/attack-events technique T1003.001
echo
echo "A run of attack-events-gen"
build/bench/bench/measure 201 "--version, with libraries" $generator --version -- \
    "--version, static" build/static/attack-events-gen --version

echo
for _ in $(seq 2000); do cat tests/cli/log/formats/{winlogbeat,evtx_dump,cloudtrail,flat}.json; done >"$scratch/log"
echo "Tagging $(wc -l <"$scratch/log") lines, $(stat -c %s "$scratch/log") bytes; the parser is simdjson with libraries, YAJL without"
build/bench/bench/measure 11 "tag --summary, with libraries" $tool tag --summary "$scratch/log" -- \
    "tag --summary, static" build/static/attack-events tag --summary "$scratch/log" 2>/dev/null
