#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the Debian packages, checks them with lintian, installs them into a separate folder, uses the installed files, and
# removes the packages.
#
# debian.sh SOURCE      exits 77 if its tools are missing
set -euo pipefail
source=$1
for tool in dpkg-buildpackage dh lintian fakeroot; do
    command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/attack-events"
cd "$source"
cp -R CMakeLists.txt bindings cmake cli debian gen generated host mapping.yaml runtime LICENSE NOTICE "$scratch/attack-events"
cd "$scratch/attack-events"
dpkg-checkbuilddeps 2>"$scratch/missing" || { echo "skipped: $(cat "$scratch/missing")"; exit 77; }
unset MAKEFLAGS MFLAGS CFLAGS DESTDIR
dpkg-buildpackage --build=binary --unsigned-source --unsigned-changes -j2 >"$scratch/build.log" 2>&1 ||
    { tail -n 30 "$scratch/build.log"; exit 1; }
lintian --allow-root --fail-on warning,error "$scratch"/*.changes

root=$scratch/root
mkdir -p "$root/var/lib/dpkg"
install_into() { # OPTION... : dpkg there, without the packages that these depend on
    fakeroot dpkg --root="$root" --force-depends --force-script-chrootless --log=/dev/null "$@" >"$scratch/dpkg.log" 2>&1 ||
        { cat "$scratch/dpkg.log"; exit 1; }
}
install_into --install "$scratch"/attack-events_*.deb "$scratch"/libattack-events-dev_*.deb
"$root/usr/bin/attack-events" technique T1003.001 --format tsv >"$scratch/technique" # grep -q would close a pipe early
grep -q 'LSASS Memory' "$scratch/technique"
"$root/usr/bin/attack-events-gen" -q -o "$scratch" --prefix my_map mapping.yaml
PKG_CONFIG_SYSROOT_DIR='' PKG_CONFIG_PATH=$(dirname "$(find "$root" -name attack_events.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # words are what is wanted
cc -std=c99 "$source/examples/embed/embed.c" $(pkg-config --cflags --libs attack_events_builtin) -o "$scratch/embed"
"$scratch/embed" >"$scratch/rows"
grep -q 'Microsoft-Windows-Sysmon 10' "$scratch/rows"
for page in attack-events.1 attack-events-gen.1 attack_events.3; do
    find "$root/usr/share/man" -name "$page.gz" | grep . >"$scratch/pages" || { echo "$page is not installed"; exit 1; }
done
install_into --purge attack-events libattack-events-dev
left=$(find "$root" -type f -path "$root/usr/*")
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "built, looked at, installed, used and removed"
