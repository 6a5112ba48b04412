#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and tests the project, at one of three levels. tests/CMakeLists.txt says what the labels of the tests mean.
#
#     test.sh --quick                  the unit tests of every room, with small mappings: under a minute, and nothing is
#                                      installed
#     test.sh                          all that runs on this machine: with gcc as it is shipped, then with clang under
#                                      AddressSanitizer and UndefinedBehaviorSanitizer
#     test.sh --everything [PART...]   the second level, then each part below; with names, only these parts
#
# In the environment:
#     STRICT=1     for whoever changes the code, and for CI: a compiler's warning is an error, and what analysers say of the
#                  runtime is tested. A newer compiler warns of more, which must not fail a user's build; an analyser is
#                  asked in the version that its exceptions were written for, and elsewhere skipped by name
#     MINUTES=N    parts that would not be done so many minutes after the start are left out by name
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

host=("gcc g++ libc6-dev make cmake pkg-config libyaml-dev libmd-dev uthash-dev gperf libyajl-dev libsimdjson-dev zlib1g-dev libzstd-dev libcmocka-dev clang binutils python3"
    "libclang-rt-dev") # clang's sanitizers, where they are a package of their own

# The parts in the order in which they run, each with the minutes that it takes on two processors. First comes what is
# quick for what it finds.
parts=(pictures:1 recordings:1 browser:2 consumers:2 processors:3 windows:2 fuzzing:3 analysers:2 packages:1 integrations:3
    static:5 python:9 kafka:9 thorough:4 faults:15 sanitizers:60 roots:60)

# Groups of packages, which are installed or missing together.
declare -A packages=(
    [pictures]="graphviz librsvg2-bin libpng-dev libxml2-utils"
    [recordings]="libcjson-dev"
    [browser]="chromium nodejs"
    [consumers]="meson ninja-build, python3-yaml python3-kconfiglib, gcc-arm-none-eabi qemu-system-arm, libnewlib-arm-none-eabi,
        bindgen rustc"
    [processors]="gcc-arm-none-eabi qemu-system-arm, libnewlib-arm-none-eabi, qemu-user gcc-s390x-linux-gnu libc6-dev-s390x-cross,
        qemu-user gcc-powerpc-linux-gnu libc6-dev-powerpc-cross, qemu-user gcc-riscv64-linux-gnu libc6-dev-riscv64-cross,
        qemu-user gcc-i686-linux-gnu libc6-dev-i386-cross"
    [windows]="gcc-mingw-w64-x86-64 wine wine64 dpkg-dev"
    # Debian lets only one of rsyslog and syslog-ng be installed: a test unpacks the other, which needs these libraries
    [integrations]="rsyslog, libivykis0 libnet1 libwrap0, python3-pip, sqlite3 libsqlite3-dev, valgrind"
    [static]="musl-tools dpkg-dev"
    [analysers]="valgrind clang-tidy cppcheck, abigail-tools"
    [python]="python3-venv python3-pip, default-jre-headless"
    [packages]="debhelper dpkg-dev lintian fakeroot"
    [faults]="strace"
    [kafka]="kcat python3-confluent-kafka default-jre-headless maven"
    [host]="mandoc, zsh, strace, libsodium-dev minisign, python3-audit" # the second level uses these where they are
)

say() { printf '== %s\n' "$*"; }

build() { # NAME TARGET CMAKE-ARGUMENT...
    local name=$1 target=$2 strict=OFF
    shift 2
    [ -z "${STRICT-}" ] || strict=ON
    mkdir -p "build/$name"
    { cmake -S . -B "build/$name" -DATTACK_EVENTS_BUILD_TESTS=ON -DATTACK_EVENTS_WERROR=$strict "$@" &&
        cmake --build "build/$name" --parallel "$(nproc)" --target "$target"; } >"build/$name/build.log" 2>&1 ||
        { cat "build/$name/build.log"; return 1; }
}

build_gcc() { build gcc all -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release; }

# With clang, if it can link a sanitized program.
build_sanitized() {
    local cplusplus flags
    sanitizing=clang
    echo 'int main(void) { return 0; }' | clang -fsanitize=address,undefined -x c - -o /dev/null 2>/dev/null || sanitizing=gcc
    [ $sanitizing = clang ] && cplusplus=clang++ || cplusplus=g++
    flags="-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
    build $sanitizing-sanitized all -DCMAKE_C_COMPILER=$sanitizing -DCMAKE_CXX_COMPILER=$cplusplus -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags"
}

