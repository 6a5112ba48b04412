#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# seeds.sh TARGET DIRECTORY [SHARED]: fills the directory with the seeds of a target: its corpus, the tests' fixtures, and
# pieces of the reference data if that exists. Prints how many files there are.
set -euo pipefail
target=${1%_yajl} shared=
mkdir -p "$2"
into=$(cd "$2" && pwd)
[ ! -d "${3-}" ] || shared=$(cd "$3" && pwd)
cd "$(dirname "$0")/../.."

# add FILE [CHOICES]: copies it under a unique name, followed by a printf string of choices.
count=0
add() {
    count=$((count + 1))
    { cat "$1"; [ $# -lt 2 ] || printf "\036$2"; } >"$into/seed_$count"
}

[ ! -d whole/fuzz/corpus/"$target" ] || cp whole/fuzz/corpus/"$target"/* "$into"
case $target in
generate)
    choices=('' '\001' '\002' '\010windows' '\020execution' '\040Sysmon' '\100T1003.*' '\100T1059')
    for file in support/fixtures/*.yaml runtime/*/*.yaml cli/*.yaml cli/*/*.yaml; do
        [ -f "$file" ] && add "$file" "${choices[count % 8]}"
    done
    for file in support/fixtures/irregular*.yaml runtime/matching/*.yaml; do # compared with itself without its last lines
        { head -n -6 "$file"; printf '\036'; cat "$file"; } >"$into/part"
        add "$into/part" '\200'
    done
    for file in "$shared"/ossem/*.yaml "$shared"/ossem/*.yml; do # the first records, and some from the middle
        [ -f "$file" ] || continue
        head -c 4096 "$file" | sed '$d' >"$into/part"
        add "$into/part"
        lines=$(wc -l <"$file")
        for start in 3 5 7; do
            first=$((lines * start / 10))
            sed -n "$first,$((first + 120))p" "$file" | sed '1,/^-/{/^-/!d}' >"$into/part"
            add "$into/part" "${choices[count % 8]}"
        done
    done
    ;;
collected)
    add cli/coverage/collected.csv
    for separator in '\t' ',' ';'; do
        printf "log_source${separator}event_id${separator}channel${separator}filter_in\n" >"$into/part"
        printf "Microsoft-Windows-Security-Auditing${separator}4663${separator}Security${separator}\n" >>"$into/part"
        printf "\"auditd\"${separator}\"SYSCALL\"${separator}\"\"${separator}\"a\\\\tb\"\n" >>"$into/part"
        add "$into/part" "\\00$count\\00$count\\00${count}0123456789"
    done
    printf 'audit_sub_category\nProcess Creation\nFile System\n' >"$into/part"
    add "$into/part"
    printf '\357\273\277#TYPE x\r\n"Id"\t"ProviderName"\r\n"1"\t"Microsoft-Windows-Sysmon"\r\n' >"$into/part"
    add "$into/part"
    ;;
tag)
    for length in 4094 4095 4096 5000 9000; do # around the limit on a line, which is 4096 here
        printf '{"a":"%0*d"}\n{\n{}\n' $((length - 9)) 0 >"$into/part"
        add "$into/part"
        add "$into/part" '\000\000\077'
    done
    for file in cli/log/formats/*.json; do
        add "$file"
        add "$file" '\003\004\003'
        add "$file" '\016\001\100'
        add "$file" '\040'
    done
    object='{"EventID":4663,"Channel":"Security","ObjectType":"Process"}'
    xml='<Event xmlns="a"><System><Provider Name="Microsoft-Windows-Sysmon"/><EventID>1</EventID></System><EventData><Data Name="Image">C:\\a &amp; b</Data><Data>c</Data></EventData></Event>'
    records='type=SYSCALL msg=audit(1700000000.123:1): arch=c000003e syscall=59 success=yes a0=1 comm="a" exe="/bin/a" key=(null)\nnode=b type=EXECVE msg=audit(1700000000.123:1): argc=2 a0="a" a1=2062\ntype=PROCTITLE msg=audit(1700000000.123:1): proctitle=6100\ntype=EOE msg=audit(1700000000.123:1): \n'
    for text in "[$object,\n$object]\n" "{\n \"EventID\": 4663\n}\n$object\n" "$object$object, $object" "\036\036$object\n\036$object\n" \
        "<?xml version=\"1.0\"?>\n<Events>\n$xml\n$xml</Events>\n" "Nov 30 22:00:00 a b: $xml\n$object\n" "$records$records" "a\n$records$xml"; do
        # shellcheck disable=SC2059
        printf "$text" >"$into/log"
        for choices in '' '\000\000\003' '\001\000\021\001' '\200\000\000\002' '\000\000\007\011' '\000\001\000\006' '\040' '\000\003\007'; do
            add "$into/log" "$choices"
        done
        gzip -nc "$into/log" >"$into/part"
        add "$into/part" # compressed itself
        cat "$into/log" "$into/part" >"$into/both"
        add "$into/both" '\000\000\000\001'
    done
    rm "$into/log" "$into/both"
    { printf ' @cee: %s\n\n{\n{} {}\n{"msg":" {\\"EventID\\":4663}","rawmsg":"","syslogtag":"","timegenerated":""}\n' "$object"; } >"$into/part"
    add "$into/part" '\000\003'
    add "$into/part" '\002\003\005'
    split -l 40 --filter='cat >$FILE' ../cli/log/formats.json "$into/part." # some rows each, with a line that they may know
    for file in "$into"/part.*; do
        { printf '{"formats": ['; sed -n '/^  {"name"/,/},$/p' "$file" | sed '$s/,$//'; printf ']}'; } >"$into/rows"
        { head -n 1 cli/log/formats/kubernetes.json; printf '\036'; cat "$into/rows"; } >"$into/part"
        add "$into/part" '\100'
        rm "$file" "$into/rows"
    done
    for file in "$shared"/security-datasets/*.json; do
        [ -f "$file" ] || continue
        for start in 1 50 500; do
            sed -n "$start,$((start + 1))p" "$file" >"$into/part"
            add "$into/part"
        done
    done
    ;;
runtime) # from a long run, one input a line in hexadecimal
    while read -r line; do
        count=$((count + 1))
        # shellcheck disable=SC2059
        printf "$(sed 's/../\\x&/g' <<<"$line")" >"$into/seed_$count"
    done <whole/fuzz/corpus/runtime.hex
    ;;
esac
rm -f "$into/part"
find "$into" -type f | wc -l
