#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The time of hostile inputs: each is made in three sizes, n, 2n and 4n. Doubling the size may take at most 2.3 times as
# long, unless the input is rejected.
#     bench/hostile.sh [NAME]...        (default: all)
# An input is a function make_NAME SIZE, which prints a mapping, and a line at the end of this file:
#     generating NAME SIZE [OPTION]...    attack-events-gen compiles the mapping
#     asking NAME SIZE COMMAND [-- COMMAND]...
#                                         attack-events, linked with the mapping, runs the commands; their standard
#                                         input is what log_NAME SIZE prints, where there is such a function
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

# The tool is built with this file as its mapping; each input replaces the file.
mkdir -p $build
[ -f $build/mapping.yaml ] || cp mapping.yaml $build/mapping.yaml
cmake -S . -B $build -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING="$PWD/$build/mapping.yaml" >/dev/null
cmake --build $build --parallel "$(nproc)" --target attack-events-gen >/dev/null
generator=$build/gen/attack-events-gen

# seconds_of COMMAND...: prints the CPU seconds of a command. If it fails, prints nothing and returns 1.
seconds_of() {
    local least='' now TIMEFORMAT='%U %S'
    for ((round = 0; round < rounds; round++)); do
        now=$({ time timeout "$patience" "$@" <"$scratch/log" >/dev/null 2>"$scratch/err" || [ $? = 1 ] || echo failed; } 2>&1)
        case $now in *failed) return 1 ;; esac # exit status 1 means that a name was not found
        ! grep -q 'error: ' "$scratch/err" || return 1
        least=$(echo "$now $least" | awk '{now = $1 + $2; printf "%.3f", NF < 3 || now < $3 ? now : $3}')
    done
    echo "$least"
}

# measure NAME SIZE COMMAND...: prints a line for one size.
measure() {
    local name=$1 size=$2 taken ratio=-
    shift 2
    if taken=$(seconds_of "$@"); then
        [ -z "$before" ] || ratio=$(awk "BEGIN {printf \"%.2f\", $taken / ($before > 0.001 ? $before : 0.001)}")
        before=$taken
        awk "BEGIN {exit !(\"$ratio\" != \"-\" && \"$ratio\" + 0 > 2.3)}" && worst=1 ratio="$ratio TOO MUCH"
        printf '%-52s %8d %10d %10s  %s\n' "$name" "$size" "$bytes" "$taken" "$ratio"
    elif grep -q 'error: ' "$scratch/err"; then
        printf '%-52s %8d %10d    refused: %s\n' "$name" "$size" "$bytes" "$(sed -n 's/.*error: //p;T;q' "$scratch/err")"
    else
        worst=1
        printf '%-52s %8d %10d    FAILED, or unfinished after %d s\n' "$name" "$size" "$bytes" "$patience"
    fi
}

# begin NAME SIZE: makes the input. Returns 1 if it was not named on the command line.
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
    local name=$1 size=$2 times command before words word
    local -A befores=()
    shift 2
    for times in 1 2 4; do
        begin "$name" $((size * times)) || return 0
        if ! $generator -q --check "$scratch/mapping.yaml" 2>/dev/null; then
            before=''
            measure "$name" $((size * times)) $generator -q --check "$scratch/mapping.yaml"
            continue
        fi
        cp "$scratch/mapping.yaml" $build/mapping.yaml
        cmake --build $build --parallel "$(nproc)" --target attack-events >/dev/null
        words=()
        for word in "$@" --; do
            if [ "$word" != -- ]; then
                words+=("$word")
                continue
            fi
            command="$name: ${words[*]}" command=${command//"$scratch/"/}
            before=${befores[$command]-}
            measure "$command" $((size * times)) $build/cli/attack-events "${words[@]}"
            befores[$command]=$before
            words=()
        done
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

# Events of one id with as many filters on one field as the limit allows, and a hundred lines that match them all.
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

. tests/whole/large/mapping.sh

# A table of the events, whose rows say all that there is of one, or its provider, or its sub-category, or what no event
# has; and logs.
log_events() {
    awk -v n="$1" 'BEGIN {
        print "event_id\tlog_source\tchannel\taudit_sub_category\tfilter_in"
        for (i = 0; i < n; i++)
            if (i % 4 == 0) printf "1\tprovider %d\tchannel %d\ts%d\tField=v%d\n", i, i, i, i
            else if (i % 4 == 1) printf "\tprovider %d\t\t\t\n", i
            else if (i % 4 == 2) printf "\t\t\ts%d\t\n", i
            else printf "\tnone %d\t\t\t\n", i
    }'
}
log_ids() {
    awk -v n="$1" 'BEGIN {for (i = 0; i < n; i++) printf "{\"EventID\":%d,\"Provider\":\"p\"}\n", i}'
}
log_techniques() {
    echo '{"EventID":1,"Provider":"p"}'
}