names() { # BUILD CTEST-ARGUMENT...
    local build=$1
    shift
    (cd "build/$build" && ctest -N "$@" | sed -n 's/^ *Test *#[0-9]*: //p')
}

# Runs the tests with a label, and says which it left out, and why.
run() { # BUILD LABELS LABELS-LEFT-OUT : of labels, a|b
    local build=$1 labels="^($2)$" without="^($3)$" code=0 left_out
    [ -n "${STRICT-}" ] || without="^($3|strict)$"
    if [ -z "$(names "$build" -L "$labels" -LE "$without")" ]; then
        echo "$build: no test has these labels: $2"
        return 0
    fi
    # One more than processors: some tests wait.
    (cd "build/$build" && ctest --output-on-failure --parallel $(($(nproc) + 1)) -L "$labels" -LE "$without") || code=$?
    grep -ahE '^(\[ *[A-Z]* *\] )?skipped: ' "build/$build/Testing/Temporary/LastTest.log" | sort | uniq -c || true
    left_out=$(comm -23 <(names "$build" -L "$labels" | sort) <(names "$build" -L "$labels" -LE "$without" | sort))
    [ -z "$left_out" ] || echo "Left out of $build by their labels:" $left_out
    return $code
}

quick() {
    local compiler
    compiler=$(command -v gcc || command -v clang) || { echo "Missing: gcc or clang" >&2; return 1; }
    require cmake make pkg-config yaml.h sha256.h uthash.h cmocka.h || return 1
    say "quick, with $compiler"
    build quick quick_tests "-DCMAKE_C_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=-O0
    run quick quick none
    echo "Left out, for scripts/test.sh: the sanitizers, and all tests without the label quick"
}

# Leaks are looked for with everything only, which makes each sanitized process take three times as long. Faults are made in
# a few programs.
second_level() {
    require gcc g++ make cmake pkg-config gperf clang nm yaml.h sha256.h uthash.h yajl/yajl_parse.h cmocka.h || return 1
    export FAULTS=few ASAN_OPTIONS=detect_leaks=0
    say gcc
    build_gcc
    run gcc 'quick|host' none || failed+=(gcc)
    build_sanitized
    say $sanitizing-sanitized
    run $sanitizing-sanitized 'quick|host' unsanitized || failed+=($sanitizing-sanitized)
}

run_part() { # NAME
    local code=0
    say "$1"
    case $1 in
    sanitizers) FAULTS=all ASAN_OPTIONS=detect_leaks=1 run $sanitizing-sanitized '.*' none ;;
    roots) scripts/bare_roots.sh || [ $? -eq 77 ] ;;
    faults) FAULTS=all run gcc faults none ;;
    *)
        run gcc "$1" none || code=1
        ASAN_OPTIONS=detect_leaks=0 run $sanitizing-sanitized "$1" unsanitized || code=1
        return $code
        ;;
    esac
}

everything() { # PART...
    local part name groups=() wanted=("$@")
    for name in "$@"; do
        case " ${parts[*]} " in *" $name:"*) ;; *) echo "test.sh: of the parts ${parts[*]%:*}, none is $name" >&2; return 2 ;; esac
    done
    [ $# -gt 0 ] || wanted=(host "${parts[@]%:*}")
    for name in "${wanted[@]}"; do
        while IFS= read -r -d , part; do groups+=("$part"); done <<<"${packages[$name]-},"
    done
    install_groups "${host[@]}" "${groups[@]}"
    if [ $# -eq 0 ]; then
        second_level
    else
        build_gcc
        build_sanitized
    fi
    for part in "${parts[@]}"; do
        name=${part%:*}
        case " ${wanted[*]} " in *" $name "*) ;; *) continue ;; esac
        if [ -n "${MINUTES-}" ] && [ $((SECONDS / 60 + ${part#*:})) -ge "$MINUTES" ]; then
            late+=("$name")
            continue
        fi
        run_part "$name" || failed+=("$name")
    done
}

failed=() late=()
case ${1-} in
--quick) quick ;;
--everything) everything "${@:2}" ;;
'')
    install_groups "${host[@]}"
    second_level
    echo "Left out, for scripts/test.sh --everything: ${parts[*]%:*}"
    ;;
*) sed -n '5,10s/^# *//p' "$0" >&2; exit 2 ;;
esac
[ ${#late[@]} -eq 0 ] || echo "Left out, as they would take longer than $MINUTES minutes in all: ${late[*]}"
[ ${#failed[@]} -eq 0 ] || { echo "Failed: ${failed[*]}" >&2; exit 1; }
