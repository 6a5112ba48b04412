#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs Zephyr's own test runner on the sample, on real Zephyr, and prints what the sample takes of flash, RAM and stack on each board:
#
#     zephyr_tree.sh SOURCE GENERATOR     in the environment: ZEPHYR_BASE, the tree; PYTHON, one with its requirements (python3)
#
# Outside a west workspace, ZEPHYR_MODULES names the modules that boards need: cmsis, or CMSIS_6 since Zephyr 4.1. The compiler is
# Debian's for Arm, unless ZEPHYR_TOOLCHAIN_VARIANT or ZEPHYR_SDK_INSTALL_DIR says otherwise. Exits with 77 if something is missing.
set -euo pipefail
source=$1 generator=$2
skip() { echo "skipped: $1"; exit 77; }

[ -n "${ZEPHYR_BASE-}" ] || skip "ZEPHYR_BASE names no tree of Zephyr"
[ -e "$ZEPHYR_BASE/scripts/twister" ] || skip "there is no scripts/twister in ZEPHYR_BASE, $ZEPHYR_BASE"
python=${PYTHON:-python3}
for tool in "$python" cmake ninja dtc qemu-system-arm; do
    command -v "$tool" >/dev/null || skip "there is no $tool"
done
"$python" "$ZEPHYR_BASE/scripts/twister" --help >/dev/null 2>&1 || skip "$python has not the modules of Zephyr's scripts/requirements.txt"
if [ -z "${ZEPHYR_TOOLCHAIN_VARIANT-}${ZEPHYR_SDK_INSTALL_DIR-}" ]; then
    compiler=$(command -v arm-none-eabi-gcc) || skip "there is no arm-none-eabi-gcc"
    export ZEPHYR_TOOLCHAIN_VARIANT=gnuarmemb GNUARMEMB_TOOLCHAIN_PATH=${compiler%/bin/*}
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
PATH="$(dirname "$(command -v "$python")"):$PATH" "$python" "$ZEPHYR_BASE/scripts/twister" --testsuite-root "$source/zephyr/samples" \
    --integration --jobs 2 --outdir "$scratch/out" "-x=ZEPHYR_EXTRA_MODULES=$source" "-x=ATTACK_EVENTS_GENERATOR=$generator" \
    >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
"$python" - "$scratch/out" "$ZEPHYR_BASE/VERSION" <<'EOF'
import glob, json, re, sys

out, version = sys.argv[1:]
parts = dict(re.findall(r"^(\w+) *= *(\w*)", open(version).read(), re.M))
print("Zephyr", ".".join(parts[name] for name in ("VERSION_MAJOR", "VERSION_MINOR", "PATCHLEVEL")))
suites = json.load(open(out + "/twister.json"))["testsuites"]
passed = 0
for suite in suites:
    print(suite["name"].split("/")[-1], suite["platform"], suite["status"], sep="  ", end="")
    passed += suite["status"] == "passed" and suite["runnable"]
    folder = glob.glob(out + "/" + suite["platform"].replace("/", "_") + "*/**/" + suite["name"].split("/")[-1], recursive=True)[0]
    build, printed = (open(f"{folder}/{name}.log").read() for name in ("build", "handler"))
    for region, used in re.findall(r"(FLASH|RAM): +(\d+) B", build):
        print(f"  {region} {used}", end="")
    for used in re.findall(r"(\d+) of \d+ bytes of the stack", printed):
        print(f"  stack {used}", end="")
    print()
sys.exit(not suites or passed != len(suites))
EOF
