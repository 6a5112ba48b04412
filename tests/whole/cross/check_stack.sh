#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Stack of each public function, with all that it calls. It must be bounded: no recursion, no call through a pointer except
# the callbacks for fields and values, which are not counted, and one for conditions that hold; no array of variable length. Prints all, the largest first. Then the stack
# for each question of questions.c, with each mapping: of the library, of the arrays and views of the program, and of both
# together, which must fit into the stack of the Zephyr consumer.
#
#     check_stack.sh host|cortex_m0 LIMIT [GENERATOR MAPPING...]      LIMIT: of the library alone, in bytes
set -euo pipefail
target=$1 limit=$2 generator=${3-}
shift $(($# > 3 ? 3 : $#))
reserve=1024 # of that stack, for the program's own functions, such as printf, and for interrupts
root=$(cd "$(dirname "$0")/../../.." && pwd)

case $target in
host)
    compiler=(gcc -O2 -fno-stack-protector)
    known='static|dynamic,bounded' # bounded: x86 pushes arguments
    case $(uname -m) in x86_64) compiler+=(-mno-red-zone) ;; esac # which -fstack-usage does not count
    ;;
cortex_m0) compiler=(arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -Os -ffreestanding) known=static ;;
*)
    echo "check_stack.sh: $target is no target" >&2
    exit 2
    ;;
esac
. "$root/tests/whole/cross/need.sh"
need_compiler "${compiler[@]}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# -fcallgraph-info=su writes -fstack-usage's numbers into the call graph.
(cd "$scratch" && "${compiler[@]}" -std=c99 -Wvla -Werror -fstack-usage -fcallgraph-info=su \
    -I"$root/runtime" -c "$root"/runtime/*.c)

measure() { # MAPPING ROOM: both empty for the library alone
    awk -v limit="$limit" -v mapping="$1" -v room="$2" -v known="\\((${known})\\)" "$program" "$scratch"/*.ci
}
program='
function fail(text) {
    print "error: " text >"/dev/stderr"
    failed = 1
}
# Returns the bytes that a function takes with all that it calls. Recursion is an error.
function depth(name,    list, count, i, most) {
    if (name in total)
        return total[name]
    if (!(name in own)) {
        fail("the stack that " name " takes is not known")
        return 0
    }
    if (name in open) {
        fail(name " can reach itself")
        return 0
    }
    open[name]
    count = split(calls[name], list, "\n")
    for (i = 1; i <= count; i++)
        if (depth(list[i]) > most)
            most = depth(list[i])
    delete open[name]
    return total[name] = own[name] + most
}
# Statics have the path of their file.
{
    split($0, quoted, "\"")
    sub(/^.*\//, "", quoted[2])
    sub(/^.*\//, "", quoted[4])
}
/^node:/ && match($0, /[0-9]+ bytes \(/) {
    own[quoted[2]] = substr($0, RSTART) + 0
    if ($0 !~ known)
        fail(quoted[2] " takes stack that is not known when it is compiled")
}
# By where the call stands, as the compiler inlines: callbacks of the program, and that for an event whose condition holds,
# which is handed to attack_answers(), the deepest that takes it.
/^edge:/ && quoted[4] == "__indirect_call" && quoted[6] ~ /\/(attack_(match|fields)\.c|condition_evaluation\.h):/ { next }
/^edge:/ && quoted[4] == "__indirect_call" && quoted[6] ~ /\/attack_conditions\.c:/ {
    quoted[4] = "attack_answer.c:add_event"
}
/^edge:/ && quoted[2] ~ /^ask_/ && quoted[4] !~ /^attack_/ { next }
/^edge:/ && quoted[2] in calls { calls[quoted[2]] = calls[quoted[2]] "\n" quoted[4] }
/^edge:/ && !(quoted[2] in calls) { calls[quoted[2]] = quoted[4] }
END {
    table = mapping ? "sort -k3,3nr -k1,1n" : "sort -rn"
    if (mapping)
        printf "%7s %7s %8s  %s\n", "library", "program", "together", mapping
    for (name in own) {
        bytes = depth(name)
        if (name ~ /:/) # static
            continue
        if (name ~ /^ask_/) {
            asked++
            printf "%7d %7d %8d  %s\n", bytes - own[name], own[name], bytes, substr(name, 5) | table
            if (room != "" && bytes > room + 0)
                fail(name " takes " bytes " bytes, more than " room)
            continue
        }
        count++
        if (!mapping)
            printf "%5d %5d  %s\n", bytes, own[name], name | table
        if (bytes > limit)
            fail(name " takes " bytes " bytes, more than " limit)
    }
    close(table)
    if (count < 50 || (mapping && asked < 10))
        fail("only " count + 0 " public functions and " asked + 0 " questions found")
    exit failed
}'
measure '' ''
room='' failed=0
if [ "$target" = cortex_m0 ]; then
    room=$(($(sed -n 's/^CONFIG_MAIN_STACK_SIZE=//p' "$root/tests/whole/consumers/zephyr/prj.conf") - reserve))
fi
for mapping in "$@"; do
    [ -e "$mapping" ] || { echo "skipped: there is no $mapping"; continue; }
    "$generator" -q -o "$scratch" --prefix attack_events_builtin --index none "$mapping"
    (cd "$scratch" && "${compiler[@]}" -std=c99 -Wall -Wextra -Werror -fstack-usage -fcallgraph-info=su \
        -I"$root/runtime" -I. -c "$root/tests/whole/cross/questions.c")
    measure "$(basename "$mapping")" "$room" | tee "$scratch/table"
    # shellcheck disable=SC2046 # words are what is wanted
    [ "$target" != cortex_m0 ] ||
        documented "${compiler[0]}" docs/embedding/firmware.md $(awk 'NR > 1 {print $1, $2, $3}' "$scratch/table") || failed=1
done
exit $failed
