#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs README's two commands where nothing is installed yet: in a minimal root file system of each Debian that README names,
# as root, without locale, sudo and pseudo-terminal.
#
#     bare_roots.sh [SUITE...]     default: bookworm, trixie and testing. Exits with 77, and says why, if no root file
#                                  system can be made
#
# The packages come from the mirror that apt uses here. The root file systems are made below $ROOTS, or else build/roots, with
# SUITE.log beside them; one that passed is removed, unless KEEP=1. The committed tree is tested, not the working tree.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "only root can make a root"
for program in debootstrap unshare chroot git apt-get; do
    command -v $program >/dev/null || skip "there is no $program"
done
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | sed -n '\|/debian/*$|{p;q}' || true)
[ -n "$mirror" ] || skip "apt has no mirror of Debian here; try apt-get update"

roots=${ROOTS:-$PWD/build/roots}
shared=$(realpath -e ../shared 2>/dev/null) || shared=

make_root() { # SUITE
    [ -x "$roots/$1/usr/bin/apt-get" ] || debootstrap --variant=minbase "$1" "$roots/$1" "$mirror"
    cp /etc/resolv.conf /etc/hosts "$roots/$1/etc"
    mkdir -p "$roots/$1/src/shared"
    rm -rf "$roots/$1/src/attack_events"
    git clone --quiet . "$roots/$1/src/attack_events"
}

# in_root SUITE COMMAND... : mounts what the command needs in a private mount namespace, so that nothing stays mounted.
in_root() {
    local root=$roots/$1
    shift
    # shellcheck disable=SC2016 # for the inner shell
    unshare --mount --pid --fork sh -euc '
        root=$1 shared=$2; shift 2
        mount -t proc proc "$root/proc"
        [ -z "$shared" ] || mount --bind -o ro "$shared" "$root/src/shared"
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" "$@"' sh "$root" "$shared" "$@"
}

mkdir -p "$roots"
failed=0
[ $# -gt 0 ] || set -- bookworm trixie testing
for suite in "$@"; do
    log=$roots/$suite.log
    if make_root "$suite" >"$log" 2>&1 && in_root "$suite" sh -euc '
            cd /src/attack_events
            ./scripts/demo.sh
            ./scripts/test.sh
            for tool in gcc clang cmake; do $tool --version | head -n 1; done' >>"$log" 2>&1; then
        echo "$suite: both commands pass; $(tail -n 3 "$log" | paste -s -d ,)"
        [ -n "${KEEP-}" ] || rm -rf "${roots:?}/$suite"
    else
        failed=1
        echo "$suite: failed; the end of $log:"
        tail -n 20 "$log"
    fi
done
exit $failed
