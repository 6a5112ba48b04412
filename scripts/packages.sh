# SPDX-License-Identifier: MIT
# Sourced by demo.sh and test.sh: installs the packages that they need.

# install_packages NAME... : installs those of these Debian packages that are missing. Returns 1, and lists them, if that is
# not possible.
install_packages() {
    local missing=() name sudo=()

    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        return 1
    fi
    for name in "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q '^install ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages, and neither root nor sudo to install them: ${missing[*]}" >&2
            return 1
        fi
        sudo=(sudo)
        echo "Installing with sudo: ${missing[*]}"
    else
        echo "Installing: ${missing[*]}"
    fi
    [ -n "${packages_updated-}" ] || "${sudo[@]}" apt-get update -qq || true
    packages_updated=yes
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        { echo "Could not install: ${missing[*]}" >&2; return 1; }
}

# install_groups "NAME..."... : installs all groups of packages at once, which is fastest; if that fails, each group that is
# available.
install_groups() {
    local group

    # shellcheck disable=SC2048,SC2086 # several words
    install_packages $* 2>/dev/null && return
    for group in "$@"; do
        # shellcheck disable=SC2086
        install_packages $group || true
    done
}

# require WORD... : lists the missing ones of these programs and C headers; returns 1 if there are any.
require() {
    local missing=() word

    for word in "$@"; do
        case $word in
        *.h) printf '#include <stdarg.h>\n#include <setjmp.h>\n#include <stdint.h>\n#include <%s>\n' "$word" | cc -E -x c - >/dev/null 2>&1 || missing+=("$word") ;;
        *) command -v "$word" >/dev/null || missing+=("$word") ;;
        esac
    done
    [ ${#missing[@]} -eq 0 ] || { echo "Missing: ${missing[*]}" >&2; return 1; }
}
