#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the wheel, unpacks it beside nothing of the checkout, and runs a test of it:
#     run.sh PROJECT BUILD REQUIREMENTS PROGRAM ARGUMENT...
# REQUIREMENTS is a list for pip beside this script, which is installed into a folder of BUILD, or - for Python alone. The test is
# skipped if pip cannot install it.
set -euo pipefail
project=$1 folder=$2/python requirements=$3
here=$(dirname "$0")
shift 3
mkdir -p "$folder"
python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' || { echo "skipped: there is no Python 3.9"; exit 77; }
case "$*" in
*test_spark*) command -v java >/dev/null || { echo "skipped: there is no java (Debian: default-jre-headless)"; exit 77; } ;;
esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Tests run beside each other: one of them builds and installs.
exec 9>"$folder/lock"
flock 9
CMAKE_ARGS="-DATTACK_EVENTS_WERROR=ON -DCMAKE_C_COMPILER=${CC:-cc}" ATTACK_EVENTS_WHEEL_BUILD="$folder/wheel" \
    "$project/scripts/wheel.sh" "$scratch" >"$scratch/name"
if [ "$requirements" != - ]; then
    venv=$folder/venv-$(sha256sum <"$here/$requirements" | head -c 12)
    if [ ! -e "$venv/complete" ]; then
        { rm -rf "$venv" && "$python" -m venv "$venv" && "$venv/bin/pip" install -q -r "$here/$requirements" && touch "$venv/complete"; } \
            >"$venv.log" 2>&1 || { tail -n 3 "$venv.log"; echo "skipped: there is no $(tail -n 1 "$here/$requirements") (pip)"; exit 77; }
    fi
    python=$venv/bin/python
fi
exec 9>&-
mkdir "$scratch/package"
"$python" -m zipfile -e "$(cat "$scratch/name")" "$scratch/package"
echo "$("$python" --version), $(basename "$(cat "$scratch/name")")"
[ "$requirements" = - ] || grep -v '^#' "$here/$requirements" | paste -s -d ' '
cd "$scratch" # nothing of the checkout is on Python's path
PYTHONPATH=$scratch/package PYTHONDONTWRITEBYTECODE=1 "$python" "$@"
