#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How long hostile inputs take: each is made in three sizes, n, 2n and 4n, and what doubles in size may take at most 2.3
# times as long, or is refused.
#     bench/hostile.sh [NAME]...        (default: all)
# An input is a function make_NAME SIZE, which prints a mapping, and a line at the end of this file:
#     generating NAME SIZE [OPTION]...    attack-events-gen compiles the mapping
#     asking NAME SIZE COMMAND...         attack-events, linked with the mapping, runs the command; its standard input
#                                         is what log_NAME SIZE prints, where there is such a function
# Prints the seconds of the processor, the least of ROUNDS (3), and their ratio to those of half the size. A round ends
# after PATIENCE (100) seconds. Returns 1 where a ratio is above 2.3. Needs what scripts/test.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-3} patience=${PATIENCE:-100}
names=" $* "
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
build=build/hostile
worst=0

# ---- Measuring -------------------------------------------------------------------------------------------------------

# The tool is built for this file, which each input replaces.
mkdir -p $build
[ -f $build/mapping.yaml ] || cp mapping.yaml $build/mapping.yaml
cmake -S . -B $build -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING="$PWD/$build/mapping.yaml" >/dev/null
cmake --build $build --parallel "$(nproc)" --target attack-events-gen >/dev/null
generator=$build/gen/attack-events-gen

# seconds_of COMMAND...: prints the seconds of the processor that it takes; nothing, and returns 1, where it fails.
seconds_of() {
    local least='' now TIMEFORMAT='%U %S'
    for ((round = 0; round < rounds; round++)); do
        now=$({ time timeout "$patience" "$@" <"$scratch/log" >/dev/null 2>"$scratch/err" || echo failed; } 2>&1)
        case $now in *failed) return 1 ;; esac
        least=$(echo "$now $least" | awk '{now = $1 + $2; printf "%.3f", NF < 3 || now < $3 ? now : $3}')
    done
    echo "$least"
}

# measure NAME SIZE COMMAND...: prints a line for a size.
measure() {
    local name=$1 size=$2 taken ratio=-
    shift 2
    if taken=$(seconds_of "$@"); then
        [ -z "$before" ] || ratio=$(awk "BEGIN {printf \"%.2f\", $taken / ($before > 0.001 ? $before : 0.001)}")
        before=$taken
        awk "BEGIN {exit !(\"$ratio\" != \"-\" && \"$ratio\" + 0 > 2.3)}" && worst=1 ratio="$ratio TOO MUCH"
        printf '%-24s %8d %10d %10s  %s\n' "$name" "$size" "$bytes" "$taken" "$ratio"
    elif grep -q 'error: ' "$scratch/err"; then
        printf '%-24s %8d %10d    refused: %s\n' "$name" "$size" "$bytes" "$(sed -n 's/.*error: //p;T;q' "$scratch/err")"
    else
        worst=1
        printf '%-24s %8d %10d    FAILED, or unfinished after %d s\n' "$name" "$size" "$bytes" "$patience"
    fi
}

# begin NAME SIZE: makes the input. Returns 1 where it was not asked for.
begin() {
    [ "$names" = "  " ] || [[ $names == *" $1 "* ]] || return 1
    "make_$1" "$2" >"$scratch/mapping.yaml"
    bytes=$(stat -c %s "$scratch/mapping.yaml")
    : >"$scratch/log"
    if declare -F "log_$1" >/dev/null; then "log_$1" "$2" >"$scratch/log"; fi
}

generating() {
    local name=$1 size=$2 times before=''
    shift 2
    for times in 1 2 4; do
        begin "$name" $((size * times)) || return 0
        measure "$name" $((size * times)) $generator -q "$@" -o "$scratch" "$scratch/mapping.yaml"
    done
}

asking() {
    local name=$1 size=$2 times before=''
    shift 2
    for times in 1 2 4; do
        begin "$name" $((size * times)) || return 0
        if $generator -q --check "$scratch/mapping.yaml" 2>/dev/null; then
            cp "$scratch/mapping.yaml" $build/mapping.yaml
            cmake --build $build --parallel "$(nproc)" --target attack-events >/dev/null
            measure "$name" $((size * times)) $build/cli/attack-events "$@"
        else
            measure "$name" $((size * times)) $generator -q --check "$scratch/mapping.yaml"
        fi
    done
}

# ---- Inputs ----------------------------------------------------------------------------------------------------------

# Events of one id that share, by alias, filters of different fields.
make_answers() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++) {
            printf "- {technique_id: T1001, event_id: 1, log_source: p, event_name: n%d, filter_in: ", i
            if (!i) { printf "&f ["; for (f = 0; f < n; f++) printf "{field%d: v},", f; printf "]" } else printf "*f"
            print "}"
        }
    }'
}
log_answers() {
    awk -v n="$1" 'BEGIN {
        printf "{\"EventID\":1,\"Provider\":\"p\""
        for (f = 0; f < n; f++) printf ",\"field%d\":\"v\"", f
        print "}"
    }'
}

# Events of one id with as many filters of one field as the limit lets pass, and a hundred lines that meet them all.
make_filters() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++) {
            printf "- {technique_id: T1001, event_id: 1, log_source: p, event_name: n%d, filter_in: ", i
            if (!i) { printf "&f ["; for (f = 0; f < 100; f++) printf "{field: v},"; printf "]" } else printf "*f"
            print "}"
        }
    }'
}
log_filters() {
    for ((i = 0; i < 100; i++)); do echo '{"EventID":1,"Provider":"p","field":"v"}'; done
}

# ---- Those to be measured --------------------------------------------------------------------------------------------

printf '%-24s %8s %10s %10s  %s\n' input size bytes seconds ratio
asking answers 250 tag --summary
asking filters 250 tag --summary

# How far real mappings are from MATCH_WORK_LIMIT: the most filters of one id's events, times the fields they name.
for mapping in mapping.yaml ../shared/ossem/techniques_to_events_mapping.20{21-10,22-09}.yaml; do
    [ "$names" = "  " ] && [ -f "$mapping" ] || continue
    cp "$mapping" $build/mapping.yaml
    cmake --build $build --parallel "$(nproc)" --target attack-events >/dev/null
    echo "$(basename "$mapping"): $($build/cli/attack-events rows --format tsv | sed 1d | cut -f13- | sort -u | awk -F '\t' '{
        id = tolower($1)
        for (i = split($NF, filter, ","); i; i--) {
            filters[id]++
            sub(/=.*/, "", filter[i])
            fields[id] += !seen[id, filter[i]]++
        }
        product = filters[id] * fields[id]
        if (product > most) most = product
    } END {print most + 0}') filters x fields"
done
exit $worst
