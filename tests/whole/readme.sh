#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs each command that README and docs/packs.md show with its output ("$ command", then what it prints), and compares
# the output:
#     readme.sh PROJECT FOLDER-OF-THE-TOOL SENSOR FOLDER-OF-THE-GENERATOR AGENT
# The commands run beside links to the folders of the project, so that their files do not go into these.
set -euo pipefail
project=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for folder in examples generated runtime mapping.yaml; do ln -s "$project/$folder" "$scratch/"; done
ln -s "$3" "$scratch/sensor"
ln -s "$5" "$scratch/agent"
# A pack must not be older than generated/, whatever the clock of this machine says.
printf '#!/bin/sh\necho 2099-01-01\n' >"$scratch/date"
chmod +x "$scratch/date"
export PATH=$2:$4:$scratch:$PATH

check() { # COMMAND OUTPUT
    local printed
    printed=$(cd "$scratch" && bash -c "$1")
    [ -n "$2" ] && [ "$printed" = "$2" ] || { echo "\$ $1"; diff <(echo "$2") <(echo "$printed"); exit 1; }
    count=$((count + 1))
}

check_page() { # PAGE LEAST : it shows at least so many commands
    count=0 command='' output=''
    while IFS= read -r line; do
        case $line in
        '$ '* | '```')
            [ -z "$command" ] || check "$command" "$output"
            command='' output=''
            [ "$line" = '```' ] || command=${line#"$ "}
            ;;
        *) output+=${output:+$'\n'}$line ;;
        esac
    done < <(awk '/^```/ {inside = !inside; print "```"; next} inside {print}' "$project/$1")
    [ $count -ge "$2" ] || { echo "$1 shows $count commands with their output"; exit 1; }
    echo "$count commands of $1 print what it shows"
}
check_page README.md 3
check_page docs/packs.md 1
