#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The programs as scripts/static.sh --windows makes them, run by Wine.
#
#     check.sh build DIRECTORY                       gets the source trees, and builds
#     check.sh same DIRECTORY GENERATOR TOOL LOG     compares with the programs of this build
#     check.sh names DIRECTORY                       paths and streams as Windows has them
#     check.sh interrupt DIRECTORY                   Ctrl-C
#     check.sh cases DIRECTORY                       the cases of tests/cli/cases
#     check.sh generate DIRECTORY TOOL               attack_events_generate() in a cross-compiling build
#
# Exits 77 if a compiler, Wine or a source tree is missing.
set -euo pipefail
step=$1 directory=$(mkdir -p "$2" && cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../../.." && pwd)
. "$source/tests/whole/static/same.sh"
trees=$directory/sources built=$directory/built
for tool in x86_64-w64-mingw32-gcc wine; do
    command -v $tool >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
# A separate home: Wine writes 700 MB there, and a server keeps running.
export WINEPREFIX=$directory/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
trap 'wineserver -k || true; kill $(jobs -p) 2>/dev/null || true; rm -rf "$directory/scratch"' EXIT
generator=(wine "$built/attack-events-gen.exe") tool=(wine "$built/attack-events.exe")
windows_path() { echo "Z:${1//\//\\}"; }
mkdir -p "$directory/scratch"

make_gperf() { # Debian's, for Windows; without a C++ compiler there is none
    local tree compiler=x86_64-w64-mingw32-g++ file
    tree=$(echo "$trees"/gperf-*)
    command -v $compiler >/dev/null || { echo "without gperf.exe: there is no $compiler"; return 0; }
    mkdir -p "$directory/gperf"
    : >"$directory/gperf/config.h"
    for file in getopt getopt1; do
        x86_64-w64-mingw32-gcc -std=gnu89 -O1 -w -I"$directory/gperf" -I"$tree/lib" -c "$tree/lib/$file.c" -o "$directory/gperf/$file.o"
    done
    $compiler -std=gnu++98 -O2 -static -w -I"$directory/gperf" -I"$tree/lib" -I"$tree/src" "$tree"/src/*.cc "$tree"/lib/{getline,hash}.cc \
        "$directory"/gperf/*.o -o "$directory/gperf/gperf.exe"
}

case $step in
build)
    "$source/scripts/sources.sh" "$trees" libyaml libmd yajl zlib libzstd gperf
    "$source/scripts/static.sh" --windows -o "$built" "$trees" -DATTACK_EVENTS_WERROR=ON
    make_gperf
    # Wine sets up its home in the background, and a program that starts in the meantime may fail.
    timeout 120 wine wineboot --init >/dev/null 2>&1 || true
    timeout 60 wineserver --wait || true
    ;;
same)
    export GPERF= WINEPATH
    WINEPATH=$(windows_path "$directory/gperf")
    [ ! -e "$directory/gperf/gperf.exe" ] || GPERF=$(command -v gperf || true)
    same_files "$directory/scratch" "$3" "$source" "${generator[@]}"
    same_answers "$directory/scratch" "$4" "$5" "${tool[@]}"
    ;;
names)
    scratch="$directory/scratch/pfad ü 語"
    mkdir -p "$scratch"
    cp "$source/tests/support/fixtures/irregular_rows.yaml" "$scratch/käse.yaml"
    cd "$scratch"
    "${generator[@]}" -q --index none -o "$(windows_path "$scratch/a\\ö")" 'käse.yaml'
    "${generator[@]}" -q --index none -o "b/ö/" "$(windows_path "$scratch")\\käse.yaml"
    cmp a/ö/attack_events_builtin.c b/ö/attack_events_builtin.c
    echo before >a/ö/attack_events_builtin.h
    "${generator[@]}" -q --index none -o 'a\ö' 'käse.yaml' # replaces files that are there
    diff -r a b
    if "${generator[@]}" -q --index none -o c 'nötig.yaml' 2>said; then exit 1; fi
    grep -qxF 'attack-events-gen: error: cannot read nötig.yaml: No such file or directory' said
    if "${generator[@]}" -q -o d "$source/mapping.yaml" 2>said; then exit 1; fi
    grep -qF 'cannot run gperf: No such file or directory; install it, or use --index none' said
    [ ! -e c ] && [ ! -e d ] # nothing is left of a run that failed
    rm -rf a b said käse.yaml
    [ -z "$(ls -A)" ] || { ls -A; echo "temporary files are left"; exit 1; }
    # A stream that Windows opened is known to be an input. A pipe that is closed ends the program silently.
    echo '{"EventID":4663}' >log
    if wine cmd /c "$(windows_path "$built")\\attack-events.exe tag log >>log" 2>said; then exit 1; fi
    grep -qF 'cannot write standard output: it is an input' said
    [ "$(cat log)" = '{"EventID":4663}' ]
    "${tool[@]}" rows 2>said | head -n 1 >/dev/null || true
    [ ! -s said ] || { cat said; exit 1; }
    [ "$("${tool[@]}" technique 'T1003.*' --columns technique_id | sort -u | wc -l)" -gt 5 ] # no file's name was put in
    echo "paths in UTF-8, with \\ and drives; files replaced, none left behind"
    ;;
interrupt)
    command -v script >/dev/null || { echo "skipped: there is no script(1), for a console"; exit 77; }
    x86_64-w64-mingw32-gcc -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Werror -O1 -static "$here/interrupt.c" \
        -o "$directory/scratch/interrupt.exe"
    cd "$directory/scratch"
    timeout 200 script -qec "wine interrupt.exe '$(windows_path "$built/attack-events-gen.exe")' made >said" /dev/null </dev/null >shown ||
        { cat said shown; exit 1; }
    cat said
    ;;
cases)
    # Wine starts and ends some services with the first and the last program; so that this is not done for each, one waits.
    sleep 1700 | wine cmd >/dev/null 2>&1 &
    wine cmd /c exit >/dev/null 2>&1
    bash "$here/tools.sh" "$built" "$directory/tools"
    python3 "$here/cases.py" "$directory/tools" "$source"/tests/cli/cases/*.txt
    ;;
generate)
    cd "$directory/scratch"
    cp "$source/tests/whole/consumers/main.c" "$source/mapping.yaml" .
    sed -i 's/attack_events_builtin/my_map/g' main.c
    cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.16)
project(consumer C)
add_subdirectory("$source" attack_events)
attack_events_generate(TARGET my_map MAPPING mapping.yaml ARGS --index none)
add_executable(consumer main.c)
target_link_libraries(consumer PRIVATE my_map)
END
    tree() { echo "$trees/$1"-[0-9]*; }
    { cmake -S . -B build -DCMAKE_SYSTEM_NAME=Windows -DCMAKE_C_COMPILER=x86_64-w64-mingw32-gcc -DCMAKE_CROSSCOMPILING_EMULATOR=wine \
        -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON -DCMAKE_EXE_LINKER_FLAGS=-static -DATTACK_EVENTS_BUILD_GENERATOR=ON \
        -DUTHASH_INCLUDE_DIR="$(sed -n 's/^UTHASH_INCLUDE_DIR:.*=//p' "$built/cmake/CMakeCache.txt")" \
        -DATTACK_EVENTS_LIBYAML_SOURCE="$(tree libyaml)" -DATTACK_EVENTS_LIBMD_SOURCE="$(tree libmd)" \
        -DATTACK_EVENTS_YAJL_SOURCE="$(tree yajl)" && cmake --build build --parallel 2 --target consumer; } >log 2>&1 || { tail -n 40 log; exit 1; }
    grep -q 'Generating my_map.c' log
    [ -s "$(find build -name attack-events-gen.exe)" ] # there is no other generator
    wine build/consumer.exe | tr -d '\r' | sort >printed
    "$3" technique T1003.001 --format tsv --columns event_id,log_source | sed '1d; /^\t/d' | sort >expected
    [ -s expected ] && cmp expected printed
    echo "Wine ran attack-events-gen in the build, and the program that has its tables"
    ;;
esac
