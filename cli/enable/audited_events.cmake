# SPDX-License-Identifier: MIT
#
# cmake -DMAPPING=mapping.yaml -DOUTPUT=audited_events.c -P audited_events.cmake: writes as a C table which audit
# sub-categories mapping.yaml names for each event id of Microsoft-Windows-Security-Auditing, so that they stand nowhere
# else. It reads mapping.yaml by its lines, one for each event; a test holds the table against the compiled mapping.
cmake_minimum_required(VERSION 3.16)

file(READ "${MAPPING}" text)
string(REGEX REPLACE "[][;]" " " text "${text}") # what CMake's lists would take apart, or leave together
string(REGEX MATCHALL "{event_id: [0-9]+,[^\n]*log_source: Microsoft-Windows-Security-Auditing[^\n]*" lines "${text}")

set(events "")
foreach(line IN LISTS lines)
    if(NOT line MATCHES "[{ ]audit_sub_category: [\"']?([A-Za-z /-]+)")
        continue()
    endif()
    set(sub_category "${CMAKE_MATCH_1}")
    string(REGEX MATCH "[0-9]+" id "${line}")
    list(APPEND events "    {\"${id}\", \"${sub_category}\"},\n")
endforeach()
if(NOT events)
    message(FATAL_ERROR "${MAPPING} names no audit sub-category that could be read")
endif()
list(REMOVE_DUPLICATES events)
list(SORT events)
list(LENGTH events count)
string(REPLACE ";" "" events "${events}")

file(WRITE "${OUTPUT}"
    "/* DO NOT EDIT: made by cli/enable/audited_events.cmake from mapping.yaml. */\n#include \"audited_events.h\"\n\n"
    "const struct audited_event audited_events[] = {\n${events}};\n\n"
    "const size_t audited_event_count = ${count};\n")
