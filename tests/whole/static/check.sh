#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The programs as scripts/static.sh makes them with musl: whether they need no library, and do what those of this build do.
#
#     check.sh build DIRECTORY                       gets the source trees, and builds
#     check.sh same DIRECTORY GENERATOR TOOL LOG     compares with the programs of this build
#     check.sh tests DIRECTORY                       runs the quick tests of a build with musl
#
# Exits 77 if a compiler is missing, or the source trees cannot be had.
set -euo pipefail
step=$1 directory=$(mkdir -p "$2" && cd "$2" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
. "$source/tests/whole/static/same.sh"
trees=$directory/sources
tree() { echo "$trees/$1"-[0-9]*; }

case $step in
build)
    command -v musl-gcc >/dev/null || { echo "skipped: there is no musl-gcc"; exit 77; }
    "$source/scripts/sources.sh" "$trees" libyaml libmd yajl zlib libzstd cmocka
    "$source/scripts/static.sh" -o "$directory/built" "$trees" -DATTACK_EVENTS_WERROR=ON
    for program in attack-events attack-events-gen; do
        if readelf -d "$directory/built/$program" | grep NEEDED; then exit 1; fi
    done
    ;;
same)
    GPERF=$(command -v gperf || true) same_files "$directory" "$3" "$source" "$directory/built/attack-events-gen"
    same_answers "$directory" "$4" "$5" "$directory/built/attack-events"
    ;;
tests)
    build=$directory/tests
    # Nothing of pkg-config, which knows another C library's packages, and no C++, which musl's compiler is not.
    { CXX=false cmake -S "$source" -B "$build" -DCMAKE_C_COMPILER=musl-gcc -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=-O1 \
        -DCMAKE_EXE_LINKER_FLAGS=-static -DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON -DATTACK_EVENTS_BUILD_TESTS=ON \
        -DATTACK_EVENTS_JSON=yajl -DATTACK_EVENTS_WERROR=ON -DATTACK_EVENTS_LIBYAML_SOURCE="$(tree libyaml)" \
        -DATTACK_EVENTS_LIBMD_SOURCE="$(tree libmd)" -DATTACK_EVENTS_YAJL_SOURCE="$(tree yajl)" -DATTACK_EVENTS_ZLIB_SOURCE="$(tree zlib)" \
        -DATTACK_EVENTS_ZSTD_SOURCE="$(tree libzstd)" -DATTACK_EVENTS_CMOCKA_SOURCE="$(tree cmocka)" &&
        cmake --build "$build" --parallel 2 --target quick_tests; } >"$build.log" 2>&1 || { tail -n 50 "$build.log"; exit 1; }
    cd "$build"
    ctest -L quick --parallel 2 --output-on-failure
    ;;
esac
