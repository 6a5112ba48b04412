# SPDX-License-Identifier: MIT
#
# The tests of `attack-events technique`, `event` and `rows`, and of rules for every command: tool/*.c. Needs attack-events,
# the mappings irregular_rows, irregular_relations and, if ../shared exists, ossem_2022_09_yaml, builtin_mapping and
# attack_events_skipped_test().

if(NOT TARGET attack-events)
    return()
endif()

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(command_tests "${CMAKE_CURRENT_LIST_DIR}/tool")

add_library(attack_events_asking STATIC
    "${command_tests}/asking.c" "${command_tests}/json_rows.c" "${command_tests}/stream.c"
    "${command_tests}/expected_table.c" "${command_tests}/shown_table.c" "${command_tests}/typing.c")
target_include_directories(attack_events_asking PUBLIC "${command_tests}")
target_link_libraries(attack_events_asking PUBLIC attack_events_tool_testing)
attack_events_own(attack_events_asking)

# attack_events_command_test(TEST SOURCE TOOL [DEFINITION...])
function(attack_events_command_test test source tool)
    add_executable(test_${test} "${command_tests}/${source}")
    target_compile_definitions(test_${test} PRIVATE
        "TOOL=\"$<TARGET_FILE:${tool}>\"" "TOOL_DIRECTORY=\"$<TARGET_FILE_DIR:${tool}>\""
        "CLI_DIRECTORY=\"${PROJECT_SOURCE_DIR}/cli\"" ${ARGN})
    target_link_libraries(test_${test} PRIVATE attack_events_asking)
    add_dependencies(test_${test} ${tool})
    attack_events_own(test_${test})
    add_test(NAME ${test} COMMAND test_${test})
    set_tests_properties(${test} PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77 ENVIRONMENT "MALLOC_PERTURB_=165")
endfunction()

# ---- Answers and tables, with several mappings

string(REPLACE ";" "\",\"" command_builtin_files "${builtin_mapping}")
set(command_repeating "${command_tests}/repeating.yaml")
attack_events_mapping(repeating INPUTS "${command_repeating}")
attack_events_tool(tool_repeating mapping_repeating)
foreach(test narrowing tables)
    attack_events_command_test(tool_${test}_repeating test_${test}.c tool_repeating "FILES=\"${command_repeating}\"")
    attack_events_command_test(tool_${test}_builtin test_${test}.c attack-events "FILES=\"${command_builtin_files}\"")
    foreach(fixture irregular_rows irregular_relations)
        attack_events_tool(tool_${fixture} mapping_${fixture})
        attack_events_command_test(tool_${test}_${fixture} test_${test}.c tool_${fixture}
            "FILES=\"${CMAKE_CURRENT_LIST_DIR}/fixtures/${fixture}.yaml\"")
    endforeach()
    if(TARGET mapping_ossem_2022_09_yaml)
        attack_events_tool(tool_ossem_2022_09_yaml mapping_ossem_2022_09_yaml)
        attack_events_command_test(tool_${test}_ossem_2022_09 test_${test}.c tool_ossem_2022_09_yaml
            "FILES=\"${ossem_2022_09_yaml}\"")
    else()
        attack_events_skipped_test(tool_${test}_ossem_2022_09 "${ossem_2022_09_yaml}")
    endif()
endforeach()

# ---- Names that could control a shell or a terminal

attack_events_mapping(hostile INPUTS "${command_tests}/hostile.yaml")
attack_events_tool(tool_hostile mapping_hostile)
attack_events_command_test(tool_completion_hostile test_completion_hostile.c tool_hostile)
attack_events_command_test(tool_terminal test_terminal.c tool_hostile)

# ---- Cases, with mappings of their own

file(GLOB command_cases CONFIGURE_DEPENDS "${command_tests}/cases/*.txt")
string(REPLACE ";" "\",\"" command_cases "${command_cases}")
foreach(mapping cases flat many wordy)
    attack_events_mapping(${mapping} INPUTS "${command_tests}/cases/${mapping}.yaml")
    attack_events_tool(tool_${mapping} mapping_${mapping})
endforeach()
attack_events_command_test(tool_cases test_cases.c tool_cases "CASES=\"${command_cases}\""
    "FLAT_TOOL=\"$<TARGET_FILE:tool_flat>\"" "MANY_TOOL=\"$<TARGET_FILE:tool_many>\""
    "WORDY_TOOL=\"$<TARGET_FILE:tool_wordy>\"")
add_dependencies(test_tool_cases tool_flat tool_many tool_wordy)

# ---- Messages, rules for all commands, completion and the manual, with the names of mapping.yaml

if(NOT ATTACK_EVENTS_MAPPING)
    foreach(test messages manners completion manual)
        attack_events_command_test(tool_${test} test_${test}.c attack-events "FILES=\"${command_builtin_files}\""
            $<$<AND:$<BOOL:${DOT_PROGRAM}>,$<BOOL:${RSVG_PROGRAM}>>:DRAWS_PICTURES>)
    endforeach()
endif()
