#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the suite under valgrind's memcheck: the generator while it makes the mappings, each test that is a program of
# ours, and the programs that it starts. ASan and UBSan: scripts/test.sh --all.
#
#     sanitize.sh [PATTERN]      only the tests whose names match; built in build/valgrind. Hours for all of them
#
# JOBS says how many processors to use, BUILD another folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh
install_packages valgrind || true
require valgrind cmake || exit 1
jobs=${JOBS:-$(nproc)}
build=${BUILD:-build/valgrind}

# Left out, with the reason:
left_out=(
    'cross_.*' 'symbols_.*' 'sections_.*' 'stack_.*' 'size_.*' # programs of other processors, or none at all: shell scripts
    'consumer_.*' 'packages_.*'                                # build trees of their own, without valgrind
    'readme_output' 'example_sensor.*' 'example_of_readme.*'   # shell and CMake, which run what other tests run
    'report_page_.*' 'report_looks_.*'                         # a browser, which starts by its own clock
    'analysis_.*'                                              # runs nothing
    'gperf_time' 'input_limits' 'interrupted' 'tag_stream'     # measure time, or kill in the middle, by the clock
)

# Compilers, shells and gperf are not ours; what a shell starts of ours goes untraced with it.
emulator="valgrind;--quiet;--error-exitcode=99;--leak-check=full;--errors-for-leak-kinds=definite;--trace-children=yes;\
--trace-children-skip=*/gcc*,*/cc*,*/g++*,*/c++*,*/clang*,*/collect2,*/as,*/ld*,*/gperf,*/sh,*/bash,*/dash,*/sed,*/env;\
--suppressions=$PWD/tests/valgrind/foreign.supp"

cmake -S . -B "$build" -DATTACK_EVENTS_BUILD_TESTS=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    "-DCMAKE_CROSSCOMPILING_EMULATOR=$emulator" >/dev/null
cmake --build "$build" --parallel "$jobs" >"$build.log" 2>&1 || { tail -40 "$build.log"; exit 1; }

pattern=$(IFS='|'; echo "^(${left_out[*]})$")
cd "$build"
whole=$(ctest -N | sed -n 's/^Total Tests: //p')
log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0
ctest --output-on-failure --parallel "$jobs" -R "${1:-.}" -E "$pattern" | tee "$log" || code=$?
run=$(grep -cE '^ *[0-9]+/[0-9]+ Test +#.* Passed' "$log" || true)
echo "valgrind: $run of the $whole tests ran without a finding; left out by name: $(ctest -N -R "$pattern" | sed -n 's/^Total Tests: //p')"
[ "$run" -gt 0 ] || code=1
exit $code