# Names that FNV-1a, a hash without a key, puts into the same of 2^22 slots: each of their blocks exists in two versions that
# the hash cannot distinguish.
make_names() {
    python3 - "$1" <<'EOF'
import itertools, sys
count, blocks, state = int(sys.argv[1]), [], 2166136261
while 1 << len(blocks) < count:
    seen = {}
    for block in map(bytes, itertools.product(b"abcdefghijklmnopqrstuvwxyz", repeat=4)):
        after = state
        for byte in block:
            after = (after ^ byte) * 16777619 % (1 << 22)
        if after in seen:
            break
        seen[after] = block
    blocks.append((seen[after].decode(), block.decode()))
    state = after
for i in range(count):
    name = "".join(block[i >> bit & 1] for bit, block in enumerate(blocks))
    print("- {technique_id: T1003, event_id: %d, log_source: %s}" % (i, name))
EOF
}

# Relationships that share as many events by an alias, under the data component of half as many techniques.
make_aliases() {
    awk -v n="$1" 'BEGIN {
        print "relationships:\n- attack: {data_component: c}\n  security_events: &events"
        for (i = 0; i < n; i++) printf "  - {event_id: %d, platform: windows}\n", i
        for (i = 1; i < n; i++)
            printf "- {relationship_id: r%d, attack: {data_component: c}, security_events: *events}\n", i
        print "techniques:"
        for (i = 0; i < n / 2; i++)
            printf "- {technique_id: T%d, platform: windows, data_components: c}\n", 1000 + i
    }'
}

# Ids of techniques, each revoked by the next.
make_revoked() {
    awk -v n="$1" 'BEGIN {
        print "techniques:"
        for (i = 0; i < n; i++)
            printf "- {technique_id: T%04d.%03d, revoked_by: T%04d.%03d}\n", i / 999, i % 999 + 1, (i + 1) / 999, (i + 1) % 999 + 1
        printf "- {technique_id: T%04d.%03d}\n", n / 999, n % 999 + 1
    }'
}

# Events of one id, each with an alias of its own.
make_other_names() {
    awk -v n="$1" 'BEGIN {
        print "techniques:\n- {technique_id: T1001, platform: windows, data_components: c}"
        print "relationships:\n- attack: {data_component: c}\n  security_events:"
        for (i = 0; i < n; i++) printf "  - {event_id: 1, name: n%d, platform: windows, alias: a%d}\n", i, i
    }'
}

# Events that name a thousand techniques by their relationship.
make_named() {
    awk -v n="$1" 'BEGIN {
        print "techniques:"
        for (i = 0; i < 1000; i++) printf "- {technique_id: T%d, platform: linux}\n", 1000 + i
        printf "relationships:\n- attack: {data_component: c}\n  techniques: ["
        for (i = 0; i < 1000; i++) printf "T%d, ", 1000 + i
        print "]\n  security_events:"
        for (i = 0; i < n; i++) printf "  - {event_id: %d, platform: windows}\n", i
    }'
}

# ---- Measurements ----------------------------------------------------------------------------------------------------

printf '%-52s %8s %10s %10s  %s\n' input size bytes seconds ratio
generating aliases 100
generating revoked 50000
generating other_names 20000
generating named 5000
asking answers 250 tag --summary
asking filters 250 tag --summary
nothing=$scratch/nothing.tsv # no event is collected
printf 'event_id\tlog_source\n' >"$nothing"
asking channels 20000 plan -n 1000000 --format tsv -- enable -- coverage --collected "$nothing"
asking relationships 25000 technique T1003 --format table -- technique T1003 --format json -- graph T1003 -- \
    event 1 --format json -- report -- rows --format table
asking events 25000 graph T1003 -- graph --to techniques 1 -- technique T1003 --format table -- \
    event 1 --format table -- event 1 --platform none -- layer --event 1 -- rows --provider provider -- \
    coverage --collected - -- plan --collected - -- enable -- top events --all -n 1000000 --format table -- report
asking ids 25000 tag -- tag --why -- tag --summary -- tag --events -- tag --layer /dev/null -- event 99x -- info
asking sources 25000 graph 'T1003.*' -- technique 'T1003.*' --format table -- \
    coverage --all --collected "$nothing" -- rows --data-component d -- top data-sources -n 1000000 --format table
asking techniques 15000 graph --to techniques 1 -- tag --top all -- tag --why --top all -- tag --summary -- \
    layer --event 1 -- layer --collected "$nothing" -- coverage --all --collected "$nothing" -- \
    coverage --collected "$nothing" -- event 1 --format table -- technique T0000 -- report
asking tactics 250 coverage --collected "$nothing" -- layer --collected "$nothing" -- plan -n 1000000 -- \
    top tactics --techniques -n 1000000 -- technique T1001 --format table -- rows --tactic none -- report
asking names 25000 report

# How far real mappings are from MATCH_WORK_LIMIT: the most filters of one id's events times their distinct fields.
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
