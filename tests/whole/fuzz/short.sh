#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# short.sh PROGRAM TARGET RUNS DIRECTORY: runs a target from the inputs in the repository, the same way each time. Findings
# are left in the directory.
set -euo pipefail
program=$1 target=$2 runs=$3 directory=$4
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "${directory:?}/$target"
mkdir -p "$directory/$target/new"
"$here/seeds.sh" "$target" "$directory/$target/seeds"
dictionary=()
[ ! -f "$here/${target%_yajl}.dict" ] || dictionary=(-dict="$here/${target%_yajl}.dict")
"$program" "${dictionary[@]}" -seed=1 -runs="$runs" -max_len=10000 -timeout=60 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$directory/$target/" "$directory/$target/new" "$directory/$target/seeds"
