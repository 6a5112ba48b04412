#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes attack-events and attack-events-gen as files that need no library: for Linux with musl, or for Windows with mingw-w64.
#
#     static.sh [--windows] [-o DIRECTORY] TREES [CMAKE-ARGUMENT...]
#
# TREES: a folder in which the source trees of libyaml, libmd and YAJL are, whatever their names; and those of zlib and
# libzstd, without which the tool reads no compressed logs. On Debian and Ubuntu, scripts/sources.sh TREES libyaml libmd yajl
# zlib libzstd puts them there. DIRECTORY: where to put the programs; build/static or build/windows without it. It needs
# cmake, a C compiler, uthash.h, and musl-gcc (Debian: musl-tools) or x86_64-w64-mingw32-gcc (gcc-mingw-w64-x86-64); a cross
# compiler for musl is CC=.
#
# Exits 77 if a compiler or a tree is missing.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
usage() { sed -n '5,12p' "$0" >&2; exit 2; }
cannot() { echo "skipped: there is no $1"; exit 77; }

system=static compiler=${CC-musl-gcc} ending='' output=''
while [ $# -gt 0 ]; do
    case $1 in
    --windows) system=windows compiler=x86_64-w64-mingw32-gcc ending=.exe ;;
    -o) [ $# -ge 2 ] || usage; output=$2; shift ;;
    -*) usage ;;
    *) break ;;
    esac
    shift
done
[ $# -ge 1 ] && [ -d "$1" ] || usage
trees=$(cd "$1" && pwd)
shift
output=${output:-$source/build/$system}
build=$output/cmake
mkdir -p "$build"
for tool in cmake "$compiler"; do
    command -v "$tool" >/dev/null || cannot "$tool"
done

tree() { # FILE: the folder among the trees that has this file
    local file
    for file in "$trees/$1" "$trees"/*/"$1"; do
        [ ! -e "$file" ] || { echo "${file%/"$1"}"; return; }
    done
    return 1
}
yaml=$(tree src/yaml_private.h) || cannot "source tree of libyaml in $trees"
md=$(tree src/sha256hl.c) || cannot "source tree of libmd in $trees"
yajl=$(tree src/api/yajl_parse.h) || cannot "source tree of YAJL in $trees"
zlib=$(tree inftrees.h) || zlib=''
zstd=$(tree lib/zstd.h) || zstd=''
uthash=$(tree src/uthash.h) && uthash=$uthash/src || uthash=/usr/include
[ -e "$uthash/uthash.h" ] || cannot "uthash.h (Debian: uthash-dev)"

arguments=(-DCMAKE_C_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release -DCMAKE_EXE_LINKER_FLAGS="-static -s"
    -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON -DATTACK_EVENTS_JSON=yajl -DATTACK_EVENTS_BUILD_GENERATOR=ON
    -DATTACK_EVENTS_BUILD_TOOL=ON
    -DATTACK_EVENTS_LIBYAML_SOURCE="$yaml" -DATTACK_EVENTS_LIBMD_SOURCE="$md" -DATTACK_EVENTS_YAJL_SOURCE="$yajl"
    -DATTACK_EVENTS_ZLIB_SOURCE="$zlib" -DATTACK_EVENTS_ZSTD_SOURCE="$zstd" -DUTHASH_INCLUDE_DIR="$uthash")
[ $system != windows ] || arguments+=(-DCMAKE_SYSTEM_NAME=Windows)
{ cmake -S "$source" -B "$build" "${arguments[@]}" "$@" &&
    cmake --build "$build" --parallel "$(nproc)" --target attack-events attack-events-gen; } >"$output/build.log" 2>&1 ||
    { cat "$output/build.log" >&2; exit 1; }
for program in gen/attack-events-gen cli/attack-events; do
    cp "$build/$program$ending" "$output"
    ls -l "$output/${program#*/}$ending" | awk '{ print $5 " bytes: " $NF }'
done
