#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs static analysis on all of our C: warnings of gcc and clang, gcc's analyzer, clang-tidy and cppcheck. Prints a line for
# each tool; fails on any finding.
#
#     analyse.sh [TOOL...]  all of our C, compiled in build/analyse: some 15 minutes of one processor. TOOL: gcc, clang,
#                           gcc-analyzer, clang-tidy or cppcheck; the last two read what clang compiled before
#     analyse.sh --quick    runtime/ and generated/, without warnings, which every build shows; only tools of the versions
#                           below. Exits 77 if one is missing or has another version, and none has found anything
#
# .clang-tidy says which of its checks are off. In the environment, JOBS is the number of processors to use, BUILD another
# folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

jobs=${JOBS:-$(nproc)}
build=${BUILD:-$PWD/build/analyse}
found=$(mktemp -d)
trap 'rm -rf "$found"' EXIT
failed=0

# Warnings beyond those of CMakeLists.txt. With sanitizers or other compiler versions, they have false positives.
gcc_warnings="-Wnull-dereference -Wformat-overflow=2 -Wstringop-overflow=4 -Walloc-zero -Wunused-const-variable=2"
clang_warnings="-Wconditional-uninitialized -Wmissing-variable-declarations -Wassign-enum -Wshift-sign-overflow \
-Wunreachable-code -Wloop-analysis -Wextra-semi-stmt -Wdocumentation"

# The analyzer follows values best without inlining. -O1 then has false positives about initialisation; every build checks
# that with -O2.
analyzer="-O1 -fno-inline -fanalyzer -Wno-maybe-uninitialized"
# A failing test, or a benchmark, may exit without freeing memory. LeakSanitizer finds real leaks, in scripts/test.sh --everything.
analyzer_off="^$PWD/(tests|bench)/.*\\[-Wanalyzer-(malloc|file)-leak\\]\$"

# cppcheck's checks that are off:
cppcheck_off=(
    unreadVariable:     # version 2.10 does not follow an array that a struct points to,
    unassignedVariable: # nor here
    strtokCalled:       # is for programs with threads; ours have none
    usleepCalled:       # the tests ask for the POSIX that has it
    variableScope:      # constants stand before the loop that uses them
    unusedStructMember: # some give a union its alignment, or are read by the processor
)

# Prints the lines of a log that name a finding, each once, since headers are read several times.
findings() {
    sed 's/\x1b\[[0-9;]*m//g' | grep -E '(warning|error|style|performance|portability): ' | sort -u || true
}

# report TOOL FILES [EXPECTED] : prints the findings in $found/TOOL and their number. Fewer files than expected are a
# failure.
report() {
    cat "$found/$1"
    echo "$1: $(wc -l <"$found/$1") findings in $2 files"
    [ ! -s "$found/$1" ] || failed=1
    [ "${2:-0}" -ge "${3:-1}" ] || { echo "error: $1 has not read all of ${3:-the} files" >&2; failed=1; }
}

# tidy BUILD PATTERN : appends to the log of clang-tidy. It fails on findings, which are printed first.
tidy() {
    run-clang-tidy -j "$jobs" -quiet -p "$1" "$2" >>"$build/clang-tidy.log" 2>&1 || tidy_failed=1
}

run_cppcheck() { # ARGUMENT...
    local check off=()
    for check in "${cppcheck_off[@]}"; do off+=("--suppress=${check%:}"); done
    # Without these two, cppcheck assumes that a function returns although it does not.
    cppcheck -j "$jobs" --enable=warning,style,performance,portability --inline-suppr --library=posix \
        -D__GNUC__=12 '-Dfail_msg(...)=abort()' '-Dassert_non_null(pointer)=if(!(pointer))abort()' "${off[@]}" \
        --template='{file}:{line}:{column}: {severity}: {message} [{id}]' "$@" 2>&1
}

# compile NAME COMPILER FLAGS [OFF] : builds everything, and keeps the compiler's messages as findings, except lines that
# match the pattern OFF.
compile() {
    cmake -S . -B "$build/$1" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_BUILD_BENCH=ON -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_C_COMPILER="$2" -DCMAKE_C_FLAGS="$3" >/dev/null
    cmake --build "$build/$1" --clean-first --parallel "$jobs" --target all attack_events_analysed_apart \
        >"$build/$1.log" 2>&1 || { tail -30 "$build/$1.log"; echo "$1: the build failed"; exit 1; }
    findings <"$build/$1.log" | { grep -vE "${4:-^$}" || true; } >"$found/$1"
    report "$1" "$(count_files "$1")"
}

