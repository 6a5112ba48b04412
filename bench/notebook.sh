#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Compares each answer of attack-events with the notebook's own code, as whole processes:
#     bench/notebook.sh [ROUNDS] [MAPPING]
# Needs what scripts/test.sh installs, and for the notebook Debian's python3-yaml and python3-pandas, without which it
# measures nothing. MAPPING defaults to OSSEM-DM's 2022-09 mapping of ../shared.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
mapping=${2:-../shared/ossem/techniques_to_events_mapping.2022-09.yaml}
python=/usr/bin/python3
[ -f "$mapping" ] || { echo "skipped: there is no $mapping"; exit 0; }
$python -c 'import pandas, yaml; yaml.CSafeLoader' 2>/dev/null || { echo "skipped: python3 lacks pandas or yaml"; exit 0; }
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON \
    -DATTACK_EVENTS_MAPPING="$(realpath "$mapping")" >/dev/null 2>&1
cmake --build build/bench --parallel "$(nproc)" >/dev/null
tool=build/bench/cli/attack-events

compare() { # TITLE QUESTION ARGUMENT-OF-THE-TOOL...
    local title=$1 question=$2
    shift 2
    echo
    echo "== $title"
    build/bench/bench/measure "$rounds" "attack-events $*" $tool "$@" -- \
        "notebook, yaml.safe_load" $python bench/notebook.py safe "$question" "$mapping" -- \
        "notebook, libyaml's CSafeLoader" $python bench/notebook.py libyaml "$question" "$mapping"
}

compare "The events of T1003.001" technique technique T1003.001
compare "The ranking of data sources" data-sources top data-sources
compare "The ranking of data components" data-components top data-components
compare "The graph of T1039, as nodes and edges" graph graph T1039
