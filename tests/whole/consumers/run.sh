#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds a consumer from scratch in a temporary folder, in a path with a space, runs it, and compares the events of
# T1003.001 that it prints with those of the installed tool.
#
#     run.sh CONSUMER SOURCE BUILD     SOURCE: this project; BUILD: a build of it, which is installed
#
# Exits 77 if a tool that the consumer needs is missing.
set -euo pipefail
consumer=$1 source=$2 build=$3
here=$(cd "$(dirname "$0")" && pwd)
unset DESTDIR MAKEFLAGS MFLAGS

needs() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
    done
}
# Sets STUB_PYTHON to a Python with these modules.
needs_python() { # MODULE...
    for STUB_PYTHON in python3 /usr/bin/python3; do
        ! "$STUB_PYTHON" -c "import $(echo "$@" | sed 's/ /, /g')" 2>/dev/null || { export STUB_PYTHON; return 0; }
    done
    echo "skipped: there is no Python with $*"
    exit 77
}
# The lines of a consumer's build file that are about us: without blank lines, comments, and what any program needs.
own_lines() { # FILE...
    grep -hvE '^[[:space:]]*(#|$)|^(cmake_minimum_required|project|add_executable|executable)\(' "$@" | wc -l
}
blocks() { # LANGUAGE FILE: its blocks of code, each behind a line "== N"
    awk -v want="\`\`\`$1" '/^```/ {inside = !inside && $0 == want; if (inside) print "== " ++n; next} inside' "$2"
}
case $consumer in # checks that build nothing
metadata) # the files that Zephyr and ESP-IDF read from us
    needs_python yaml
    "$STUB_PYTHON" "$here/metadata.py" check "$source"
    exit
    ;;
samples) # the sample for Zephyr and the example for ESP-IDF, on this machine
    needs cc
    needs_python yaml
    PYTHONDONTWRITEBYTECODE=1 "$STUB_PYTHON" "$here/samples.py" check "$source" "$build/gen/attack-events-gen"
    exit
    ;;
zephyr_tree)
    bash "$here/zephyr_tree.sh" "$source" "$build/gen/attack-events-gen"
    exit
    ;;
esp_idf_tree)
    bash "$here/esp_idf_tree.sh" "$source"
    exit
    ;;
oldest_cmake)
    needs python3
    mapfile -d '' files < <(find "$source" \( -name .git -o -name 'build*' \) -prune -o \
        \( -name CMakeLists.txt -o -name '*.cmake' -o -name '*.cmake.in' \) -print0)
    python3 "$here/oldest_cmake.py" "$(sed -n 's/^cmake_minimum_required(VERSION \(.*\))/\1/p' "$source/CMakeLists.txt")" "${files[@]}"
    exit
    ;;
documented) # docs/embedding: its build files are those that are built here, and its programs compile
    needs g++
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    cat "$here"/*/{CMakeLists.txt,Makefile,meson.build,prj.conf,generate.conf,main/CMakeLists.txt,subprojects/*.wrap} "$here/run.sh" "$source/examples/rust/main.rs" 2>/dev/null >"$scratch/built"
    for prefix in my_map acme; do
        "$build/gen/attack-events-gen" -q --emit-ids --prefix $prefix -o "$scratch" "$source/mapping.yaml"
    done
    flags=(-Wall -Wextra -Werror -fsyntax-only "-I$scratch" "-I$source/runtime" "-I$source/generated")
    for page in "$source"/docs/embedding/*.md; do
        [ "${page##*/}" != subsets.md ] || continue # which mapping, not how to build
        lines=0
        while IFS= read -r line; do
            grep -qF -- "$line" "$scratch/built" || { echo "$page: no consumer has: $line"; exit 1; }
            lines=$((lines + 1))
        done < <(for language in cmake make meson ini conf rust; do blocks $language "$page"; done | grep -v '^== \|^$')
        blocks c "$page" | sed '/^== /d' >"$scratch/page.c"
        sed 's/#include "attack_events.h"/&\n#include "attack_events_builtin.h"/' "$scratch/page.c" | cc -std=c99 -x c "${flags[@]}" -
        blocks cpp "$page" | sed '/^== /d' >"$scratch/page.cpp"
        g++ -std=c++17 "${flags[@]}" "$scratch/page.cpp"
        blocks rust "$page" >"$scratch/page.crs" # its lines were looked up above
        [ "$lines" -gt 0 ] && grep -q main "$scratch"/page.c* || { echo "$page has no build file or no program"; exit 1; }
        grep -q '^\*\*The binary' "$page" && grep -q '^\*\*What can go wrong' "$page" || { echo "$page says too little"; exit 1; }
        grep -qF "embedding/$(basename "$page")" "$source/docs/embedding.md" || { echo "$page is not in embedding.md"; exit 1; }
        echo "$lines lines of build files, $(basename "$page")"
    done
    exit
    ;;
