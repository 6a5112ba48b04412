#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# fuzz.sh [SECONDS [TARGET...]]: fuzzes each target (generate, tag, tag_yajl, collected, runtime, pack) for an hour or the given
# seconds, two at a time, and prints the results as a table, which it also writes to table.md. The corpus stays in build/fuzz
# (FUZZ_DIRECTORY) for the next run. A sample (COMPILED, 300) of the inputs of `generate` then goes through gperf and a C
# compiler. Returns 1 if there was a finding, or a target did not run to its end.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

declare -A longest=([generate]=8192 [tag]=8192 [tag_yajl]=8192 [collected]=4096 [runtime]=2048 [pack]=4096)
usage() {
    echo "usage: scripts/fuzz.sh [SECONDS [TARGET...]], of these: ${!longest[*]}" >&2
    exit 2
}

seconds=${1:-3600}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || usage
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(generate tag tag_yajl collected runtime pack)
for target in "${targets[@]}"; do [ -n "${longest[$target]-}" ] || usage; done
directory=${FUZZ_DIRECTORY:-build/fuzz}
shared=${ATTACK_EVENTS_SHARED:-../shared}

install_packages clang libclang-rt-dev gperf cmake make pkg-config libyaml-dev libmd-dev uthash-dev libyajl-dev libsimdjson-dev zlib1g-dev libzstd-dev || true
require clang cmake pkg-config || exit 1
# Copies, so that edits and builds in the meantime do not change what runs.
mkdir -p "$directory/bin"
cmake -S tests/whole/fuzz -B "$directory/build" -DCMAKE_C_COMPILER=clang >/dev/null
cmake --build "$directory/build" --parallel 2 >"$directory/build.log" 2>&1 || { cat "$directory/build.log"; exit 1; }

# Only results of this run count.
for target in "${targets[@]}"; do rm -f "$directory/$target.log" "$directory/$target.cpu"; done

fuzz() { # TARGET
    local target=$1 dictionary=() TIMEFORMAT='cpu %0U'

    mkdir -p "$directory/found/$target" "$directory/corpus/$target"
    cp "$directory/build/fuzz_$target" "$directory/bin/"
    rm -rf "$directory/seeds/$target"
    tests/whole/fuzz/seeds.sh "$target" "$directory/seeds/$target" "$shared" >"$directory/$target.seeds"
    [ ! -f "tests/whole/fuzz/${target%_yajl}.dict" ] || dictionary=(-dict="tests/whole/fuzz/${target%_yajl}.dict")
    { time "$directory/bin/fuzz_$target" "${dictionary[@]}" -max_total_time="$seconds" -max_len="${longest[$target]}" \
        -timeout=60 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$directory/found/$target/" \
        "$directory/corpus/$target" "$directory/seeds/$target" >"$directory/$target.log" 2>&1 || true; } 2>"$directory/$target.cpu"
}

# last PATTERN FILE: prints the number behind the last match of the pattern.
last() {
    grep -ao "$1:* *[0-9][0-9]*" "$directory/$2" | tail -n 1 | grep -ao '[0-9]*$' || echo -
}

printf '%s\n' "${targets[@]}" | { # two at a time
    while read -r target; do
        while [ "$(jobs -rp | wc -l)" -ge 2 ]; do sleep 1; done
        fuzz "$target" &
    done
    wait # each log says whether the target ran to its end
}

failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
{
    echo "| target | seeds | seconds | of the processor | executions | coverage: edges | coverage: features | inputs kept | findings |"
    echo "|---|---|---|---|---|---|---|---|---|"
    for target in "${targets[@]}"; do
        log=$target.log
        took=$(grep -ao 'Done [0-9]* runs in [0-9]*' "$directory/$log" | grep -ao '[0-9]*$') || { # a finding also ends a run
            took="ended early"
            tail -n 3 "$directory/$log" >>"$failed" 2>&1 || true
        }
        echo "| $target | $(cat "$directory/$target.seeds") | $took | $(last cpu "$target.cpu") | $(last stat::number_of_executed_units "$log") |" \
            "$(last cov "$log") | $(last ft "$log") | $(find "$directory/corpus/$target" -type f | wc -l) |" \
            "$(find "$directory/found/$target" -type f | wc -l) |"
    done
} | tee "$directory/table.md"
cat "$failed"
[ ! -s "$failed" ] || exit 1

case " ${targets[*]} " in *" generate "*)
    cmake -S . -B "$directory/plain" -DATTACK_EVENTS_BUILD_TOOL=OFF >/dev/null
    cmake --build "$directory/plain" --parallel 2 --target attack-events-gen >"$directory/plain.log" 2>&1 ||
        { cat "$directory/plain.log"; exit 1; }
    find "$directory/corpus/generate" -type f | LC_ALL=C sort | shuf -n "${COMPILED:-300}" --random-source=<(yes) |
        xargs -d '\n' tests/whole/fuzz/compile_corpus.sh "$directory/plain/gen/attack-events-gen" "${CC:-cc}" \
            "$directory/build/print_image" || exit 1
    ;;
esac
! find "$directory/found" -type f | grep .
