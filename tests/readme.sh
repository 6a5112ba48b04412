#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Types in what README shows with its output ("$ command", then what it prints) and compares:
#     readme.sh README.md FOLDER-OF-THE-TOOL SENSOR
set -euo pipefail
readme=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
ln -s "$3" "$scratch/sensor"
export PATH=$2:$scratch:$PATH

count=0
check() { # COMMAND OUTPUT
    local printed
    printed=$(bash -c "$1")
    [ -n "$2" ] && [ "$printed" = "$2" ] || { echo "\$ $1"; diff <(echo "$2") <(echo "$printed"); exit 1; }
    count=$((count + 1))
}
command='' output=''
while IFS= read -r line; do
    case $line in
    '$ '* | '```')
        [ -z "$command" ] || check "$command" "$output"
        command='' output=''
        [ "$line" = '```' ] || command=${line#"$ "}
        ;;
    *) output+=${output:+$'\n'}$line ;;
    esac
done < <(awk '/^```/ {inside = !inside; print "```"; next} inside {print}' "$readme")
[ $count -ge 2 ] || { echo "README shows $count commands with their output"; exit 1; }
echo "$count commands of README print what it shows"
