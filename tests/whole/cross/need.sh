# SPDX-License-Identifier: MIT
# Sourced by the scripts beside it.

# need_compiler COMMAND... : ends the test as skipped unless the compiler exists and has the C99 headers that need no C
# library. On Debian, those of arm-none-eabi-gcc are in libnewlib-arm-none-eabi.
need_compiler() {
    command -v "$1" >/dev/null || { echo "skipped: there is no $1"; exit 77; }
    printf '#include <stdint.h>\n#include <stdbool.h>\n' | "$@" -ffreestanding -fsyntax-only -x c - 2>/dev/null ||
        { echo "skipped: $1 has no stdint.h"; exit 77; }
}

# documented COMPILER FILE NUMBER... : returns 1 if a document lacks a number that was measured. It checks only with
# STRICT=1, for developers, and only with the compiler version that the documents name.
documented() {
    local compiler=$1 file=$2 number missing=0
    shift 2
    [ -n "${STRICT-}" ] || return 0
    case $("$compiler" -dumpfullversion) in 12.2.*) ;; *) return 0 ;; esac
    for number in "$@"; do
        number=$(sed -E ':again; s/([0-9])([0-9]{3})(,|$)/\1,\2\3/; t again' <<<"$number")
        grep -qE "(^|[^0-9,])$number(\$|[^0-9,]|,([^0-9]|\$))" "$root/$file" ||
            { echo "error: $file does not say $number" >&2; missing=1; }
    done
    return $missing
}
