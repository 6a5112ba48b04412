#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Links attack-events for Windows with the mappings of the cases in tests/cli/cases, which the generator for Windows makes.
#
#     tools.sh BUILD DIRECTORY     BUILD: what static.sh --windows has made. DIRECTORY: where to put the tools
set -euo pipefail
build=$1 tools=$2
root=$(cd "$(dirname "$0")/../../.." && pwd)
cases=$root/tests/cli/cases
mkdir -p "$tools"
generate() { wine "$build/attack-events-gen.exe" -q --index none "$@"; }
libraries=("$build"/cmake/cli/libattack_events_cli_*.a "$build/cmake/host/libattack_events_host.a" "$build/cmake/libattack_events.a"
    "$build"/cmake/libattack_events_{yajl,zlib,zstd}.a
    -lws2_32 -lshell32)

for name in attack-events flat-events many-events wordy-events systems-events direct-events telling-events ruled-events; do
    mapping=${name%-events}
    files=("$cases/$mapping.yaml")
    case $mapping in
    attack) mapping=cases files=("$cases/cases.yaml") ;;
    ruled) files+=("$cases/rules" --rules-uri https://tea.example/) ;;
    esac
    generate -o "$tools/$mapping" --prefix $mapping "${files[@]}"
    x86_64-w64-mingw32-gcc -std=c99 -Wall -Wextra -Werror -O1 -static -s -DMAPPING_FUNCTION=$mapping "-DMAPPING_HEADER=\"$mapping.h\"" \
        -I"$tools/$mapping" -I"$root/runtime" -o "$tools/$name.exe" "$root/tests/support/tool.c" "$tools/$mapping/$mapping.c" \
        "$build"/cmake/cli/CMakeFiles/attack_events_main.dir/main.c.obj -Wl,--start-group "${libraries[@]}" -Wl,--end-group
    printf '#!/bin/sh\nexec wine "%s" "$@"\n' "$tools/$name.exe" >"$tools/$name"
    chmod +x "$tools/$name"
done
generate --pack --date 2026-11-30 -o "$tools/ruled.aepack" --rules-uri https://tea.example/ "$cases/ruled.yaml" "$cases/rules"
