#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reproducible.sh [--quick GENERATOR]
#
# Builds twice what is generated and compiled, in two directories of different length, as two users where root runs this,
# in two locales, time zones and umasks, with one and with two processes at a time, and fails unless both are the same
# bytes. Names each file that differs. With --quick, which the tests run, the generator is there already, and the library
# is all that is compiled. CC is the compiler.
set -euo pipefail
cd "$(dirname "$0")/.."
quick=
if [ "${1:-}" = --quick ]; then
    quick=${2:?the generator}
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
one=$work/a
other=$work/a-directory-of-which-the-name-is-much-longer/and-deeper

# What git has, where this is a clone, and else all but builds. A file may be deleted, and git not know yet.
list_sources() {
    { git ls-files -z --cached --others --exclude-standard 2>/dev/null || find . -path ./build -prune -o -type f -print0; } |
        while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done
}

# Any but C: first one that writes numbers and letter case in another way, made here where the machine has none.
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

# What is done in each directory; it runs in an environment of its own.
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
if [ -n "$QUICK" ]; then
    for source in runtime/*.c "$results/mapping/attack_events_builtin.c"; do
        ${CC:-cc} -std=c99 -O2 -Iruntime -c "$source" -o "../$(basename "$source" .c).o"
    done
    objects=$(printf '%s\n' ../*.o | LC_ALL=C sort) # locales order names in other ways
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
    (umask "$mask" && "${as[@]}" env -i "PATH=$PATH" "CC=${CC:-cc}" "QUICK=$quick" "PROCESSES=$processes" "$@" \
        bash "$work/produce.sh" "$directory")
}

user=$(id -u)
if [ "$user" = 0 ] && command -v setpriv >/dev/null; then
    user=65534 # nobody
else
    echo "As one user: another needs root and setpriv."
fi
variables=() # by which it is found
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
[ "$(wc -l <"$work/files")" -ge 7 ] || { echo "too few files were made" >&2; exit 1; }
[ $differing = 0 ] || { echo "Not reproducible." >&2; exit 1; }
echo "$(wc -l <"$work/files") files, the same bytes twice (users $(id -u) and $user, locales C and $locale)."
