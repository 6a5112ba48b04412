# SPDX-License-Identifier: MIT
#
# Embeds the shipped log formats as they are:
#     cmake -DFORMATS=formats.json -DOUTPUT=shipped_formats.c -P formats.cmake
cmake_minimum_required(VERSION 3.16)
file(READ "${FORMATS}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
string(REGEX REPLACE "((........){14})" "\\1\n    " bytes "${bytes}")
file(WRITE "${OUTPUT}" "/* Made by formats.cmake of formats.json. */
#include <stddef.h>

extern const char shipped_formats[];
extern const size_t shipped_formats_size;
const char shipped_formats[] = {
    ${bytes}
};
const size_t shipped_formats_size = sizeof shipped_formats;
")
