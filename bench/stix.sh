#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The cost of reading ATT&CK's STIX bundle, compared with the lower bound of parsing it with YAJL, with its objects in the
# published order, reversed and shuffled:
#     bench/stix.sh [BUNDLE]        (default: the enterprise bundle of ../shared)
# Prints the CPU time and peak memory of each, and returns 1 if the generator needs more than twice the time of the parse, or
# more than 96 MiB. Needs what scripts/test.sh installs, and python3.
set -euo pipefail
cd "$(dirname "$0")/.."
bundle=${1:-../shared/attack/enterprise-attack-18.1.json}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target json_loop measure attack-events-gen >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
generator=build/bench/gen/attack-events-gen

python3 - "$bundle" "$scratch" <<'PYTHON'
import json, random, sys
bundle = json.load(open(sys.argv[1], encoding="utf-8"))
for name in "reversed", "shuffled":
    bundle["objects"].reverse()
    if name == "shuffled":
        random.Random(1).shuffle(bundle["objects"])
    json.dump(bundle, open(f"{sys.argv[2]}/{name}.json", "w", encoding="utf-8"), indent=4)
PYTHON
cp "$bundle" "$scratch/published.json"

status=0
for order in published reversed shuffled; do
    file=$scratch/$order.json
    echo "$order, $(stat -c %s "$file") bytes"
    build/bench/bench/measure 21 \
        "bare YAJL parse" build/bench/bench/json_loop "$file" -- \
        "attack-events-gen --check" $generator -q --check "$file" -- \
        "the same beside mapping.yaml" $generator -q --check mapping.yaml "$file" -- \
        "compiled, no gperf" $generator -q --index none -o "$scratch/out" "$file" | tee "$scratch/figures"
    awk '/--check/ {ratio = $(NF - 1); kib = $NF} END {exit !(kib && ratio <= 2 && kib <= 96 * 1024)}' "$scratch/figures" || status=1
done
exit $status
