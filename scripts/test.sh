#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and tests the project: with gcc as it is shipped, then with clang under AddressSanitizer and
# UndefinedBehaviorSanitizer. Warnings are errors in both.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

install_packages gcc g++ libc6-dev make cmake pkg-config libyaml-dev libmd-dev uthash-dev gperf libcmocka-dev clang \
    libclang-rt-14-dev binutils python3-minimal || install_packages gcc g++ libc6-dev make cmake pkg-config libyaml-dev \
    libmd-dev uthash-dev gperf libcmocka-dev clang binutils || true
require gcc g++ make cmake pkg-config gperf clang nm yaml.h sha256.h uthash.h || exit 1

run() { # NAME CMAKE-ARGUMENT...
    local name=$1
    shift
    echo "== $name"
    cmake -S . -B "build/$name" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_WERROR=ON "$@" >/dev/null
    cmake --build "build/$name" --parallel "$(nproc)" >"build/$name/build.log" 2>&1 ||
        { cat "build/$name/build.log"; return 1; }
    (cd "build/$name" && ctest --output-on-failure --parallel "$(nproc)")
}

run gcc -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
run clang-sanitized -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_C_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
