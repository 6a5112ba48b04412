# SPDX-License-Identifier: MIT
#
# cmake -DTABLE=other_logs.tsv -DOUTPUT=other_logs.c -P other_logs.cmake: writes the table as C. A test checks its rows.
cmake_minimum_required(VERSION 3.16)

file(READ "${TABLE}" rows)
string(REGEX REPLACE "(^|\n)#[^\n]*" "\\1" rows "${rows}")
string(REGEX REPLACE "\n\n+" "\n" rows "\n${rows}")
string(REPLACE "\\" "\\\\" rows "${rows}")
string(REPLACE "\"" "\\\"" rows "${rows}")
string(REPLACE "\t" "\", \"" rows "${rows}")
string(REGEX REPLACE "\n([^\n]+)" "\n    {\"\\1\"}," rows "${rows}")

file(WRITE "${OUTPUT}"
    "/* DO NOT EDIT: made by cli/enable/other_logs.cmake from cli/enable/other_logs.tsv. */\n#include \"other_logs.h\"\n\n"
    "const struct other_log other_logs[] = {${rows}};\n\n"
    "const size_t other_log_count = sizeof other_logs / sizeof other_logs[0];\n")
