# SPDX-License-Identifier: MIT
#
# Tests of the runtime with tables that are laid out by hand: edges/*.c.

set(edge_tests "${CMAKE_CURRENT_LIST_DIR}/edges")

add_library(attack_events_by_hand STATIC "${edge_tests}/by_hand.c")
target_include_directories(attack_events_by_hand PUBLIC "${edge_tests}")
target_link_libraries(attack_events_by_hand PUBLIC attack_events_empty_views)
attack_events_own(attack_events_by_hand)

foreach(test runtime_edges matching_edges)
    add_executable(test_${test} "${edge_tests}/test_${test}.c")
    target_link_libraries(test_${test} PRIVATE attack_events_by_hand)
    attack_events_own(test_${test})
    add_test(NAME ${test} COMMAND test_${test})
endforeach()

add_library(attack_events_decoding STATIC "${edge_tests}/attack_decoding.c")
target_include_directories(attack_events_decoding PUBLIC "${edge_tests}")
target_link_libraries(attack_events_decoding PUBLIC attack_events_empty_views)
attack_events_own(attack_events_decoding)
add_executable(test_decoding "${edge_tests}/test_decoding.c")
target_link_libraries(test_decoding PRIVATE attack_events_decoding)
attack_events_own(test_decoding)
add_test(NAME decoding COMMAND test_decoding)

add_executable(test_packing_edges "${edge_tests}/test_packing_edges.c")
target_link_libraries(test_packing_edges PRIVATE attack_events_generating)
add_dependencies(test_packing_edges attack-events-gen)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT CMAKE_C_FLAGS MATCHES "-fsanitize") # a sanitizer must be loaded first
    add_library(unstable_qsort MODULE "${edge_tests}/unstable_qsort.c")
    attack_events_own(unstable_qsort)
    target_compile_definitions(test_packing_edges PRIVATE "UNSTABLE_QSORT=\"$<TARGET_FILE:unstable_qsort>\"")
    add_dependencies(test_packing_edges unstable_qsort)
endif()
target_compile_definitions(test_packing_edges PRIVATE "FIXTURES=\"${CMAKE_CURRENT_LIST_DIR}/fixtures\"")
attack_events_own(test_packing_edges)
add_test(NAME packing_edges COMMAND test_packing_edges)

if(TARGET attack-events AND NOT ATTACK_EVENTS_MAPPING)
    include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")
    attack_events_tool_test(tool_edges "${edge_tests}/test_tool_edges.c" attack-events attack_events_tool_testing)
endif()
