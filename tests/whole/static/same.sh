# SPDX-License-Identifier: MIT
# Sourced by the checks of static programs: compares the files and answers of programs that were built otherwise with those of
# this build, byte for byte.
#
#     same_files DIRECTORY GENERATOR-OF-THIS-BUILD SOURCE GENERATOR...   GENERATOR...: a command
#     same_answers DIRECTORY TOOL-OF-THIS-BUILD LOG TOOL...

same_files() {
    local directory=$1 ours=$2 source=$3 arguments case
    shift 3
    local cases=("--index none -o DIR mapping.yaml" "--index none --amalgamate -o DIR/one.c mapping.yaml"
        "--index none --emit-ids --prefix some --platform linux -o DIR/deep/er mapping.yaml"
        "--index none --depfile DIR/d -o DIR mapping.yaml" "--stats --check --index none mapping.yaml"
        "--pack --date 2026-11-30 --index none -o DIR/a.aepack mapping.yaml examples/rules" "--check --strict examples/rules"
        "--check nothing.yaml" "--rules --check --lenient mapping.yaml examples/rules" "-o" "--no-such-option" "mapping.yaml -o")
    [ -z "${GPERF-}" ] || cases+=("-o DIR mapping.yaml" "--pack --date 2026-11-30 -o DIR/b.aepack mapping.yaml")
    for case in "${cases[@]}"; do
        rm -rf "$directory/files"
        mkdir -p "$directory/files"
        read -ra arguments <<<"$case"
        for made in ours theirs; do
            mkdir "$directory/files/$made"
            local run=("$ours")
            [ $made = ours ] || run=("$@")
            # Both are given the same names, as a depfile has them.
            (cd "$source" && code=0 && "${run[@]}" "${arguments[@]//DIR/$directory/files/made}" >"$directory/files/$made/said" 2>&1 </dev/null || code=$?
                echo "exit code ${code-0}" >>"$directory/files/$made/said")
            [ ! -e "$directory/files/made" ] || mv "$directory/files/made" "$directory/files/$made/made"
        done
        diff -r "$directory/files/ours" "$directory/files/theirs" >"$directory/difference" ||
            { echo "not the same: attack-events-gen $case"; head -c 2000 "$directory/difference"; return 1; }
        [ "$case" != "-o DIR mapping.yaml" ] ||
            diff -r -x README.md "$directory/files/theirs/made" "$source/generated" || { echo "generated/ is not reproduced"; return 1; }
    done
    echo "${#cases[@]} runs of attack-events-gen write and say the same"
}

same_answers() {
    local directory=$1 ours=$2 log=$3 count=0 arguments case
    shift 3
    for case in "tag LOG" "tag --summary LOG" "tag --events LOG" "tag" "technique T1003.001 --format json" "rows --format tsv" \
        "top data-sources --format table" "enable T1003.001" "info" "report" "graph --to techniques 4663" "event"; do
        read -ra arguments <<<"$case"
        "$ours" "${arguments[@]/LOG/$log}" <"$log" >"$directory/ours" 2>&1 || true
        "$@" "${arguments[@]/LOG/$log}" <"$log" >"$directory/theirs" 2>&1 || true
        cmp "$directory/ours" "$directory/theirs" || { echo "not the same: attack-events $case"; return 1; }
        [ -s "$directory/ours" ] || { echo "attack-events $case says nothing"; return 1; }
        count=$((count + 1))
    done
    echo "$count runs of attack-events answer the same"
}