count_files() { # NAME of a build [PATTERN of files that do not count]
    grep '"file":' "$build/$1/compile_commands.json" | sort -u | grep -vcE "${2:-^$}"
}

# The versions that the code was checked with, and that the exceptions above are for: those of Debian 12. Other versions have
# other checks and other false positives.
gcc_read=12 clang_tidy_read=14 cppcheck_read=2.10

# is_version TOOL VERSION : returns 1, and makes the script exit with 77, if the tool is missing or has another version.
is_version() {
    local version
    if command -v "$1" >/dev/null; then
        version=$("$1" --version | grep -oE '[0-9]+([.][0-9]+)+' | head -n 1)
        case $version. in "$2".*) return ;; esac
        echo "skipped: $1 is $version, and the code was read with $2"
    else
        echo "skipped: there is no $1"
    fi
    skipped=77
    return 1
}

quick() {
    local source sources=(runtime/*.c generated/*.c) skipped=0
    if is_version gcc $gcc_read; then
        for source in "${sources[@]}"; do
            # shellcheck disable=SC2086 # several words
            gcc -std=c99 $analyzer -Iruntime -S -o /dev/null "$source" 2>&1 || true # as an error that was found
        done | findings >"$found/gcc-analyzer"
        report gcc-analyzer ${#sources[@]}
    fi
    if is_version clang-tidy $clang_tidy_read; then
        { clang-tidy --quiet "${sources[@]}" -- -std=c99 -Iruntime 2>&1 || true; } | findings >"$found/clang-tidy"
        report clang-tidy ${#sources[@]}
    fi
    sources=(runtime/*.c) # large tables take cppcheck long
    if is_version cppcheck $cppcheck_read; then
        run_cppcheck -Iruntime "${sources[@]}" | findings >"$found/cppcheck"
        report cppcheck ${#sources[@]}
    fi
    [ $failed -ne 0 ] || failed=$skipped
}

run_tool() { # NAME
    case $1 in
    gcc) compile gcc gcc "$gcc_warnings" ;;
    clang) compile clang clang "$clang_warnings" ;;
    gcc-analyzer) compile gcc-analyzer gcc "$analyzer" "$analyzer_off" ;;
    clang-tidy) # what gperf writes for the benchmarks is not ours; it is compiled with -w, too
        cmake -S tests/whole/fuzz -B "$build/fuzz" -DCMAKE_C_COMPILER=clang -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
        local tidy_failed=0
        : >"$build/clang-tidy.log"
        tidy "$build/clang" '^(?!.*/bench/gperf_).*\.c$'
        tidy "$build/fuzz" '/tests/whole/fuzz/[^/]*\.c$'
        findings <"$build/clang-tidy.log" >"$found/clang-tidy"
        report clang-tidy "$(grep -c '^[^ ]*clang-tidy' "$build/clang-tidy.log")" \
            $(($(count_files clang '/bench/gperf_') + $(find tests/whole/fuzz -name '*.c' | wc -l)))
        [ $tidy_failed -eq 0 ] || [ $failed -ne 0 ] || { tail "$build/clang-tidy.log"; failed=1; }
        ;;
    cppcheck) # it says "12/34 files checked"
        rm -rf "$build/cppcheck"
        mkdir -p "$build/cppcheck"
        run_cppcheck --project="$build/clang/compile_commands.json" --cppcheck-build-dir="$build/cppcheck" \
            -i"$build/clang/bench" >"$build/cppcheck.log"
        findings <"$build/cppcheck.log" >"$found/cppcheck"
        report cppcheck "$(grep -oE '^[0-9]+/[0-9]+ files checked' "$build/cppcheck.log" | tail -n 1 | cut -d / -f 1)" \
            "$(count_files clang '/bench/gperf_')"
        ;;
    *) sed -n '6,7s/^# *//p' "$0" >&2; exit 2 ;;
    esac
}

if [ "${1-}" = --quick ]; then
    quick
    exit $failed
fi
install_packages gcc clang clang-tidy cppcheck make cmake pkg-config libyaml-dev libmd-dev uthash-dev gperf libyajl-dev \
    libclang-rt-dev libcmocka-dev libcjson-dev libpng-dev libglib2.0-dev libsqlite3-dev || true
require gcc clang clang-tidy run-clang-tidy cppcheck cmake || exit 1
mkdir -p "$build"
[ $# -gt 0 ] || set -- gcc clang gcc-analyzer clang-tidy cppcheck
for tool in "$@"; do run_tool "$tool"; done
exit $failed
