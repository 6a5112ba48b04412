#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Events a second through Spark with the programs of docs/integrations/spark.md, a million of some 190 bytes, beside one process
# of attack-events:
#     bench/spark.sh [EVENTS]
# Builds the wheel, and installs pyspark with pip in build/bench/python, as the test does. Needs Java.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_BENCH=ON -UATTACK_EVENTS_MAPPING >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events >/dev/null
python=tests/whole/integrations/python
bash $python/run.sh "$PWD" "$PWD/build/bench" requirements-spark.txt "$PWD/$python/test_spark.py" "$PWD" \
    "$PWD/build/bench/cli/attack-events" - - "${1:-1000000}" Local.test_a_pipe_writes_what_one_process_prints \
    Local.test_a_pandas_udf_writes_what_one_process_prints 2>/dev/null | grep -aE '^(one process|pipe|pandas UDF|pyspark)'
