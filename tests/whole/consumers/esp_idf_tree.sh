#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Packs the component as the registry's own tool does, builds the example that is in the package with real ESP-IDF for its target
# `linux`, and runs it:
#
#     esp_idf_tree.sh SOURCE      in the environment: IDF_PATH, the tree; PYTHON, one with its requirements (python3)
#
# Exits with 77 if something is missing.
set -euo pipefail
source=$1
skip() { echo "skipped: $1"; exit 77; }

[ -n "${IDF_PATH-}" ] || skip "IDF_PATH names no tree of ESP-IDF"
[ -e "$IDF_PATH/tools/cmake/version.cmake" ] || skip "there is no tools/cmake/version.cmake in IDF_PATH, $IDF_PATH"
python=$(command -v "${PYTHON:-python3}") || skip "there is no ${PYTHON:-python3}"
for tool in cmake ninja git; do
    command -v "$tool" >/dev/null || skip "there is no $tool"
done
"$python" -c 'import idf_component_manager, esp_idf_kconfig, click, yaml' 2>/dev/null ||
    skip "$python has not idf-component-manager and the other requirements of ESP-IDF"
PATH="$(dirname "$python"):$PATH"
version() { sed -n "s/^set(IDF_VERSION_$1 \\([0-9]*\\))/\\1/p" "$IDF_PATH/tools/cmake/version.cmake"; }
export ESP_IDF_VERSION IDF_PYTHON_CHECK_CONSTRAINTS=no
ESP_IDF_VERSION="$(version MAJOR).$(version MINOR)"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/whole" "$scratch/attack_events"
git -C "$source" ls-files -z --cached --others --exclude-standard | (cd "$source" && tar -c --null -T -) | tar -x -C "$scratch/whole"
cd "$scratch/whole"
compote --warnings-as-errors manifest lint >"$scratch/log" 2>&1 && compote --warnings-as-errors component pack --name attack_events \
    >>"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
tar -xzf dist/attack_events_*.tgz -C "$scratch/attack_events" # where a component's folder has its name
cd "$scratch/attack_events/examples/esp_idf"
cmake -G Ninja -S . -B build -DIDF_TARGET=linux "-DPYTHON=$python" -DPYTHON_DEPS_CHECKED=1 -DESP_PLATFORM=1 >"$scratch/log" 2>&1 &&
    cmake --build build --parallel 2 >>"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
timeout 5 build/attack_events_answers.elf >"$scratch/printed" || [ $? -eq 124 ] # FreeRTOS goes on after app_main()
PYTHONDONTWRITEBYTECODE=1 "$python" "$source/tests/whole/consumers/samples.py" matches "$source/zephyr/samples/answers/sample.yaml" \
    <"$scratch/printed"
echo "ESP-IDF $ESP_IDF_VERSION.$(version PATCH), target linux; component manager $(compote version | tail -n 1)," \
    "a package of $(stat -c %s "$scratch"/whole/dist/attack_events_*[0-9].tgz) bytes"
