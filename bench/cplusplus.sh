#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The cost of the C++17 header: runs the same loops through the C calls and through attack_events.hpp, both with -O2, and
# counts executed instructions, which are the same in each run. Needs a C++ compiler and valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for source in runtime/attack_events.c generated/attack_events_builtin.c bench/cplusplus_c.c; do
    "${CC:-cc}" -std=c99 -O2 -Iruntime -Igenerated -c "$source" -o "$scratch/$(basename "$source" .c).o"
done
"${CXX:-c++}" -std=c++17 -O2 -Iruntime -c bench/cplusplus.cpp -o "$scratch/cplusplus.o"
"${CXX:-c++}" "$scratch"/*.o -o "$scratch/cplusplus"

executed() { # FUNCTION: with what it calls
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" --toggle-collect="$1" "$scratch/cplusplus" 2>&1 |
        sed -n 's/.*Collected : //p'
}
alone() { # FUNCTION: of the last run, without what it calls
    callgrind_annotate --threshold=100 "$scratch/out" | sed -n "s/^ *\([0-9,]*\) .*:$1 .*/\1/p" | tr -d ,
}
{
    printf 'loop\tC\tC++\tratio\tC, alone\tC++, alone\n'
    for loop in rows techniques events; do
        c=$(executed c_$loop) c_alone=$(alone c_$loop)
        cpp=$(executed cpp_$loop) cpp_alone=$(alone cpp_$loop)
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' $loop "$c" "$cpp" "$(awk "BEGIN {printf \"%.4f\", $cpp / $c}")" "$c_alone" "$cpp_alone"
    done
} | column -t -s "$(printf '\t')"
