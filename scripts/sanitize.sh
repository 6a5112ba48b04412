#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tests so that reads of uninitialised memory are noticed. For ASan and UBSan: scripts/test.sh.
#
#     sanitize.sh memory [PATTERN]    built by clang with MemorySanitizer, as are the libraries that we link
#     sanitize.sh valgrind [PATTERN]  under memcheck: the generator while it makes the mappings, each test that is a
#                                     program of ours, and the programs that it starts. Each program takes half a second:
#                                     all tests take hours
#
# PATTERN: only the tests whose names match. JOBS is the number of processors to use, BUILD another folder than build/NAME.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

# Left out of both, beside the tests with the label `apart`, with the reasons:
left_out=(
    'readme_output' 'example_sensor.*' 'example_of_readme.*'   # shell and CMake around what other tests run
    'report_page_.*' 'report_looks_.*'                         # a browser, which has its own timeouts
    'gperf_time'                                               # measures the time of a program that is not ours
)

run_tests() { # NAME PATTERN MORE-LEFT-OUT...
    local name=$1 wanted=$2 pattern whole run log code=0
    shift 2
    pattern=$(IFS='|'; echo "^(${left_out[*]}|$*)$")
    log=$build.tests.log
    whole=$(ctest --test-dir "$build" -N | sed -n 's/^Total Tests: //p')
    ctest --test-dir "$build" --output-on-failure --parallel "$jobs" -R "$wanted" -E "$pattern" -LE '^apart$' | tee "$log" || code=$?
    run=$(grep -cE '^ *[0-9]+/[0-9]+ Test +#.* Passed' "$log" || true)
    echo "$name: $run of the $whole tests ran without a finding; left out by label and by name:" \
        "$(ctest --test-dir "$build" -N -L '^apart$' | sed -n 's/^Total Tests: //p')," \
        "$(ctest --test-dir "$build" -N -R "$pattern" | sed -n 's/^Total Tests: //p')"
    [ "$run" -gt 0 ] || code=1
    return $code
}

configure_and_build() { # CMAKE-ARGUMENT...
    cmake -S . -B "$build" -DATTACK_EVENTS_BUILD_TESTS=ON "$@" >/dev/null
    cmake --build "$build" --parallel "$jobs" >"$build.log" 2>&1 || { tail -40 "$build.log"; return 1; }
}

run_valgrind() { # PATTERN
    install_packages valgrind || true
    require valgrind cmake || exit 1
    # Compilers, shells, gperf and the programs that draw are not ours; programs of ours that a shell starts are not traced either.
    local emulator="valgrind;--quiet;--error-exitcode=99;--leak-check=full;--show-leak-kinds=definite;\
--errors-for-leak-kinds=definite;--trace-children=yes;\
--trace-children-skip=*/gcc*,*/cc*,*/g++*,*/c++*,*/clang*,*/collect2,*/as,*/ld*,*/gperf,*/dot,*/gvpr,*/rsvg-convert,*/sh,*/bash,*/dash,*/sed,*/env"
    configure_and_build -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CROSSCOMPILING_EMULATOR=$emulator" || return 1
    # These kill programs after some time.
    run_tests valgrind "$1" 'input_limits|faults_interrupts|tag_stream'
}

memory_flags="-O1 -g1 -fsanitize=memory -fno-omit-frame-pointer"

# MemorySanitizer has to see every write, also those of libraries. These are built from the sources of their packages, from
# apt's list of sources, in separate folders; nothing is installed.
fetch_sources() { # FOLDER NAME...
    local folder=$1 file
    shift
    mkdir -p "$folder/parts" "$folder/lists" "$folder/cache"
    for file in /etc/apt/sources.list.d/*.sources; do
        [ ! -f "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$folder/parts/${file##*/}"
    done
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ ! -f "$file" ] || sed -n 's/^deb /deb-src /p' "$file" >"$folder/parts/source-${file##*/}"
    done
    [ ! -f "$folder/parts/source-sources.list" ] || mv "$folder/parts/source-sources.list" "$folder/parts/sources.list"
    local apt=(apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$folder/parts"
        -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=)
    "${apt[@]}" update && cd "$folder" && "${apt[@]}" source "$@"
}

# build_libraries FOLDER : puts the libraries and their .pc files into FOLDER/lib. It is called where `set -e` has no effect.
build_libraries() {
    local folder=$1 library flags="$memory_flags -fPIC -w"

    (fetch_sources "$folder/source" libyaml libmd yajl cmocka cjson) || return 1
    for library in libyaml yajl cmocka cjson; do
        cmake -S "$folder/source/$library"-[0-9]*/ -B "$folder/$library" -DCMAKE_C_COMPILER=clang \
            "-DCMAKE_C_FLAGS=$flags" -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=ON -DENABLE_CJSON_TEST=OFF \
            "-DCMAKE_INSTALL_PREFIX=$folder" -DCMAKE_INSTALL_LIBDIR=lib &&
            cmake --build "$folder/$library" --parallel "$jobs" --target install || return 1
    done
    # CMake writes no .pc file for this one.
    printf '%s\n' 'Name: libyaml' 'Description: YAML' 'Version: 0.2.5' "Cflags: -I$folder/include" \
        "Libs: -L$folder/lib -lyaml" >"$folder/lib/pkgconfig/yaml-0.1.pc"
    mkdir -p "$folder/libmd" && cd "$folder/libmd" || return 1
    sh ../source/libmd-[0-9]*/configure CC=clang "CFLAGS=$flags" "--prefix=$folder" && make install
}

run_memory() { # PATTERN
    install_packages clang libclang-rt-dev cmake make pkg-config gperf uthash-dev dpkg-dev || true
    require clang cmake pkg-config gperf uthash.h apt-get dpkg-source || exit 1
    local libraries=$PWD/build/memory-libraries
    if [ ! -f "$libraries/complete" ]; then
        rm -rf "$libraries"
        mkdir -p "$libraries"
        (build_libraries "$libraries") >"$libraries/log" 2>&1 || { tail -40 "$libraries/log"; return 1; }
        touch "$libraries/complete"
    fi
    export PKG_CONFIG_PATH=$libraries/lib/pkgconfig
    configure_and_build -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=clang \
        "-DCMAKE_C_FLAGS=$memory_flags -fno-sanitize-recover=all" || return 1
    # Tests with a sanitizer of their own or with valgrind; and those that read a PNG with libpng, whose writes
    # MemorySanitizer does not see.
    run_tests MemorySanitizer "$1" 'top_pictures_.*|graph_(pictures|hostile_names)' \
        'tool_(manners|manual)'
}

name=${1-}
jobs=${JOBS:-$(nproc)}
build=${BUILD:-build/$name}
case $name in
memory | valgrind) "run_$name" "${2:-.}" ;;
*) sed -n '5,8s/^# *//p' "$0" >&2; exit 2 ;;
esac