five_lines)
    count=0
    for file in "$here"/*/{CMakeLists.txt,Makefile,meson.build,prj.conf,generate.conf,main/CMakeLists.txt}; do
        [ -e "$file" ] || continue
        lines=$(own_lines "$file")
        echo "$lines ${file#"$here/"}"
        [ "$lines" -le 5 ] && [ "$lines" -gt 0 ] || { echo "these are not one to five lines"; exit 1; }
        count=$((count + 1))
    done
    [ "$count" -gt 10 ]
    exit
    ;;
esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
cmake --install "$build" --prefix "$scratch/built" >/dev/null
mkdir "in use"
mv built "in use/moved here" # installed files may be moved
installed="$scratch/in use/moved here"
tool="$installed/bin/attack-events"
work="$scratch/a consumer"
cp -R "$here/$consumer" "$work"
cp "$source/mapping.yaml" "$work/my.yaml"
[ -e "$work/main.cpp" ] || [ -e "$work/main.c" ] || cp "$here/main.c" "$work/main.c"
cd "$work"

# Installs the library for another processor, without the generator's libraries, and builds a consumer: with the default
# mapping and without a generator; then with its own mapping, which fails without a generator and works with one.
cross_compile() {
    local toolchain="$work/toolchain.cmake" host_generator="$installed/bin/attack-events-gen"
    cmake -S "$source" -B "$scratch/library" -DCMAKE_TOOLCHAIN_FILE="$toolchain" >library.log 2>&1 || { cat library.log; exit 1; }
    if grep -iE 'yaml|gperf|libmd|uthash' library.log; then exit 1; fi
    cmake --build "$scratch/library" --parallel 2 >/dev/null
    installed="$scratch/for the target"
    cmake --install "$scratch/library" --prefix "$installed" >/dev/null
    [ ! -e "$installed/bin" ] || { echo "programs were installed"; exit 1; }
    cp CMakeLists.txt own_mapping
    sed -i '/attack_events_generate/d; s/my_map/attack_events::builtin/' CMakeLists.txt
    with_cmake -DCMAKE_TOOLCHAIN_FILE="$toolchain"
    rm -r out
    mv own_mapping CMakeLists.txt
    uses my_map
    if cmake -S . -B none -DCMAKE_TOOLCHAIN_FILE="$toolchain" -DCMAKE_PREFIX_PATH="$installed" >none.log 2>&1; then
        echo "it was configured without a generator"
        exit 1
    fi
    grep -q ATTACK_EVENTS_GENERATOR none.log || { cat none.log; exit 1; }
    PATH="$(dirname "$host_generator"):$PATH" with_cmake -DCMAKE_TOOLCHAIN_FILE="$toolchain"
    rm -r out
    with_cmake -DCMAKE_TOOLCHAIN_FILE="$toolchain" -DATTACK_EVENTS_GENERATOR="$host_generator"
}
uses() { # MAPPING: its own mapping instead of the default one
    sed -i "s/attack_events_builtin/$1/g" main.c
}
copy_source() { # DIRECTORY: as a release would have it
    mkdir -p "$1"
    (cd "$source" && cp -R CMakeLists.txt meson.build meson_options.txt cmake gen generated host runtime LICENSE NOTICE "$1")
}
with_cmake() { # ARGUMENT...
    cmake -S . -B out -DCMAKE_PREFIX_PATH="$installed" "$@" >configure.log 2>&1 || { cat configure.log; exit 1; }
    cmake --build out --parallel 2 >build.log 2>&1 || { cat build.log; exit 1; }
    if grep -i warning configure.log build.log; then exit 1; fi
    program=out/consumer
}
with_meson() { # DIRECTORY
    meson setup "$1" >meson.log 2>&1 && ninja -C "$1" >>meson.log 2>&1 || { cat meson.log; exit 1; }
    program=$1/consumer
}
# Without an edit, nothing is generated again. After an edit of the mapping, it is.
generates_when_touched() {
    local made before
    made=$(find out -name "$1" | head -n 1)
    [ -n "$made" ] || { echo "$1 is not in the build folder"; exit 1; }
    before=$(stat -c %y "$made")
    cmake --build out >/dev/null
    [ "$before" = "$(stat -c %y "$made")" ] || { echo "$1 was generated again for nothing"; exit 1; }
    touch my.yaml
    cmake --build out >/dev/null
    [ "$before" != "$(stat -c %y "$made")" ] || { echo "$1 was not generated again"; exit 1; }
}

compare() {
    "$program" | grep -v '^Timer with period zero' | sort >printed
    "$tool" technique T1003.001 --format tsv --columns event_id,log_source |
        sed '1d; /^\t/d' | sort >expected
    [ -s expected ] && cmp expected printed && echo "$consumer: $(wc -l <printed) events of T1003.001"
}
# Builds a project that is shipped, runs it, and looks for the lines that Zephyr's test runner would wait for.
sample() { # FOLDER ARGUMENT...
    local folder="$scratch/a sample"
    cp -R "$1/." "$folder"
    shift
    cd "$folder"
    with_sdk "$@"
    work=$folder emulated >printed || { cat printed; exit 1; }
    PYTHONDONTWRITEBYTECODE=1 "$STUB_PYTHON" "$here/samples.py" matches "$source/zephyr/samples/answers/sample.yaml" <printed
    cd "$work"
}
needs_cortex_m3() {
    needs arm-none-eabi-gcc qemu-system-arm
    [ -e "$(arm-none-eabi-gcc --print-file-name=rdimon.specs)" ] || { echo "skipped: there is no newlib"; exit 77; }
}
emulated() {
    timeout 60 qemu-system-arm -M mps2-an385 -display none -monitor none -serial none \
        -semihosting-config enable=on,target=native -kernel "$work/out/${executable:-consumer}" 2>&1
}
with_sdk() { # ARGUMENT... : what stands in for Zephyr or ESP-IDF
    rm -rf out
    ! command -v ninja >/dev/null || export CMAKE_GENERATOR=Ninja # theirs
    cmake -S . -B out "$@" >configure.log 2>&1 || { cat configure.log; exit 1; }
    cmake --build out --parallel 2 >build.log 2>&1 || { cat build.log; exit 1; }
    if grep -i warning configure.log build.log; then exit 1; fi
    grep -q attack_events build.log || { echo "attack_events was not built"; exit 1; }
}

case $consumer in
package) with_cmake ;;
cxx)
    "$installed/bin/attack-events-gen" -q --pack --date 2106-01-01 -o newer.aepack my.yaml
    "$installed/bin/attack-events-gen" -q --pack --date 1999-01-01 -o older.aepack my.yaml
    with_cmake
    ;;
generate)
    uses my_map
    with_cmake -G "Unix Makefiles"
    generates_when_touched my_map.c
    if command -v ninja >/dev/null; then
        rm -r out
        with_cmake -G Ninja
        generates_when_touched my_map.c
    fi
    ;;
packed) # once in its default place, and with options and in a directory of its own
    with_cmake -G "Unix Makefiles"
    generates_when_touched new_data.aepack
    ! command -v ninja >/dev/null || { rm -r out && with_cmake -G Ninja && generates_when_touched new_data.aepack; }
    sed -i 's|DATE 2026-11-30|& OUTPUT packs/big.aepack ARGS --byte-order big|' CMakeLists.txt
    rm -r out
    with_cmake
    [ "$(od -A n -t x1 -j 44 -N 4 out/packs/big.aepack)" = " 01 02 03 04" ] || { echo "it is not big-endian"; exit 1; }
    "$installed/bin/attack-events-gen" -q --pack --date 2026-11-30 -o out/new_data.aepack my.yaml
    ;;
two_mappings)
    sed -i 's/"attack_events_builtin.h"/"acme.h"\n#include "attack_events_builtin.h"/
        s/= attack_events_builtin()/= attack_technique_count(attack_events_builtin()) ? acme() : NULL/
        s/attack_technique_find(db, "T1003.001", 9, &technique)/attack_technique_at(db, ACME_T1003_001, \&technique)/' main.c
    with_cmake
    ;;
subdirectory)
    copy_source "$work/attack_events"
    touch "$scratch/before"
    with_cmake
    [ -z "$(find attack_events -newer "$scratch/before" -type f)" ] || { echo "the source tree was written to"; exit 1; }
    ;;
read_only) # as a user without write access to the sources, with Make and Ninja at the same time
    uses my_map
    copy_source "$work/attack_events"
    chmod 755 "$scratch"
    chmod -R a-w,a+rX "$work"
    nobody=()
    [ "$(id -u)" -ne 0 ] || nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    needs "${nobody[@]:0:1}"
    export HOME="$scratch/home"
    mkdir "$HOME" && chmod 777 "$HOME"
    cd "$HOME"
    if "${nobody[@]}" touch "$work/attack_events/written" 2>/dev/null; then
        echo "skipped: nothing is read-only here"
        exit 77
    fi
    build_it() { # GENERATOR [ARGUMENT...]
        "${nobody[@]}" cmake -S "$work" -B "out of $1" -G "$@" && "${nobody[@]}" cmake --build "out of $1" --parallel 2
    }
    building=()
    build_it "Unix Makefiles" >"$scratch/make.log" 2>&1 &
    building+=($!)
    if command -v ninja >/dev/null; then
        build_it Ninja -DATTACK_EVENTS_GENERATOR="$installed/bin/attack-events-gen" >"$scratch/ninja.log" 2>&1 &
        building+=($!)
    fi
    for process in "${building[@]}"; do
        wait "$process" || { cat "$scratch"/*.log; exit 1; }
    done
    for program in out*/consumer; do
        program="$HOME/$program"
        compare
    done
    exit
    ;;
