# SPDX-License-Identifier: MIT
#
# The tests of `attack-events coverage`, `plan` and `layer`: coverage/*.c. Expected: what tests/CMakeLists.txt and
# tool_commands.cmake have made.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(coverage_tests "${CMAKE_CURRENT_LIST_DIR}/coverage")

add_library(attack_events_covering STATIC
    "${coverage_tests}/covering.c" "${coverage_tests}/collecting.c" "${coverage_tests}/expecting.c")
target_include_directories(attack_events_covering PUBLIC "${coverage_tests}")
target_link_libraries(attack_events_covering PUBLIC attack_events_asking)
attack_events_own(attack_events_covering)

# What switch an event has, for the test of plans.
add_library(attack_events_switches STATIC
    "${PROJECT_SOURCE_DIR}/cli/switches.c" "${PROJECT_SOURCE_DIR}/cli/cell.c" "${PROJECT_SOURCE_DIR}/cli/memory.c"
    "${PROJECT_SOURCE_DIR}/cli/text.c" "${PROJECT_SOURCE_DIR}/cli/value.c")
target_include_directories(attack_events_switches PUBLIC "${PROJECT_SOURCE_DIR}/cli")
target_link_libraries(attack_events_switches PUBLIC attack_events)
attack_events_own(attack_events_switches)

# coverage_tests_of(MAPPING TOOL FILE...): the tests that any mapping must pass.
function(coverage_tests_of mapping tool)
    string(REPLACE ";" "\",\"" files "${ARGN}")
    foreach(test coverage plan)
        attack_events_tool_test(coverage_${test}_${mapping} "${coverage_tests}/test_${test}.c" ${tool}
            attack_events_covering "FILES=\"${files}\"")
    endforeach()
    target_link_libraries(test_coverage_plan_${mapping} PRIVATE attack_events_switches)
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
    endif()
endforeach()
