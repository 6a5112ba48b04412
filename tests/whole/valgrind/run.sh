#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs programs under valgrind's memcheck: invalid reads, reads of uninitialised memory, and leaks of the tool or a test are
# failures. Code without a sanitizer, such as the C library's and YAJL's, is checked as well.
#
#     run.sh TOOL GENERATOR FIXTURE PROGRAM...      the tool's commands, the generator on FIXTURE, and test programs
#
# Exits 77 if there is no valgrind.
set -euo pipefail
tool=$1 generator=$2 fixture=$3
shift 3
command -v valgrind >/dev/null || { echo "skipped: there is no valgrind"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
collected=$(cd "$(dirname "$0")/../../cli/coverage" && pwd)/collected.csv
runs=0

input=/dev/null

check() { # COMMAND... : must succeed on $input, without a message from valgrind
    local code=0
    valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite "$@" \
        >"$scratch/output" 2>"$scratch/errors" <"$input" || code=$?
    if [ $code -ne 0 ]; then
        echo "exit code $code: $*" >&2
        head -40 "$scratch/errors" >&2
        exit 1
    fi
    runs=$((runs + 1))
}

for program in "$@"; do check "$program"; done
for format in table tsv json; do
    check "$tool" technique T1003.001 --format $format
    check "$tool" event 4663 --format $format
    check "$tool" top data-sources --format $format
    check "$tool" coverage --collected="$collected" --format $format
    check "$tool" plan --number=5 --format $format
    check "$tool" enable --format $format
    check "$tool" info --format $format
done
check "$tool" rows
check "$tool" graph T1039
check "$tool" report
check "$tool" layer --event=4663
for form in csv jsonl syslog-ng logstash rsyslog; do check "$tool" export --as $form; done
printf '%s\n' '{"EventID":4663,"Channel":"Security","ObjectType":"Process"}' '{"winlog":{"event_id":1}}' '[]' '{' '' '{"EventID":"\ud83d"}' \
    '{"Event":{"System":{"EventID":{"#text":10},"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon"}}}}}' >"$scratch/log"
input=$scratch/log
if "$tool" tag --skip-malformed <"$input" >/dev/null 2>&1; then # unless it was built without YAJL
    check "$tool" tag --skip-malformed
    check "$tool" tag --skip-malformed --summary
fi
input=/dev/null
check "$generator" -q --index none -o "$scratch" "$fixture"
check "$generator" -q -o "$scratch" "$fixture"
echo "$runs programs under valgrind"
