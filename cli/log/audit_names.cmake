# SPDX-License-Identifier: MIT
#
# cmake -DCALLS=system_calls.tsv -DTYPES=audit_types.tsv -DOUTPUT=audit_tables.c -P audit_names.cmake: writes the tables as C.
# A test compares them with libaudit.
cmake_minimum_required(VERSION 3.16)

foreach(table CALLS TYPES)
    file(READ "${${table}}" rows)
    string(REGEX REPLACE "(^|\n)#[^\n]*\n" "\\1" rows "${rows}")
    string(REPLACE "\t" ", " rows "\n${rows}")
    string(REGEX REPLACE "\n([a-zA-Z0-9_]+), ([0-9, ]+)" "\n    {\"\\1\", {\\2}}," ${table} "${rows}")
endforeach()

file(WRITE "${OUTPUT}"
    "/* DO NOT EDIT: made by cli/log/audit_names.cmake from system_calls.tsv and audit_types.tsv. */\n"
    "#include \"audit_names.h\"\n\n"
    "const struct audit_call audit_calls[] = {${CALLS}};\n\n"
    "const size_t audit_call_count = sizeof audit_calls / sizeof audit_calls[0];\n\n"
    "const struct audit_type audit_types[] = {${TYPES}};\n\n"
    "const size_t audit_type_count = sizeof audit_types / sizeof audit_types[0];\n")
