#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# limits.sh PROJECT: fails unless docs/limits.md has every limit of gen/limits.h and of the tool's headers that it names,
# with its value, and no other.
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
complain() { echo "$1" >&2; failed=1; }

# "NAME VALUE" for each limit of the header, without comments and the brackets around a value.
of_header() { sed -nE 's/^#define ([A-Z_]+_LIMIT) ([^/]*[^/ ]) *(\/\*.*)?$/\1 \2/p' gen/limits.h | tr -d '()'; }
of_document() { sed -nE 's/^\| `([A-Z_]+_LIMIT)` \| ([^|]*[^| ]) \|.*/\1 \2/p' docs/limits.md; }
# "FILE NAME VALUE" for each limit of the tool, an enumeration or a macro.
of_tool() { sed -nE 's/^\| `([A-Z_]+)` \| ([^|]*[^| ]) \| `(cli\/[a-z_]+\.h)` \|.*/\3 \1 \2/p' docs/limits.md; }

[ "$(of_header | wc -l)" -ge 10 ] || complain "gen/limits.h is not read as it is written"
[ "$(of_tool | wc -l)" -ge 5 ] || complain "docs/limits.md is not read as it is written"
diff <(of_header | sort) <(of_document | sort) || complain "docs/limits.md and gen/limits.h differ: < has the header, > the document"
while read -r file name value; do
    grep -qE "(^|[^A-Z_])$name = $value([^0-9 ]| \})|^#define $name \($value\)" "$file" || complain "$file has no $name of $value"
done < <(of_tool)
# Nor may these headers have one that the document lacks.
of_tool | cut -d ' ' -f 1 | sort -u | while read -r file; do
    grep -oE '\b[A-Z_]+_(MOST|LIMIT|BYTES|FIELDS|KEPT)( = |\>  *\()' "$file" | grep -oE '^[A-Z_]+' | sed "s,^,$file ,"
done | sort >"$scratch/headers"
diff "$scratch/headers" <(of_tool | cut -d ' ' -f 1,2 | sort) || complain "docs/limits.md and the tool's headers differ: < have these"
grep -rnE '#define +[A-Z_]+_LIMIT' gen --include='*.[ch]' | grep -v '^gen/limits.h:' && complain "a limit stands outside gen/limits.h"
exit $failed
