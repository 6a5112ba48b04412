#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the wheel with pip, without a network, into an environment that has nothing else:
#     test_install.sh PROJECT BUILD
# What is installed answers where there is no checkout, exports its own functions alone, and needs what every machine has. The
# package's folder installs the same. A wheel that is built again has the same bytes; one that is built without YAJL says so.
set -euo pipefail
project=$1 folder=$2/python
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null ||
    { echo "skipped: there is no Python 3.9 with venv and pip (Debian: python3-venv)"; exit 77; }
mkdir -p "$folder"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
exec 9>"$folder/lock"
flock 9
fail() { echo "$*"; exit 1; }

export CMAKE_ARGS="-DATTACK_EVENTS_WERROR=ON -DCMAKE_C_COMPILER=${CC:-cc}"
export ATTACK_EVENTS_WHEEL_BUILD=$folder/wheel
wheel=$("$project/scripts/wheel.sh" "$scratch/first")
again=$("$project/scripts/wheel.sh" "$scratch/again")
cmp "$wheel" "$again"

python3 -m venv "$scratch/venv"
pip() { "$scratch/venv/bin/python" -m pip --disable-pip-version-check -q "$@"; }
pip install --no-index "$wheel"
cd "$scratch"
answer=$(venv/bin/python -I -c 'if True:
    import attack_events
    event = {"EventID": 1102, "Channel": "Security", "SourceName": "Microsoft-Windows-Eventlog"}
    print(attack_events.__version__, attack_events.match(event)[0].technique.id,
          next(attack_events.tag([event]))["attack"]["techniques"][0]["id"])')
version=$(sed -n 's/^#define ATTACK_EVENTS_VERSION "\(.*\)"/\1/p' "$project/runtime/attack_events.h")
[ "$answer" = "$version T1685.005 T1685.005" ] || fail "it answers: $answer"

library=$(echo venv/lib/python3*/site-packages/attack_events/libattack_events_python.so)
exported=$(nm -D --defined-only "$library" | awk '{ print $3 }' | grep -v '^attack_python_' || true)
[ -z "$exported" ] || fail "it exports: $exported"
needed=$(objdump -p "$library" | awk '$1 == "NEEDED" { print $2 }' | grep -vE '^(libc|libm|libpthread)\.so\.|^ld-linux' || true)
case $(basename "$wheel") in
*manylinux*)
    [ -z "$needed" ] || fail "it needs: $needed"
    [ -s "$(echo venv/lib/python3*/site-packages/attack_events-*/licenses/YAJL)" ] || fail "the licence of YAJL is not there"
    ;;
*) echo "this machine has no static YAJL: the wheel needs $needed" ;;
esac

pip uninstall -y attack-events
[ -z "$(find venv -name '*attack_events*')" ] || fail "pip leaves: $(find venv -name '*attack_events*')"
pip install --no-index "$project/bindings/python"
venv/bin/python -I -c 'import attack_events; attack_events.technique("T1003")'

CMAKE_ARGS="$CMAKE_ARGS -DATTACK_EVENTS_JSON=none" ATTACK_EVENTS_WHEEL_BUILD=$folder/wheel-none \
    "$project/scripts/wheel.sh" "$scratch/none" >/dev/null
pip install --no-index --force-reinstall "$scratch"/none/*.whl
venv/bin/python -I -c 'if True:
    import attack_events
    assert attack_events.match({"EventID": 1102, "Channel": "Security"}).reason
    try:
        attack_events.tag([])
    except ValueError as error:
        assert "without YAJL" in str(error)
    else:
        raise AssertionError'
echo "$(python3 --version), $("$scratch/venv/bin/pip" --version | cut -d' ' -f1-2), $(basename "$wheel")"
