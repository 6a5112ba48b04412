# SPDX-License-Identifier: MIT
#
# The tests of `attack-events report`. Those of the page need Chromium and Node.js, without any package, and are reported as
# skipped if these are missing. Needs what tests/CMakeLists.txt and tool.cmake make.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(report_tests "${CMAKE_CURRENT_LIST_DIR}/report")

find_program(NODE_PROGRAM NAMES node nodejs)
find_program(CHROMIUM_PROGRAM NAMES chromium chromium-browser google-chrome google-chrome-stable chrome)

add_executable(report_naive_rows "${report_tests}/naive_rows.c")
target_link_libraries(report_naive_rows PRIVATE attack_events_naive)
attack_events_own(report_naive_rows)

# report_script_test(TEST NEEDS PROGRAM... RUN SCRIPT ARGUMENT...): skipped with the name of the first missing program.
function(report_script_test test)
    cmake_parse_arguments(arg "" "" "NEEDS;RUN" ${ARGN})
    foreach(need IN LISTS arg_NEEDS)
        if(NOT ${need}_PROGRAM)
            string(TOLOWER "${need}" program)
            attack_events_skipped_test(${test} "${program}")
            return()
        endif()
    endforeach()
    add_test(NAME ${test} COMMAND "${NODE_PROGRAM}" ${arg_RUN})
    set_tests_properties(${test} PROPERTIES TIMEOUT 600)
endfunction()

function(report_rows_test mapping tool)
    report_script_test(report_rows_${mapping} NEEDS NODE
        RUN "${report_tests}/rows.mjs" "$<TARGET_FILE:${tool}>" "$<TARGET_FILE:report_naive_rows>" ${ARGN})
endfunction()

# report_tests(MAPPING TOOL FILE...): the tests of one mapping's report.
function(report_tests mapping tool)
    add_executable(test_report_${mapping} "${report_tests}/test_report.c")
    target_compile_definitions(test_report_${mapping} PRIVATE "TOOL=\"$<TARGET_FILE:${tool}>\"")
    target_link_libraries(test_report_${mapping} PRIVATE attack_events_tool_testing)
    add_dependencies(test_report_${mapping} ${tool})
    attack_events_own(test_report_${mapping})
    add_test(NAME report_${mapping} COMMAND test_report_${mapping})
    report_rows_test(${mapping} ${tool} ${ARGN})
endfunction()

function(report_page_tests mapping tool)
    foreach(script ${ARGN})
        report_script_test(report_${script}_${mapping} NEEDS NODE CHROMIUM
            RUN "${report_tests}/${script}.mjs" "${CHROMIUM_PROGRAM}" "$<TARGET_FILE:${tool}>")
    endforeach()
endfunction()

report_tests(builtin attack-events ${builtin_mapping})
report_page_tests(builtin attack-events page looks big)

if(EXISTS "${ossem_2022_09_yaml}")
    attack_events_tool(report_tool_ossem mapping_ossem_2022_09_yaml)
    report_tests(ossem report_tool_ossem "${ossem_2022_09_yaml}")
    report_page_tests(ossem report_tool_ossem looks)
else()
    foreach(test report report_rows report_looks)
        attack_events_skipped_test(${test}_ossem "${ossem_2022_09_yaml}")
    endforeach()
endif()

foreach(fixture irregular_rows irregular_relations)
    attack_events_tool(report_tool_${fixture} mapping_${fixture})
    report_tests(${fixture} report_tool_${fixture} "${CMAKE_CURRENT_LIST_DIR}/fixtures/${fixture}.yaml")
endforeach()

attack_events_mapping(report_hostile INPUTS "${report_tests}/hostile.yaml")
attack_events_tool(report_tool_hostile mapping_report_hostile)
report_rows_test(hostile report_tool_hostile "${report_tests}/hostile.yaml")
report_script_test(report_page_hostile NEEDS NODE CHROMIUM
    RUN "${report_tests}/hostile.mjs" "${CHROMIUM_PROGRAM}" "$<TARGET_FILE:report_tool_hostile>")
