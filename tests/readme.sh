#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Types in what README shows with its output ("$ command", then what it prints) and compares:
#     readme.sh README.md FOLDER-OF-THE-TOOL
set -euo pipefail
readme=$1
export PATH=$2:$PATH
# The first block that starts with a command.
shown=$(awk '/^```/ {if (inside) exit; next} /^\$ / {inside = 1} inside {print}' "$readme")
command=$(sed -n '1s/^\$ //p' <<<"$shown")
expected=$(sed 1d <<<"$shown")
[ -n "$command" ] && [ -n "$expected" ] || { echo "README shows no command with its output"; exit 1; }
printed=$(bash -c "$command")
[ "$printed" = "$expected" ] || { diff <(echo "$expected") <(echo "$printed"); exit 1; }
