#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Holds the default mapping against something independent.
#
#     check.sh facts TOOL CHECK-FACTS            published facts of ATT&CK and OSSEM-DM: no difference
#     check.sh measure TOOL MEASURE              labelled recordings: what an answer tells, above what mapping.yaml promises
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
    # In percent of the samples: set, the technique among the first ten, its family likewise; then told, and its precision;
    # and samples that have no technique at all.
    python3 "$script" "$tool" | tee /dev/stderr | awk -F'\t' '
        function least(name, value, limit) { if (value < limit) { print "error: " $1 ": " name " " value " < " limit; bad = 1 } }
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { seen[$1] = 1 }
        $1 == "evtx-to-mitre" {
            least("first 10", $column["first 10"], 40); least("family 10", $column["family 10"], 50)
            least("told", $column["told"], 15); least("precision", $column["precision"], 40)
            least("with a technique", 100 - $column["nothing"], 92)
        }
        $1 == "sigma-regression" { least("first 10", $column["first 10"], 30); least("family 10", $column["family 10"], 45) }
        END { if (!("evtx-to-mitre" in seen) || !("sigma-regression" in seen)) { print "error: a set is missing"; bad = 1 }; exit bad }' ;;
*) echo "check.sh: $what is no check" >&2; exit 2 ;;
esac
