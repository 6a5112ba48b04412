# SPDX-License-Identifier: MIT
#
# The tests of `attack-events top`: top/*.c. Expected: attack-events, the mappings irregular_rows and, where ../shared is
# there, ossem_2022_09_yaml and ossem_2021_10_yaml, builtin_mapping and attack_events_skipped_test().

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

set(top_tests "${CMAKE_CURRENT_LIST_DIR}/top")

add_library(attack_events_topping STATIC "${top_tests}/topping.c")
target_include_directories(attack_events_topping PUBLIC "${top_tests}")
target_link_libraries(attack_events_topping PUBLIC attack_events_tool_testing)
attack_events_own(attack_events_topping)

# attack_events_top_test(TEST SOURCE TOOL [DEFINITION...])
function(attack_events_top_test test source tool)
    attack_events_tool_test(${test} "${top_tests}/${source}" ${tool} attack_events_topping ${ARGN})
endfunction()

# ---- Our own mappings: one with names that are hard to draw, and a subset of it without sub-techniques

set(top_long_names "${top_tests}/long_names.yaml")
attack_events_mapping(long_names INPUTS "${top_long_names}")
attack_events_tool(tool_long_names mapping_long_names)
attack_events_mapping(no_subtechniques INPUTS "${top_long_names}" OPTIONS --technique T9002)
attack_events_tool(tool_no_subtechniques mapping_no_subtechniques)
attack_events_tool(tool_irregular_rows mapping_irregular_rows)

# ---- Counts

string(REPLACE ";" "\",\"" top_builtin_files "${builtin_mapping}")
attack_events_top_test(top_counts_builtin test_counts.c attack-events "FILES=\"${top_builtin_files}\"")
attack_events_top_test(top_counts_long_names test_counts.c tool_long_names "FILES=\"${top_long_names}\"")
attack_events_top_test(top_counts_irregular_rows test_counts.c tool_irregular_rows
    "FILES=\"${CMAKE_CURRENT_LIST_DIR}/fixtures/irregular_rows.yaml\"")
foreach(mapping ossem_2021_10_yaml ossem_2022_09_yaml)
    if(TARGET mapping_${mapping})
        attack_events_tool(tool_${mapping} mapping_${mapping})
        attack_events_top_test(top_counts_${mapping} test_counts.c tool_${mapping} "FILES=\"${${mapping}}\"")
    else()
        attack_events_skipped_test(top_counts_${mapping} "${${mapping}}")
    endif()
endforeach()
if(TARGET tool_ossem_2022_09_yaml)
    attack_events_top_test(top_notebook_counts test_notebook_counts.c tool_ossem_2022_09_yaml)
else()
    attack_events_skipped_test(top_notebook_counts "${ossem_2022_09_yaml}")
endif()

# ---- Bars, and messages about the command line

foreach(tool attack-events tool_long_names)
    attack_events_top_test(top_bars_${tool} test_bars.c ${tool})
endforeach()
attack_events_top_test(top_bars_colour test_bars_colour.c attack-events)
attack_events_top_test(top_usage test_usage_of_top.c attack-events
    "TOOL_NO_SUBTECHNIQUES=\"$<TARGET_FILE:tool_no_subtechniques>\"")
add_dependencies(test_top_usage tool_no_subtechniques)

# ---- Pictures

attack_events_mapping(hard_names INPUTS "${top_tests}/hard_names.yaml")
attack_events_tool(tool_hard_names mapping_hard_names)
attack_events_top_test(top_names test_names.c tool_hard_names)
foreach(tool attack-events tool_long_names)
    if(RSVG_PROGRAM AND TARGET attack_events_pixels)
        attack_events_top_test(top_pictures_${tool} test_pictures.c ${tool})
        target_link_libraries(test_top_pictures_${tool} PRIVATE attack_events_pixels)
    else()
        attack_events_skipped_test(top_pictures_${tool} "rsvg-convert or libpng")
    endif()
endforeach()
foreach(tool attack-events tool_long_names tool_hard_names)
    set(kinds "")
    if(tool STREQUAL tool_hard_names) # they are of data sources
        set(kinds data-sources)
    endif()
    add_test(NAME top_svg_${tool} COMMAND bash "${top_tests}/check_svg.sh" "$<TARGET_FILE:${tool}>" ${kinds})
    set_tests_properties(top_svg_${tool} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()
