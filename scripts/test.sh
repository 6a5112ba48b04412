#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and tests the project: with gcc as it is shipped, then with clang under AddressSanitizer and
# UndefinedBehaviorSanitizer. Warnings are errors in both.
#
#     test.sh [--all]      --all: also what takes long
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

install_packages gcc g++ libc6-dev make cmake pkg-config libyaml-dev libmd-dev uthash-dev gperf libyajl-dev libcmocka-dev \
    clang binutils python3-minimal || true
# Each of these lines serves parts and tests that are left out by name without it: charts and graphs as pictures; the
# report in a browser; recorded attacks, read by another JSON parser; man page and completion; clang's sanitizers where
# they are a package of their own; the firmware and other processors, emulated; Windows, under wine; consumers of the package;
# the metadata for Zephyr and ESP-IDF.
install_packages libcairo2-dev libgraphviz-dev libpng-dev libxml2-utils librsvg2-bin fonts-dejavu-core || true
install_packages chromium nodejs || true
install_packages libcjson-dev || true
install_packages mandoc || true
install_packages zsh || true
install_packages libclang-rt-dev || true
install_packages gcc-arm-none-eabi qemu-system-arm || true
install_packages qemu-user gcc-s390x-linux-gnu libc6-dev-s390x-cross || true
install_packages qemu-user gcc-powerpc-linux-gnu libc6-dev-powerpc-cross || true
install_packages qemu-user gcc-riscv64-linux-gnu libc6-dev-riscv64-cross || true
install_packages qemu-user gcc-i686-linux-gnu libc6-dev-i386-cross || true
install_packages gcc-mingw-w64-x86-64 wine wine64 || true
install_packages gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm || true
install_packages meson ninja-build || true
install_packages python3-yaml python3-kconfiglib || true
install_packages valgrind clang-tidy cppcheck || true
install_packages debhelper dpkg-dev lintian fakeroot || true
require gcc g++ make cmake pkg-config gperf clang nm yaml.h sha256.h uthash.h yajl/yajl_parse.h cmocka.h || exit 1

# The compiler for the second run: clang, where it can link a sanitized program.
sanitizing=clang
echo 'int main(void) { return 0; }' | clang -fsanitize=address,undefined -x c - -o /dev/null 2>/dev/null || sanitizing=gcc

# Left out, unless with --all, as they start programs by the thousand. Of both runs: faults at every place, valgrind. Of the
# second: questions about whole mappings, which are asked there about small ones; the check of corrupt tables, which is
# sanitized in the first run too; pages in a browser; signals.
long='faults_(allocations|bounds|calls|writes)|valgrind'
large="^(((tool_(narrowing|tables)|top_counts|graph_network|report|report_(rows|page|looks)|coverage_(coverage|plan|layer)|matching|differential)_(builtin|unhashed|wide|ossem.*))|tool_tables_repeating|verify.*|faults_.*|interrupted|$long)$"
long="^($long)$"
[ "${1-}" != --all ] || long='^$' large='^$'

run() { # NAME LEFT-OUT CMAKE-ARGUMENT...
    local name=$1 left_out=$2
    shift 2
    echo "== $name"
    cmake -S . -B "build/$name" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_WERROR=ON "$@" >/dev/null
    cmake --build "build/$name" --parallel "$(nproc)" >"build/$name/build.log" 2>&1 ||
        { cat "build/$name/build.log"; return 1; }
    (cd "build/$name" && ctest --output-on-failure --parallel "$(nproc)" --exclude-regex "$left_out")
}

run gcc "$long" -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
run $sanitizing-sanitized "$large" -DCMAKE_C_COMPILER=$sanitizing -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_C_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
