#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and tests the project: with gcc as it is shipped, then with clang under AddressSanitizer and
# UndefinedBehaviorSanitizer.
#
#     test.sh [--all]      --all: also what takes long
#
# STRICT=1 in the environment is for whoever changes the code, and for CI: a compiler's warning is an error, and what
# analysers say of the runtime is tested. A newer compiler warns of more, which must not fail a user's build; an analyser
# is asked in the version that its exceptions were written for, and elsewhere skipped by name.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

# Each group but the first serves parts and tests that are left out by name without it.
groups=(
    "gcc g++ libc6-dev make cmake pkg-config libyaml-dev libmd-dev uthash-dev gperf libyajl-dev libcmocka-dev clang binutils python3-minimal"
    "graphviz librsvg2-bin libpng-dev libxml2-utils" # charts and graphs as pictures
    "chromium nodejs"              # the report in a browser
    "libcjson-dev"                 # recorded attacks, read by another JSON parser
    "mandoc" "zsh"                 # man page; completion
    "libclang-rt-dev"              # clang's sanitizers, where they are a package of their own
    "gcc-arm-none-eabi qemu-system-arm" "libnewlib-arm-none-eabi" # firmware, emulated
    "qemu-user gcc-s390x-linux-gnu libc6-dev-s390x-cross"         # other processors, emulated
    "qemu-user gcc-powerpc-linux-gnu libc6-dev-powerpc-cross"
    "qemu-user gcc-riscv64-linux-gnu libc6-dev-riscv64-cross"
    "qemu-user gcc-i686-linux-gnu libc6-dev-i386-cross"
    "gcc-mingw-w64-x86-64 wine wine64" # Windows
    "meson ninja-build"                # consumers of the package
    "python3-yaml python3-kconfiglib"  # the metadata for Zephyr and ESP-IDF
    "valgrind clang-tidy cppcheck"     # analysers
    "strace"                           # faults of calls
    "debhelper dpkg-dev lintian fakeroot"
)
install_groups "${groups[@]}"
require gcc g++ make cmake pkg-config gperf clang nm yaml.h sha256.h uthash.h yajl/yajl_parse.h cmocka.h || exit 1

# The compiler for the second run: clang, where it can link a sanitized program.
sanitizing=clang
echo 'int main(void) { return 0; }' | clang -fsanitize=address,undefined -x c - -o /dev/null 2>/dev/null || sanitizing=gcc

# Left out, unless with --all, to take a quarter of an hour. Of both runs: valgrind, what fills the memory or waits for
# gperf's limit, and what differs from another test only by a mapping, or by a processor or a level of the same kind;
# faults are made in a few programs. Of the second: faults; questions about whole mappings, which are asked there about
# small ones; the check of corrupt tables, which is sanitized in the first run too; what takes long to generate; pages
# in a browser; signals. Leaks are looked for with --all only, which makes each of the second run's processes take three
# times as long.
long='faults_bounds|gperf_time|valgrind|report_looks_ossem|tool_(narrowing|tables)_(builtin|ossem_2022_09)|graph_network_builtin'
long="$long|(matching|differential)_unhashed|differential_wide|top_svg_attack-events|cross_(clang|riscv64|i686|cortex_m0_fast)|symbols_clang"
strict=OFF
[ -z "${STRICT-}" ] || strict=ON
[ $strict = ON ] || long="$long|analysis_of_runtime|consumer_oldest_cmake"
mappings='builtin|unhashed|wide|repeating|ossem.*'
of_mappings='tool_narrowing|top_counts|graph_network|report|report_(rows|page|looks)|coverage_(coverage|plan|layer)|matching|differential'
generating='index|subset|input_limits|output_guards'
large="^(($of_mappings)_($mappings)|verify.*|faults_.*|$generating|coverage_collected|tool_tables_.*|$long)$"
long="^($long)$"
leaks=0
export FAULTS=few
[ "${1-}" != --all ] || long='^$' large='^$' leaks=1 FAULTS=all

run() { # NAME LEFT-OUT CMAKE-ARGUMENT...
    local name=$1 left_out=$2
    shift 2
    echo "== $name"
    cmake -S . -B "build/$name" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_WERROR=$strict "$@" >/dev/null
    cmake --build "build/$name" --parallel "$(nproc)" >"build/$name/build.log" 2>&1 ||
        { cat "build/$name/build.log"; return 1; }
    # One more than processors: some tests wait.
    (cd "build/$name" && ctest --output-on-failure --parallel $(($(nproc) + 1)) --exclude-regex "$left_out")
}

run gcc "$long" -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
export ASAN_OPTIONS=detect_leaks=$leaks
run $sanitizing-sanitized "$large" -DCMAKE_C_COMPILER=$sanitizing -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_C_FLAGS="-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
if [ "${1-}" = --all ]; then
    echo "== bare roots"
    scripts/bare_roots.sh || [ $? -eq 77 ]
fi