fetchcontent)
    uses my_map
    copy_source "$scratch/attack_events-release"
    tar -C "$scratch" -czf "$scratch/release.tar.gz" attack_events-release
    with_cmake "-DATTACK_EVENTS_URL=file://$scratch/release.tar.gz" -Wno-dev
    compare
    sed -i '/attack_events_generate/d; s/my_map/attack_events::builtin/' CMakeLists.txt
    sed -i 's/my_map/attack_events_builtin/g' main.c
    with_cmake "-DATTACK_EVENTS_URL=file://$scratch/release.tar.gz" -Wno-dev
    ;;
pkgconfig)
    needs make pkg-config
    # The shell splits words at spaces, so the folder has none.
    mv "$installed" "$scratch/installed"
    PKG_CONFIG_PATH=$(dirname "$(find "$scratch/installed" -name attack_events.pc)")
    export PKG_CONFIG_PATH
    installed=$scratch/installed tool=$scratch/installed/bin/attack-events program=./consumer
    make CC=cc CFLAGS=-std=c99 >/dev/null
    compare
    uses my_map
    rm consumer
    eval "$(blocks sh "$source/docs/embedding/pkg-config.md" | sed '/^== /d')"
    ;;
rust)
    needs make bindgen rustc
    mv "$installed" "$scratch/installed" # a Makefile has no spaces in paths
    installed=$scratch/installed tool=$installed/bin/attack-events program=./consumer
    cp "$source"/examples/rust/*.rs .
    make PREFIX="$installed" >make.log 2>&1 || { cat make.log; exit 1; }
    if grep -i '^warning' make.log; then exit 1; fi
    cc -std=c99 -I"$installed/include/attack_events" "$source/examples/embed/event.c" -L"$installed/lib" -lattack_events_builtin \
        -lattack_events -o event 2>event.log || { cat event.log; exit 1; }
    "$installed/bin/attack-events-gen" -q --pack --date 2106-01-01 -o newer.aepack my.yaml
    "$installed/bin/attack-events-gen" -q --pack --date 1999-01-01 -o older.aepack my.yaml
    ./event >answer
    ./consumer 2>rust_answer >rows && cmp answer rust_answer
    ./consumer newer.aepack 2>rust_answer >rows_of_pack && cmp answer rust_answer && cmp rows rows_of_pack
    ./consumer older.aepack 2>&1 | grep -q 'the pack was refused: '
    rustc --edition 2021 --test -L "$installed/lib" -l static=attack_events_builtin -l static=attack_events main.rs -o tests
    ./tests --quiet
    ;;
one_file)
    needs make g++
    "$installed/bin/attack-events-gen" -q --amalgamate -o attack_events.c my.yaml
    sed -i 's/"attack_events_builtin.h"/"attack_events.h"/' main.c
    make CC=cc CFLAGS="-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror" >/dev/null
    g++ -Wall -Wextra -Wpedantic -Wconversion -Werror -x c++ -c attack_events.c -o cxx.o
    program=./consumer
    ;;
meson)
    needs meson ninja
    uses my_map
    copy_source "$work/subprojects/attack_events"
    with_meson out
    ;;
meson_builtin) # as a subproject, without the generator's libraries; then installed, by Meson and by CMake
    needs meson ninja pkg-config
    cp -R "$here/meson/subprojects" .
    copy_source "$work/subprojects/attack_events"
    PKG_CONFIG=false with_meson out
    grep -q 'Without attack-events-gen' meson.log || { echo "the generator was not left out"; exit 1; }
    compare
    rm -r out subprojects/*.wrap
    sed -i "s/version:/fallback: 'attack_events', &/" meson.build
    with_meson out
    compare
    mv subprojects/attack_events "$scratch/whole"
    rm -rf subprojects # Meson may or may not leave a lock there
    meson setup "$scratch/whole/out" "$scratch/whole" --prefix "$scratch/by Meson" -Dgenerator=enabled >/dev/null
    ninja -C "$scratch/whole/out" install >/dev/null
    for header in attack_events.h attack_events.hpp tables.h attack_events_builtin.h; do
        [ -e "$scratch/by Meson/include/attack_events/$header" ] || { echo "$header was not installed"; exit 1; }
    done
    export PKG_CONFIG_PATH
    for prefix in "$scratch/by Meson" "$installed"; do
        PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name attack_events_builtin.pc)")
        rm -r out
        with_meson out
        [ "$prefix" = "$installed" ] || compare
    done
    ;;
cortex_m3)
    needs_cortex_m3
    cross_compile
    program=emulated
    ;;
zephyr)
    needs_cortex_m3
    program=emulated
    needs_python kconfiglib yaml
    export ZEPHYR_BASE="$here/stubs/zephyr" STUB_START="$here/cortex_m3/vectors.c"
    zephyr() { # SETTING... : of Kconfig, in prj.conf
        compare
        printf '%s\n' "$@" >prj.conf
        with_sdk "-DZEPHYR_EXTRA_MODULES=$scratch/attack_events" -DATTACK_EVENTS_GENERATOR="$installed/bin/attack-events-gen"
    }
    copy_source "$scratch/attack_events"
    cp -R "$source/zephyr" "$scratch/attack_events"
    sample "$source/zephyr/samples/answers" "-DZEPHYR_EXTRA_MODULES=$scratch/attack_events"
    with_sdk "-DZEPHYR_EXTRA_MODULES=$scratch/attack_events"
    uses my_map
    zephyr "$(cat generate.conf)"
    "$installed/bin/attack-events-gen" -q --prefix my_map my.yaml
    zephyr CONFIG_ATTACK_EVENTS=y CONFIG_ATTACK_EVENTS_MAPPING_SOURCE=y 'CONFIG_ATTACK_EVENTS_MAPPING_FILE="my_map.c"'
    rm my_map.c my_map.h
    printf 'attack_events_generate(TARGET my_map MAPPING my.yaml)\ntarget_link_libraries(app PRIVATE my_map)\n' >>CMakeLists.txt
    zephyr CONFIG_ATTACK_EVENTS=y CONFIG_ATTACK_EVENTS_MAPPING_NONE=y
    ;;
esp_idf)
    needs_cortex_m3
    program=emulated
    needs_python yaml
    export IDF_PATH="$here/stubs/esp_idf" STUB_START="$here/cortex_m3/vectors.c" STUB_TOOLCHAIN="$here/cortex_m3/toolchain.cmake"
    mkdir components
    "$STUB_PYTHON" "$here/metadata.py" pack "$source" components/attack_events
    mkdir -p "$scratch/a sample/components"
    cp -R components/attack_events "$scratch/a sample/components"
    executable=attack_events_answers sample components/attack_events/examples/esp_idf
    sed 's/int main(void)/void app_main(void)/; s/return [01];/return;/' main.c >main/main.c
    cp main/CMakeLists.txt own_mapping
    sed -i 2,3d main/CMakeLists.txt
    with_sdk
    compare
    cp own_mapping main/CMakeLists.txt
    sed -i 's/attack_events_builtin/my_map/g' main/main.c
    with_sdk -DATTACK_EVENTS_GENERATOR="$installed/bin/attack-events-gen"
    ;;
windows)
    needs x86_64-w64-mingw32-gcc wine
    cross_compile
    export WINEPREFIX="$scratch/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
    timeout 120 wine wineboot --init >/dev/null 2>&1 || true
    timeout 60 wineserver --wait || true
    program=under_wine
    under_wine() { # it sometimes fails to start a program
        local try
        for try in 1 2 3; do
            timeout 120 wine out/consumer.exe </dev/null | tr -d '\r' >windows.log || true
            [ ! -s windows.log ] || break
        done
        wineserver -k || true
        cat windows.log
    }
    ;;
*)
    echo "run.sh: there is no consumer $consumer" >&2
    exit 2
    ;;
esac

compare
