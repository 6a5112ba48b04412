# SPDX-License-Identifier: MIT
#
# The tests of `attack-events graph`: graph/*.c. Needs attack-events, attack_events_mapping(), the mapping irregular_rows,
# builtin_mapping and attack_events_skipped_test().

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(graph_tests "${CMAKE_CURRENT_LIST_DIR}/graph")

add_library(attack_events_graphing STATIC "${graph_tests}/graphing.c" "${graph_tests}/graphing_expected.c")
target_include_directories(attack_events_graphing PUBLIC "${graph_tests}")
target_link_libraries(attack_events_graphing PUBLIC attack_events_tool_testing)
attack_events_own(attack_events_graphing)

# attack_events_graph_test(TEST SOURCE TOOL [DEFINITION...])
function(attack_events_graph_test test source tool)
    attack_events_tool_test(${test} "${graph_tests}/${source}" ${tool} attack_events_graphing ${ARGN})
endfunction()

string(REPLACE ";" "\",\"" graph_builtin_files "${builtin_mapping}")
attack_events_tool(tool_graph_irregular mapping_irregular_rows)
attack_events_mapping(graph_hostile INPUTS "${graph_tests}/hostile.yaml")
attack_events_tool(tool_graph_hostile mapping_graph_hostile)

attack_events_graph_test(graph_network_builtin test_network.c attack-events "FILES=\"${graph_builtin_files}\"")
attack_events_graph_test(graph_network_irregular test_network.c tool_graph_irregular
    "FILES=\"${CMAKE_CURRENT_LIST_DIR}/fixtures/irregular_rows.yaml\"")
attack_events_graph_test(graph_usage test_usage_of_graph.c attack-events $<$<BOOL:${DOT_PROGRAM}>:HAS_DOT>)

find_program(GVPR_PROGRAM gvpr)
if(DOT_PROGRAM AND GVPR_PROGRAM AND TARGET attack_events_pixels)
    add_library(attack_events_picturing STATIC "${graph_tests}/picturing.c")
    target_link_libraries(attack_events_picturing PUBLIC attack_events_graphing attack_events_pixels)
    attack_events_own(attack_events_picturing)
    attack_events_graph_test(graph_pictures test_pictures.c attack-events "FILES=\"${graph_builtin_files}\"")
    attack_events_graph_test(graph_hostile_names test_hostile_names.c tool_graph_hostile)
    target_link_libraries(test_graph_pictures PRIVATE attack_events_picturing)
    target_link_libraries(test_graph_hostile_names PRIVATE attack_events_picturing)
else()
    attack_events_skipped_test(graph_pictures "dot, gvpr or libpng")
    attack_events_skipped_test(graph_hostile_names "dot, gvpr or libpng")
endif()
