# SPDX-License-Identifier: MIT
#
# The tests of `attack-events coverage`, `plan` and `layer`: coverage/*.c. Expected: what tests/CMakeLists.txt and
# tool_commands.cmake have made.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

find_program(PYTHON3_PROGRAM NAMES python3)
set(coverage_tests "${CMAKE_CURRENT_LIST_DIR}/coverage")

add_library(attack_events_covering STATIC
    "${coverage_tests}/covering.c" "${coverage_tests}/collecting.c" "${coverage_tests}/expecting.c")
target_include_directories(attack_events_covering PUBLIC "${coverage_tests}")
target_link_libraries(attack_events_covering PUBLIC attack_events_asking)
attack_events_own(attack_events_covering)

# The naive plan. It takes the switch of an event from the tool.
add_library(attack_events_greedy STATIC "${coverage_tests}/greedy.c")
target_link_libraries(attack_events_greedy PUBLIC attack_events_cli_enable attack_events_covering)
attack_events_own(attack_events_greedy)

# coverage_tests_of(MAPPING TOOL FILE...): the tests that any mapping must pass.
function(coverage_tests_of mapping tool)
    string(REPLACE ";" "\",\"" files "${ARGN}")
    foreach(test coverage plan)
        attack_events_tool_test(coverage_${test}_${mapping} "${coverage_tests}/test_${test}.c" ${tool}
            attack_events_covering "FILES=\"${files}\"")
    endforeach()
    target_link_libraries(test_coverage_plan_${mapping} PRIVATE attack_events_greedy)
    if(PYTHON3_PROGRAM)
        set(scratch "${CMAKE_CURRENT_BINARY_DIR}/layers/${mapping}")
        file(MAKE_DIRECTORY "${scratch}")
        add_test(NAME coverage_layer_${mapping} COMMAND "${PYTHON3_PROGRAM}" "${coverage_tests}/check_layer.py"
            "$<TARGET_FILE:${tool}>" "${scratch}")
        set_tests_properties(coverage_layer_${mapping} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
    else()
        attack_events_skipped_test(coverage_layer_${mapping} python3)
    endif()
endfunction()

coverage_tests_of(builtin attack-events ${builtin_mapping})
foreach(fixture irregular_rows irregular_relations)
    attack_events_tool(tool_${fixture} mapping_${fixture})
    coverage_tests_of(${fixture} tool_${fixture} "${CMAKE_CURRENT_LIST_DIR}/fixtures/${fixture}.yaml")
endforeach()
foreach(mapping ossem_2022_09_yaml ossem_2021_10_yaml)
    if(TARGET mapping_${mapping})
        attack_events_tool(tool_${mapping} mapping_${mapping})
        coverage_tests_of(${mapping} tool_${mapping} "${${mapping}}")
    else()
        attack_events_skipped_test(coverage_coverage_${mapping} "${${mapping}}")
        attack_events_skipped_test(coverage_plan_${mapping} "${${mapping}}")
        attack_events_skipped_test(coverage_layer_${mapping} "${${mapping}}")
    endif()
endforeach()
if(NOT ATTACK_EVENTS_MAPPING)
    attack_events_tool_test(coverage_collected "${coverage_tests}/test_collected.c" attack-events attack_events_covering)
endif()
