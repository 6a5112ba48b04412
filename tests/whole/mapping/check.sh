#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Holds the default mapping against something independent.
#
#     check.sh facts TOOL CHECK-FACTS            published facts of ATT&CK and OSSEM-DM: no difference
#     check.sh measure TOOL MEASURE [rules]      labelled recordings: what an answer tells, above what mapping.yaml promises,
#                                                or with Sigma rules beside it
#     check.sh compiled GENERATOR RULES MAPPING  of the rules with a technique, 96% compile; time and memory are bounded
#     check.sh conditions MAPPING CONDITIONS SHARED   each condition and its techniques: no mistake that a second reader sees
set -euo pipefail
what=$1 tool=$2 script=$3 # conditions: tool is the mapping
[ -e "$script" ] || { echo "skipped: there is no $script"; exit 77; }

case $what in
conditions)
    [ -e "$4" ] || { echo "skipped: there is no $4"; exit 77; }
    python3 -c 'import yaml' 2>/dev/null || { echo "skipped: there is no python3-yaml"; exit 77; }
    python3 "$script" check "$tool" --shared "$4" ;;
facts) "$tool" rows --format tsv | python3 "$script" ;;
measure)
    # In percent of the samples: the technique first, among the first ten, its family likewise; what is told, its precision,
    # and how many techniques a sample is told, in the median.
    python3 "$script" "$tool" | tee /dev/stderr | awk -F'\t' -v rules="${4-}" '
        function least(name, limit) { if ($column[name] < limit) { print "error: " $1 ": " name " " $column[name] " < " limit; bad = 1 } }
        function most(name, limit) { if ($column[name] > limit) { print "error: " $1 ": " name " " $column[name] " > " limit; bad = 1 } }
        function goals(first, first_10, family_10, told, precision, told_n) {
            least("first", first); least("first 10", first_10); least("family 10", family_10)
            least("told", told); least("precision", precision); most("told n", told_n)
        }
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { seen[$1] = 1 }
        rules && $1 == "evtx-to-mitre" { goals(70, 80, 85, 80, 50, 3); most("nothing", 8) }
        rules && $1 == "sigma-regression" { goals(70, 90, 90, 80, 65, 3) }
        rules { next }
        $1 == "evtx-to-mitre" { goals(35, 55, 65, 45, 55, 3); most("nothing", 8) }
        $1 == "sigma-regression" { goals(30, 55, 65, 45, 55, 3) }
        END { if (!("evtx-to-mitre" in seen) || !("sigma-regression" in seen)) { print "error: a set is missing"; bad = 1 }; exit bad }' ;;
compiled)
    "$tool" -q --check --rules "$4" "$script" | awk -F'\t' '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { rules++; fate = $column["fate"]; fates[fate]++ }
        fate == "refused" { print $column["file"] ": " $column["reason"]; if ($column["reason"] == "") bad = 1 }
        END {
            named = rules - fates["without technique"]
            print fates["compiled"] " of " named " rules that name a technique, of " rules
            if (!rules || fates["compiled"] < 0.96 * named) { print "error: less than 96%"; bad = 1 }
            exit bad
        }' ;;
*) echo "check.sh: $what is no check" >&2; exit 2 ;;
esac
