#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# coverage.sh [BUILD-FOLDER]: how much of runtime/, host/, gen/ and cli/ the tests run, measured by gcc and gcovr. Prints a table by
# folder and every line and branch that no test runs, and fails below the limits in coverage.py. docs/testing.md says why the
# rest does not run.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

install_packages gcovr python3-minimal || true
require gcc gcov gcovr cmake python3 || exit 77

source=$PWD
build=${1:-build/coverage}
jobs=${JOBS:-2}

# Every branch counts once: an inlined copy of a function is the same source. Tests that compile elsewhere or with other
# flags add nothing, except two of the consumers, which run this build's generator in their own way. Programs that are
# killed, or whose calls fail, while they write their counters would spoil the counters for all.
cmake -S . -B "$build" -DATTACK_EVENTS_BUILD_TESTS=ON -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_C_FLAGS="--coverage -O0 -Dalways_inline=unused" >/dev/null
find "$build" -name '*.gcda' -delete
rm -f "$build/gen/runtime_text.c" # so that the program that writes it runs again
cmake --build "$build" --parallel "$jobs" >"$build/build.log" 2>&1 || { cat "$build/build.log"; exit 1; }
failed=0
(cd "$build" && ctest --output-on-failure --parallel "$jobs" -LE '^(apart|faults)$' -E '^gperf_time$') >"$build/tests.log" 2>&1 || failed=1
(cd "$build" && LDFLAGS=--coverage ctest --output-on-failure -R '^consumer_(one_file|two_mappings)$') >>"$build/tests.log" 2>&1 || failed=1
[ $failed -eq 0 ] || sed -n '/tests passed,/,$p' "$build/tests.log"

gcovr --root "$source" --filter 'runtime/' --filter 'host/' --filter 'gen/' --filter 'cli/' --json "$build/coverage.json" "$build"
python3 scripts/coverage.py "$build/coverage.json" || failed=1
exit $failed
