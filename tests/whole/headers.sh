#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a user's program includes compiles in every dialect that it may be written in, without a warning: the public header
# and that of a mapping, with and without constants for ids, from C90 and C++98 on, and the C++ header from C++17 on. The
# library and a mapping compile as C99 as on Windows, where `long` has 32 bits. And the manual lists each function of the
# public header, and describes it.
#
#     headers.sh SOURCE GENERATOR MAPPING     a small MAPPING.yaml
#
# Compilers that are missing are named and left out; without any, it exits 77.
set -euo pipefail
source=$1 generator=$2 mapping=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
warnings=(-Wall -Wextra -Wpedantic -pedantic-errors -Wconversion -Wshadow -Wundef -Werror)
include=(-I"$source/runtime" -I"$scratch" -I"$scratch/one")
tried=0

# ---- The manual

header=$(sed 's://.*::' "$source/runtime/attack_events.h" | tr '\n' ' ' | sed 's:/\*:\x01:g; s:\*/:\x02:g; s:\x01[^\x02]*\x02::g')
declared=$(sed 's/typedef [^;]*;//g' <<<"$header" | grep -oE '\battack_[a-z_]+\([^()]*\);' | sed 's/(.*//' | sort)
manual=$source/runtime/attack_events.3
listed=$(sed '/^\.Sh DESCRIPTION/,$d' "$manual" | sed -n 's/^\.Fn \(attack_[a-z_]*\).*/\1/p' | grep -vx attack_events_builtin | sort)
described=$(sed '1,/^\.Sh DESCRIPTION/d' "$manual" | sed -nE 's/^\.(Pq )?(Fn )?(attack_[a-z_]*).*/\3/p' | sort -u)
[ "$(wc -l <<<"$declared")" -gt 50 ] || { echo "no functions were found in attack_events.h"; exit 1; }
diff <(echo "$declared") <(echo "$listed") || { echo "the manual does not list the functions of attack_events.h"; exit 1; }
[ -z "$(comm -23 <(echo "$declared") <(echo "$described"))" ] ||
    { echo "the manual does not describe" $(comm -23 <(echo "$declared") <(echo "$described")); exit 1; }

# ---- The headers

"$generator" -q --prefix plain -o "$scratch" "$mapping"
"$generator" -q --prefix with_ids --emit-ids -o "$scratch" "$mapping"
mkdir "$scratch/one"
"$generator" -q --amalgamate --prefix one_file -o "$scratch/one/one_file.c" "$mapping"
use() { # HEADER FUNCTION: a program
    printf '#include "%s"\nint main(void)\n{\n    return attack_technique_count(%s()) == 0;\n}\n' "$1" "$2"
}
use plain.h plain >"$scratch/use_plain.c"
use with_ids.h with_ids >"$scratch/use_with_ids.c"
use one_file.h one_file >"$scratch/use_one_file.c"
printf '#include "attack_events.hpp"\nint main()\n{\n    return attack::mapping(nullptr).technique("T1003") ? 1 : 0;\n}\n' >"$scratch/use.cpp"

compile() { # LANGUAGE FILE COMMAND...
    local language=$1 file=$2 allowed=()
    shift 2
    [ "$language" != c++-all ] || allowed=(-Wno-shadow) # a function and a struct may have one name
    [ "$1-$language" != clang-c90 ] || allowed=(-Wno-c99-extensions) # it calls the bool of stdbool.h one; gcc finds all others
    "$@" "${warnings[@]}" "${allowed[@]}" "${include[@]}" -fsyntax-only -x "$(sed 's/90$//; s/-all$//' <<<"$language")" "$file" ||
        { echo "failed: $* $(basename "$file")"; exit 1; }
    tried=$((tried + 1))
}
has() {
    command -v "$1" >/dev/null || { echo "left out: there is no $1"; return 1; }
}
for compiler in gcc clang; do
    has $compiler || continue
    for program in "$scratch"/use_*.c; do
        compile c90 "$program" $compiler -std=c90
        compile c "$program" $compiler -std=c99
        compile c "$program" $compiler -std=c11
    done
done
for compiler in g++ clang++; do
    has $compiler || continue
    for program in "$scratch"/use_*.c; do
        for dialect in c++98 c++11 c++17; do
            compile c++ "$program" $compiler -std=$dialect
        done
    done
    compile c++ "$scratch/use.cpp" $compiler -std=c++17
    compile c++-all "$scratch/one/one_file.c" $compiler -std=c++11 # for projects that compile all as C++
done

# ---- The library and a mapping, as gcc and clang compile them, and as clang does for Windows

for compiler in gcc clang "clang --target=x86_64-pc-windows-msvc" "clang --target=i686-pc-windows-msvc"; do
    has ${compiler%% *} || continue
    for file in "$scratch/with_ids.c" "$scratch/plain.c" "$scratch/one/one_file.c"; do # the last is the whole library
        compile c "$file" $compiler -ffreestanding -std=c99
    done
done
[ $tried -gt 0 ] || { echo "skipped: there is no compiler"; exit 77; }
echo "$tried compilations"
