#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sends events through Fluent Bit, as tests/whole/integrations/fluent_bit.py does, with each configuration of examples/fluent-bit:
#     bench/fluent_bit.sh [EVENTS]
# Needs fluent-bit, 5.1 or later, in the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:-200000}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING= >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for mode in pipe exec lookup; do
    python3 tests/whole/integrations/fluent_bit.py build/bench/cli/attack-events examples/fluent-bit $mode "$scratch/$mode" \
        "$events" 2>/dev/null || [ $? -eq 77 ]
done
