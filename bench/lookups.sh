#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Joins events with lookup tables in syslog-ng, rsyslog, ClickHouse and DuckDB, as tests/whole/integrations does:
#     bench/lookups.sh [EVENTS]
# Needs what scripts/test.sh --everything integrations installs.
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:-200000}
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING= >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events >/dev/null
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

join() { # SCRIPT PAGE [ENGINE]
    python3 "tests/whole/integrations/$1.py" ${3:+"$3"} build/bench/cli/attack-events "docs/integrations/$2.md" "$scratch/$1${3:-}" \
        "$events" 2>/dev/null || [ $? -eq 77 ]
}
join lookup_syslog_ng syslog-ng
join lookup_rsyslog lookup-tables
join lookup_database clickhouse clickhouse
join lookup_database duckdb duckdb
