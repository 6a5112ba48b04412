# SPDX-License-Identifier: MIT
#
# The tests of `attack-events enable`: enable/*. Needs what matching.cmake and tool.cmake make.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(enable_tests "${CMAKE_CURRENT_LIST_DIR}/enable")

attack_events_mapping(hostile_enable INPUTS "${enable_tests}/hostile.yaml")
attack_events_tool(tool_hostile_enable mapping_hostile_enable)
# mapping.yaml with an event that nothing else knows.
attack_events_mapping(event_4999 INPUTS "${PROJECT_SOURCE_DIR}/mapping.yaml" "${enable_tests}/event_4999.yaml")
attack_events_tool(tool_event_4999 mapping_event_4999)
foreach(tool attack-events tool_hostile_enable tool_event_4999)
    add_test(NAME enable_${tool} COMMAND python3 "${enable_tests}/check_enable.py" "$<TARGET_FILE:${tool}>")
    set_tests_properties(enable_${tool} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()

# windows_events_test(TEST LIBRARY FUNCTION [DEFINITION...])
function(windows_events_test test library function)
    if(NOT TARGET ${library})
        attack_events_skipped_test(${test} "${ATTACK_EVENTS_SHARED}/ossem")
        return()
    endif()
    add_executable(test_${test} "${enable_tests}/test_windows_events.c")
    target_compile_definitions(test_${test} PRIVATE
        MAPPING_FUNCTION=${function} "MAPPING_HEADER=\"${function}.h\"" ${ARGN})
    target_link_libraries(test_${test} PRIVATE attack_events_cli_enable ${library} attack_events_tool_testing)
    attack_events_own(test_${test})
    add_test(NAME ${test} COMMAND test_${test})
endfunction()

if(NOT ATTACK_EVENTS_MAPPING)
    windows_events_test(windows_events attack_events_builtin attack_events_builtin IS_BUILTIN)
endif()
windows_events_test(windows_events_ossem_2022_09 mapping_ossem_2022_09_yaml ossem_2022_09_yaml EVERY_EVENT_HAS_A_ROW)
windows_events_test(windows_events_ossem_2021_10 mapping_ossem_2021_10_yaml ossem_2021_10_yaml EVERY_EVENT_HAS_A_ROW)

windows_events_test(windows_events_4999 mapping_event_4999 event_4999)

if(TARGET attack_events_recorded)
    add_executable(test_windows_events_recorded "${enable_tests}/test_recorded_audit.c")
    target_link_libraries(test_windows_events_recorded
        PRIVATE attack_events_cli_enable attack_events_recorded attack_events_tool_testing)
    attack_events_own(test_windows_events_recorded)
    add_test(NAME windows_events_recorded COMMAND test_windows_events_recorded)
else()
    attack_events_skipped_test(windows_events_recorded
        "${ATTACK_EVENTS_SHARED}/security-datasets, or cJSON (Debian: libcjson-dev)")
endif()
