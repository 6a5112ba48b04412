#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# limits.sh PROJECT: fails unless docs/limits.md has exactly the limits of the generator's header and of the tool's, with
# their values; and fails if another file of either defines a limit.
set -euo pipefail
cd "$1"
failed=0
complain() { echo "$1" >&2; failed=1; }

# "NAME VALUE" for each limit: in a header, without comments and brackets; in the document, below a heading.
of_header() { sed -nE 's/^#define ([A-Z_]+_LIMIT) +([^/]*[^/ ]) *(\/\*.*)?$/\1 \2/p' "$1" | tr -d '()' | sort; }
of_document() {
    sed -n "/^## $1\$/,/^## /p" docs/limits.md | sed -nE 's/^\| `([A-Z_]+_LIMIT)` \| ([^|]*[^| ]) \|.*/\1 \2/p' | sort
}

compare() { # HEADER HEADING LEAST
    [ "$(of_header "$1" | wc -l)" -ge "$3" ] || complain "$1 is not read as it is written"
    diff <(of_header "$1") <(of_document "$2") || complain "$1 and docs/limits.md differ: < has the header, > the document"
}

compare gen/base/generator_limits.h 'The generator' 20
compare cli/text/tool_limits.h 'The tool' 8
grep -rnE '#define +[A-Z_]+_LIMIT' host gen cli --include='*.[ch]' | grep -vE '^(gen/base/generator|cli/text/tool)_limits\.h:' &&
    complain "a limit stands outside these headers"

# The one limit of the runtime that the generator has to keep to: a number in the header, a product in the document.
most=$(sed -nE 's/^#define ATTACK_PACK_BYTES_MOST +(0x[0-9a-f]+)u .*/\1/p' runtime/pack_format.h)
product=$(sed -nE 's/^\| `ATTACK_PACK_BYTES_MOST` \| ([0-9 *]+) \|.*the limit is ([0-9]+) \|$/(\1) == \2 ? \2 : 0/p' docs/limits.md)
[ -n "$most" ] && [ -n "$product" ] && [ $((most)) -eq $((product)) ] ||
    complain "docs/limits.md does not have ATTACK_PACK_BYTES_MOST of runtime/pack_format.h"
exit $failed
