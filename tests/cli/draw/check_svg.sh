#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_svg.sh TOOL [KIND...]: the SVG of these kinds, or of every kind, is XML, has as many bars and texts as the ranking, and another program renders it
# to a picture that is not blank. Exits with 77 if a program for that is missing.
set -euo pipefail
tool=$1
shift
[ $# -gt 0 ] || set -- data-sources data-components events tactics platforms
for program in xmllint rsvg-convert python3; do
    command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
svg=$scratch/top.svg

count() { # XPATH
    xmllint --nonet --xpath "count($1)" "$svg"
}

# Prints how many different lines the data of a PNG has: a blank picture has one or two.
distinct_lines() { # FILE
    python3 - "$1" <<'EOF'
import struct, sys, zlib
png = open(sys.argv[1], "rb").read()
at, data, width, height, channels = 8, b"", 0, 0, 0
while at < len(png):
    size, kind = struct.unpack(">I4s", png[at:at + 8])
    if kind == b"IHDR":
        width, height, depth, color = struct.unpack(">IIBB", png[at + 8:at + 18])
        assert depth == 8
        channels = {2: 3, 6: 4}[color]
    if kind == b"IDAT":
        data += png[at + 8:at + 8 + size]
    at += size + 12
lines = zlib.decompress(data)
stride = 1 + width * channels
assert len(lines) == stride * height
print(len({lines[i * stride:(i + 1) * stride] for i in range(height)}))
EOF
}

for kind; do
    for scope in --subtechniques --all; do
        "$tool" top $kind $scope -n 12 -o "$svg"
        xmllint --nonet --noout "$svg"
        rows=$("$tool" top $kind $scope -n 12 --format tsv | tail -n +2 | wc -l)
        bars=$(count "//*[local-name()='rect'][@fill='#336699']")
        # The title, the label, a name and a count for each row, the numbers on the axis.
        texts=$(count "//*[local-name()='text'][string()]")
        lines=$(count "//*[@stroke='#dee3e8']")
        [ "$bars" -eq "$rows" ] || { echo "$kind $scope: $bars bars for $rows rows"; exit 1; }
        [ "$texts" -eq $((2 + 2 * rows + lines + 1)) ] ||
            { echo "$kind $scope: $texts texts for $rows rows and $lines lines"; exit 1; }
        rsvg-convert -o "$scratch/top.png" "$svg"
        [ "$(distinct_lines "$scratch/top.png")" -gt $((2 * rows)) ] ||
            { echo "$kind $scope: it renders blank"; exit 1; }
    done
done
