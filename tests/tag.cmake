# SPDX-License-Identifier: MIT
#
# The tests of `attack-events tag`: tag/*.c. Expected: attack-events, attack_events_mapping(), builtin_mapping,
# attack_events_skipped_test() and sanitizer_arguments.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(tag_tests "${CMAKE_CURRENT_LIST_DIR}/tag")
set(tag_names tag_shapes tag_lines tag_hostile tag_stream tag_terminal tag_strangers tag_tables tag_kinds tag_recordings)

# The tool as in a build without YAJL, without the parts that read a log.
attack_events_tool(tool_without_yajl mapping_irregular_rows "${PROJECT_SOURCE_DIR}/cli/log/tag_none.c")
add_test(NAME tag_without_yajl COMMAND tool_without_yajl tag)
set_tests_properties(tag_without_yajl PROPERTIES PASS_REGULAR_EXPRESSION "this build reads no logs: install YAJL")

if(NOT YAJL_FOUND OR ATTACK_EVENTS_MAPPING) # the tests use names of events in mapping.yaml
    foreach(test ${tag_names})
        attack_events_skipped_test(${test} "YAJL, or another mapping is linked")
    endforeach()
    return()
endif()

add_library(attack_events_tagging STATIC "${tag_tests}/tagging.c")
target_include_directories(attack_events_tagging PUBLIC "${tag_tests}")
target_link_libraries(attack_events_tagging PUBLIC attack_events_tool_testing)
attack_events_own(attack_events_tagging)

# attack_events_tag_test(NAME [DEFINITION...])
function(attack_events_tag_test name)
    attack_events_tool_test(tag_${name} "${tag_tests}/test_${name}.c" attack-events attack_events_tagging ${ARGN})
endfunction()

add_executable(test_tag_bump "${tag_tests}/test_bump.c")
target_link_libraries(test_tag_bump PRIVATE attack_events_cli_log attack_events_tool_testing)
attack_events_own(test_tag_bump)
add_test(NAME tag_bump COMMAND test_tag_bump)

attack_events_mapping(old_defender INPUTS "${tag_tests}/old_defender.yaml")
attack_events_tool(tool_old_defender mapping_old_defender)
string(REPLACE ";" "\",\"" tag_builtin_files "${builtin_mapping}")

attack_events_tag_test(shapes "SHAPES=\"${tag_tests}/shapes\"" "FILES=\"${tag_builtin_files}\""
    "OLD_TOOL=\"$<TARGET_FILE:tool_old_defender>\"")
add_dependencies(test_tag_shapes tool_old_defender)
attack_events_tag_test(lines "OLD_TOOL=\"$<TARGET_FILE:tool_old_defender>\"")
add_dependencies(test_tag_lines tool_old_defender)
attack_events_tag_test(hostile "SANITIZERS=${sanitizer_arguments}")
attack_events_tag_test(stream)
attack_events_tag_test(terminal)
attack_events_tag_test(strangers)
attack_events_tool_test(tag_tables "${tag_tests}/test_tables.c" tool_old_defender attack_events_tagging)
attack_events_tool(tool_wide mapping_wide)
attack_events_tool_test(tag_kinds "${tag_tests}/test_kinds.c" tool_wide attack_events_tagging
    "WIDE_YAML=\"${wide_yaml}\"")
if(EXISTS "${ATTACK_EVENTS_SHARED}/security-datasets")
    attack_events_tag_test(recordings "RECORDINGS=\"${ATTACK_EVENTS_SHARED}/security-datasets\""
        "FILES=\"${tag_builtin_files}\"")
else()
    attack_events_skipped_test(tag_recordings "${ATTACK_EVENTS_SHARED}/security-datasets")
endif()
