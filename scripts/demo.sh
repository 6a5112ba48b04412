#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the project and shows what it does: compile mapping.yaml to C, link it, look a technique up.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/packages.sh

install_packages gcc libc6-dev make cmake || true
require cc cmake || { echo "Please install a C compiler, make and CMake 3.16 or newer." >&2; exit 1; }
generator=ON
install_packages pkg-config libyaml-dev libyajl-dev libsimdjson-dev zlib1g-dev libzstd-dev libmd-dev uthash-dev gperf || true
if ! require pkg-config gperf yaml.h yajl/yajl_parse.h sha256.h uthash.h; then
    echo "Going on without the generator, with the tables of generated/."
    generator=OFF
fi

echo "== Building (in build/demo)"
mapping=
[ $generator = OFF ] || mapping=mapping.yaml # the build compiles it; without a generator, it links generated/
cmake -S . -B build/demo -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_BUILD_GENERATOR=$generator \
    -DATTACK_EVENTS_MAPPING=$mapping >/dev/null
cmake --build build/demo --parallel 2 >/dev/null

tool=build/demo/cli/attack-events
if [ $generator = ON ]; then
    echo "== mapping.yaml to C: attack-events-gen -o build/demo/mapping --stats mapping.yaml"
    mkdir -p build/demo/mapping
    build/demo/gen/attack-events-gen -o build/demo/mapping --stats mapping.yaml

    echo "== Linking what was generated with the runtime: cc ... examples/embed/embed.c"
    cc -std=c99 -O2 -Iruntime -Ibuild/demo/mapping -o build/demo/embed examples/embed/embed.c \
        build/demo/mapping/attack_events_builtin.c runtime/attack_events.c
    build/demo/embed | head -n 5
fi

echo "== A sensor: from an event to its most specific techniques: examples/sensor/sensor.c"
cc -std=c99 -O2 -Iruntime -Igenerated -o build/demo/sensor examples/sensor/sensor.c runtime/*.c \
    generated/attack_events_builtin.c
printf 'EventID=4663\tChannel=Security\tObjectType=Key\n' | build/demo/sensor

echo "== An agent, which takes new data as a pack: examples/agent"
cc -std=c11 -O2 -pthread -Iruntime -Igenerated -o build/demo/agent \
    examples/agent/agent.c examples/agent/live_mapping.c examples/agent/minisign_none.c runtime/*.c \
    generated/attack_events_builtin.c
if [ $generator = ON ]; then
    build/demo/gen/attack-events-gen -q --pack --date "$(date -u +%F)" -o build/demo/new.aepack --source rule \
        mapping.yaml examples/rules
fi
printf 'EventID=1\tProvider=Microsoft-Windows-Sysmon\tImage=C:\\acme-deploy.exe\n' | build/demo/agent build/demo/new.aepack

echo "== The events that show T1003.001: attack-events technique T1003.001"
"$tool" technique T1003.001 --format table
