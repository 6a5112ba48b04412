#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How long the Python package takes to its first answer and for its DataFrame, and how many events a second it tags:
#     bench/python.sh [ROUNDS]
# Builds the wheel, and installs pandas with pip in build/bench/python, as the tests do.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/bench
exec bash tests/whole/integrations/python/run.sh "$PWD" "$PWD/build/bench" requirements.txt "$PWD/bench/python.py" "${1:-21}" \
    "$PWD/tests/whole/integrations"
