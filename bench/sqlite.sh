#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Joins a table of events with attack_techniques() in SQLite, as the test of the extension does:
#     bench/sqlite.sh [EVENTS]
# Needs libsqlite3-dev, and a Python whose sqlite3 loads extensions, such as Debian's.
set -euo pipefail
cd "$(dirname "$0")/.."
cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING= -DATTACK_EVENTS_SQLITE=ON >/dev/null
cmake --build build/bench --parallel "$(nproc)" --target attack-events attack_events_sqlite >/dev/null
python3 tests/bindings/sqlite/check_extension.py build/bench/attack_events_sqlite.so build/bench/cli/attack-events \
    docs/integrations/sqlite.md "${1:-500000}" | grep events/s
