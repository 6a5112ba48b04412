#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Gets the source trees of Debian or Ubuntu packages, for static.sh, without changing the lists of apt in /etc.
#
#     sources.sh DIRECTORY PACKAGE...     DIRECTORY/PACKAGE-VERSION is there afterwards, unless it was
#
# Exits 77 if apt cannot get them.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '5,7p' "$0" >&2; exit 2; }
mkdir -p "$1"
directory=$(cd "$1" && pwd)
shift
cannot() { echo "skipped: $1"; exit 77; }
for tool in apt-get dpkg-source; do
    command -v $tool >/dev/null || cannot "there is no $tool"
done

missing=()
for package in "$@"; do
    compgen -G "$directory/$package-[0-9]*/" >/dev/null || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# This system's own lists, asked for sources: those of Debian or Ubuntu alone, as others may have none.
lists=$directory/.apt/lists.d
mkdir -p "$lists" "$directory/.apt/state/lists/partial" "$directory/.apt/cache/archives/partial"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [ -f "$file" ] || continue
    case $file in
    *.sources) grep -qiE '^Signed-By:.*(debian|ubuntu)-archive|^URIs:.*(debian|ubuntu)' "$file" || continue
        sed 's/^Types:.*/Types: deb-src/' "$file" >"$lists/$(basename "$file")" ;;
    *.list) sed -nE '/(debian|ubuntu)/s/^deb /deb-src /p' "$file" >"$lists/$(basename "$file")" ;;
    esac
done
options=(-qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$lists" -o Dir::State::Lists="$directory/.apt/state/lists"
    -o Dir::Cache="$directory/.apt/cache" -o APT::Sandbox::User="$(id -un)")
cd "$directory"
get() { apt-get "${options[@]}" source "$1" >>.apt/log 2>&1; }
get_some_version() { # PACKAGE: the newest version that can be had, as a mirror may list one that it does not have yet
    local version
    while read -r version; do
        ! get "$1=$version" || return 0
    done < <(apt-cache "${options[@]}" showsrc "$1" | sed -n 's/^Version: //p')
    return 1
}
apt-get "${options[@]}" update >.apt/log 2>&1 || { tail -n 3 .apt/log; cannot "apt cannot get the lists of sources"; }
for package in "${missing[@]}"; do
    get "$package" || get_some_version "$package" || { tail -n 3 .apt/log; cannot "apt cannot get the sources of $package"; }
done
rm -f ./*.dsc ./*.tar.*
