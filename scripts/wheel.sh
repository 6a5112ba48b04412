#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the wheel of the Python package, and prints its path:
#     wheel.sh [FOLDER]      FOLDER defaults to build/wheel/dist
# Needs Python 3.9, CMake, a C compiler, binutils, pkg-config and YAJL (Debian: libyajl-dev). Nothing is downloaded. In the
# environment:
#     CMAKE_ARGS="-DATTACK_EVENTS_MAPPING=my.yaml"     more arguments for CMake
#     ATTACK_EVENTS_WHEEL_BUILD=FOLDER                 where to build, in place of build/wheel
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
exec python3 "$project/bindings/python/backend.py" "${1-$project/build/wheel/dist}"
