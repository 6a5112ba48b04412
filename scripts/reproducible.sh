#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reproducible.sh [--quick GENERATOR]
#
# Builds everything that is generated and compiled twice: in two directories of different length, as two users if root runs
# it, in two locales, time zones and umasks, with one process and with two. Fails unless all files are the same bytes; lists
# each file that differs. With --quick, as the tests run it, the generator exists already, and only the library is compiled.
# CC is the compiler.
set -euo pipefail
cd "$(dirname "$0")/.."
quick=
if [ "${1:-}" = --quick ]; then
    quick=${2:?the generator}
fi

rules= # SigmaHQ's for Linux, where they are beside the checkout
if [ -d ../shared/sigma/rules/rules/linux ]; then rules=$(cd ../shared/sigma/rules/rules/linux && pwd -P); fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
one=$work/a
other=$work/a-directory-of-which-the-name-is-much-longer/and-deeper

# The files in git if this is a clone, else everything but builds. A deleted file may still be in git's list.
list_sources() {
    { git ls-files -z --cached --others --exclude-standard 2>/dev/null || find . -path ./build -prune -o -type f -print0; } |
        while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done
}

# A locale other than C, preferably one with other numbers and other case rules; it is made here if the machine has none.
find_locale() {
    local all
    all=$(locale -a 2>/dev/null || true)
    if locale=$(grep -m 1 -iE '^(tr_TR|de_DE|fr_FR)' <<<"$all"); then return; fi
    if mkdir "$work/locales" && localedef -i tr_TR -f UTF-8 "$work/locales/tr_TR.UTF-8" >/dev/null 2>&1; then
        locale=tr_TR.UTF-8 variables=("LOCPATH=$work/locales")
        return
    fi
    if locale=$(grep -m 1 -vE '^(C|POSIX)$' <<<"$all"); then return; fi
    echo "In one locale: this machine has no other than C, nor what makes one."
    locale=C
}

copy_sources() { # DIRECTORY
    mkdir -p "$1/source" "$1/results"
    list_sources | tar --null -T - -cf - | tar -xf - -C "$1/source"
    [ -z "$quick" ] || install -m 755 "$quick" "$1/attack-events-gen"
}

# The steps in each directory, run with an environment of its own.
cat >"$work/produce.sh" <<'END'
set -euo pipefail
cd "$1/source"
results=$1/results
generator=$1/attack-events-gen
if [ -z "$QUICK" ]; then
    cmake -S . -B ../build -DCMAKE_BUILD_TYPE=Release -DATTACK_EVENTS_MAPPING=mapping.yaml -DCMAKE_INSTALL_PREFIX=/usr >/dev/null
    cmake --build ../build --parallel "$PROCESSES" >/dev/null
    DESTDIR=$results/installed cmake --install ../build >/dev/null
    generator=../build/gen/attack-events-gen
fi
mkdir -p "$results/mapping" "$results/ids" "$results/amalgamation"
"$generator" -q -o "$results/mapping" --stats mapping.yaml >"$results/numbers.txt"
"$generator" -q -o "$results/ids" --emit-ids --prefix ids mapping.yaml
"$generator" -q -o "$results/amalgamation/attack.c" --amalgamate mapping.yaml
"$generator" -q -o "$results/packs/little.aepack" --pack --date 2026-11-30 --rules-uri https://example.org/ mapping.yaml "$PWD/examples/rules"
"$generator" -q -o "$results/packs/big.aepack" --pack --date 2026-11-30 --index none --byte-order big --rules-uri https://example.org/ mapping.yaml examples/rules
if [ -n "$RULES" ]; then "$generator" -q -o "$results/packs/sigma.aepack" --pack --date 2026-11-30 --index none mapping.yaml "$RULES"; fi
if [ -n "$QUICK" ]; then
    for source in runtime/*.c "$results/mapping/attack_events_builtin.c"; do
        ${CC:-cc} -std=c99 -O2 -Iruntime -c "$source" -o "../$(basename "$source" .c).o"
    done
    objects=$(printf '%s\n' ../*.o | LC_ALL=C sort) # locales sort names differently
    ar rcD "$results/libattack_events.a" $objects
fi
END

produce() { # DIRECTORY USER UMASK PROCESSES VARIABLE...
    local directory=$1 user=$2 mask=$3 processes=$4 as=()
    shift 4
    if [ "$user" != "$(id -u)" ]; then
        chown -R "$user:$user" "$directory"
        as=(setpriv "--reuid=$user" "--regid=$user" --clear-groups)
    fi
    (umask "$mask" && "${as[@]}" env -i "PATH=$PATH" "CC=${CC:-cc}" "QUICK=$quick" "RULES=$rules" "PROCESSES=$processes" "$@" \
        bash "$work/produce.sh" "$directory")
}

user=$(id -u)
if [ "$user" = 0 ] && command -v setpriv >/dev/null; then
    user=65534 # nobody
else
    echo "As one user: another needs root and setpriv."
fi
variables=() # VARIABLE=value pairs for the build
find_locale
variables+=("LC_ALL=$locale")
[ "$locale" = C ] || [ "$(env "${variables[@]}" locale charmap)" != ANSI_X3.4-1968 ] ||
    { echo "the locale $locale is taken for C" >&2; exit 1; }
copy_sources "$one"
copy_sources "$other"
produce "$one" "$(id -u)" 022 1 LC_ALL=C TZ=UTC HOME=/
produce "$other" "$user" 077 2 "${variables[@]}" TZ=Asia/Tokyo "HOME=$other" SOURCE_DATE_EPOCH=1 USER=somebody

list() { (cd "$1/results" && find . -type f | LC_ALL=C sort); }
list "$one" >"$work/files"
list "$other" >"$work/other-files"
differing=0
diff "$work/files" "$work/other-files" || differing=1
while read -r file; do
    cmp "$one/results/$file" "$other/results/$file" || differing=1
done <"$work/files"
[ "$(wc -l <"$work/files")" -ge 9 ] || { echo "too few files were made" >&2; exit 1; }
[ $differing = 0 ] || { echo "Not reproducible." >&2; exit 1; }
echo "$(wc -l <"$work/files") files, the same bytes twice (users $(id -u) and $user, locales C and $locale)."
