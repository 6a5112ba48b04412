# SPDX-License-Identifier: MIT
#
# cmake -DOUTPUT=runtime_text.c "-DFILES=a.h;b.c" -P embed.cmake: writes the runtime's sources as texts, for --amalgamate.
cmake_minimum_required(VERSION 3.16)

set(list "")
set(texts "")
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    string(MAKE_C_IDENTIFIER "${name}" identifier)
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "0d0a" "0a" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
    string(APPEND texts "static const char ${identifier}[] = {\n${bytes}0};\n\n")
    string(APPEND list "    {\"${name}\", ${identifier}},\n")
endforeach()
file(WRITE "${OUTPUT}" "/* DO NOT EDIT: made by gen/embed.cmake. */\n#include \"amalgamate.h\"\n\n${texts}"
    "const struct runtime_text runtime_texts[] = {\n${list}    {NULL, NULL},\n};\n")
