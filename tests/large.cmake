# SPDX-License-Identifier: MIT
#
# The tests of the tool with large mappings, which notice quadratic time: large/*. Needs what tests/CMakeLists.txt and
# tool.cmake make.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(large_tests "${CMAKE_CURRENT_LIST_DIR}/large")

find_program(BASH_PROGRAM NAMES bash)
if(NOT BASH_PROGRAM)
    attack_events_skipped_test(large bash)
    return()
endif()

# large_mapping(NAME ARGUMENT...): a tool with the mapping that large/mapping.sh prints.
function(large_mapping name)
    set(file "${CMAKE_CURRENT_BINARY_DIR}/${name}.yaml")
    add_custom_command(OUTPUT "${file}" COMMAND "${BASH_PROGRAM}" "${large_tests}/mapping.sh" ${ARGN} > "${file}"
        DEPENDS "${large_tests}/mapping.sh" VERBATIM)
    attack_events_mapping(${name} INPUTS "${file}")
    attack_events_tool(tool_${name} mapping_${name})
endfunction()

large_mapping(large channels 24000 - relationships 45000 T1901 events 30000 T1902 ids 25000 T1903 sources 25000 T1904)
large_mapping(large_tactics tactics 500 20)
attack_events_tool_test(large "${large_tests}/test_large.c" tool_large attack_events_tool_testing
    "TOOL_OF_TACTICS=\"$<TARGET_FILE:tool_large_tactics>\"")
add_dependencies(test_large tool_large_tactics)

add_executable(test_numbered "${large_tests}/test_numbered.c")
target_include_directories(test_numbered PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_definitions(test_numbered PRIVATE _XOPEN_SOURCE=700)
target_link_libraries(test_numbered PRIVATE attack_events_cli_text PkgConfig::CMOCKA)
attack_events_own(test_numbered)
add_test(NAME numbered COMMAND test_numbered)
