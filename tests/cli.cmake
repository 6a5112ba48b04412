# SPDX-License-Identifier: MIT

if(NOT ATTACK_EVENTS_BUILD_TOOL)
    return()
endif()

# ---- Mappings and their tools, by the names that tests have

foreach(mapping cases flat many wordy)
    add_mapping(${mapping} tool/cases/${mapping}.yaml)
endforeach()
add_mapping(repeating tool/repeating.yaml)
add_mapping(hostile tool/hostile.yaml)
add_mapping(long_names top/long_names.yaml)
add_mapping(no_subtechniques top/long_names.yaml OPTIONS --technique T9002)
add_mapping(hard_names top/hard_names.yaml)
add_mapping(graph_hostile graph/hostile.yaml)
add_mapping(report_hostile report/hostile.yaml)
add_mapping(old_defender tag/old_defender.yaml)
add_mapping(hostile_enable enable/hostile.yaml)
add_mapping(event_4999 "${mapping_yaml}" enable/event_4999.yaml) # with an event that nothing else knows
set(tool_of_builtin attack-events)
foreach(mapping cases flat many wordy repeating hostile long_names no_subtechniques hard_names graph_hostile report_hostile
        old_defender hostile_enable event_4999 irregular_rows irregular_relations wide ossem_2021_10_yaml ossem_2022_09_yaml)
    add_tool(${mapping})
    set(tool_of_${mapping} tool_${mapping})
endforeach()
add_tool(irregular_rows tool_without_yajl "${PROJECT_SOURCE_DIR}/cli/log/tag_none.c")

# ---- Answers, tables, messages, and rules for all commands

add_helpers(attack_events_asking tool/asking.c tool/json_rows.c tool/stream.c tool/expected_table.c tool/shown_table.c
    LIBRARIES attack_events_tool_testing)
foreach(mapping repeating irregular_rows irregular_relations)
    add_c_test(tool_narrowing_${mapping} tool/test_narrowing.c TOOL tool_${mapping} LIBRARIES attack_events_asking LABELS quick)
    add_c_test(tool_tables_${mapping} tool/test_tables.c TOOL tool_${mapping} LIBRARIES attack_events_asking
        LABELS host unsanitized)
endforeach()
foreach(test narrowing tables)
    add_c_test(tool_${test}_builtin tool/test_${test}.c TOOL attack-events LIBRARIES attack_events_asking
        LABELS thorough unsanitized)
    add_c_test(tool_${test}_ossem_2022_09 tool/test_${test}.c TOOL tool_ossem_2022_09_yaml LIBRARIES attack_events_asking
        LABELS thorough unsanitized)
endforeach()
file(GLOB cases CONFIGURE_DEPENDS tool/cases/*.txt)
as_strings(cases ${cases})
add_c_test(tool_cases tool/test_cases.c TOOL tool_cases
    PROGRAMS FLAT_TOOL=tool_flat MANY_TOOL=tool_many WORDY_TOOL=tool_wordy
    LIBRARIES attack_events_asking DEFINITIONS "CASES=${cases}" LABELS quick)
add_c_test(tool_completion_hostile tool/test_completion_hostile.c TOOL tool_hostile LIBRARIES attack_events_asking LABELS host)
add_c_test(tool_terminal tool/test_terminal.c TOOL tool_hostile LIBRARIES attack_events_asking LABELS host)
add_c_test(tool_edges edges/test_tool_edges.c TOOL attack-events LIBRARIES attack_events_tool_testing
    NEEDS DEFAULT_MAPPING LABELS quick)
foreach(test "messages quick" "manners host" "completion host" "manual host")
    separate_arguments(test)
    list(GET test 0 name)
    list(GET test 1 label)
    add_c_test(tool_${name} tool/test_${name}.c TOOL attack-events LIBRARIES attack_events_asking
        DEFINITIONS $<$<AND:$<BOOL:${DOT_PROGRAM}>,$<BOOL:${RSVG_PROGRAM}>>:DRAWS_PICTURES>
        NEEDS DEFAULT_MAPPING LABELS ${label})
endforeach()
add_c_test(numbered large/test_numbered.c LIBRARIES attack_events_cli_text attack_events_running LABELS quick)

# ---- top, and its bars and pictures

add_helpers(attack_events_topping top/topping.c LIBRARIES attack_events_tool_testing)
foreach(mapping builtin ossem_2021_10_yaml ossem_2022_09_yaml)
    add_c_test(top_counts_${mapping} top/test_counts.c TOOL ${tool_of_${mapping}} LIBRARIES attack_events_topping
        LABELS host unsanitized)
endforeach()
foreach(mapping long_names irregular_rows)
    add_c_test(top_counts_${mapping} top/test_counts.c TOOL tool_${mapping} LIBRARIES attack_events_topping LABELS quick)
endforeach()
add_c_test(top_notebook_counts top/test_notebook_counts.c TOOL tool_ossem_2022_09_yaml LIBRARIES attack_events_topping LABELS host)
add_c_test(top_bars_colour top/test_bars_colour.c TOOL attack-events LIBRARIES attack_events_topping LABELS host)
add_c_test(top_usage top/test_usage_of_top.c TOOL attack-events PROGRAMS TOOL_NO_SUBTECHNIQUES=tool_no_subtechniques
    LIBRARIES attack_events_topping LABELS quick)
add_c_test(top_names top/test_names.c TOOL tool_hard_names LIBRARIES attack_events_topping LABELS quick)
foreach(tool attack-events tool_long_names)
    add_c_test(top_bars_${tool} top/test_bars.c TOOL ${tool} LIBRARIES attack_events_topping LABELS host)
    add_c_test(top_pictures_${tool} top/test_pictures.c TOOL ${tool} LIBRARIES attack_events_topping attack_events_pixels
        NEEDS RSVG_PROGRAM attack_events_pixels LABELS pictures)
endforeach()
foreach(tool attack-events tool_long_names tool_hard_names)
    set(kinds_of_tool_hard_names data-sources)
    add_script_test(top_svg_${tool} BUILT ${tool} LABELS pictures
        COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/top/check_svg.sh" "$<TARGET_FILE:${tool}>" ${kinds_of_${tool}})
endforeach()
label_test(top_svg_attack-events "pictures;unsanitized")

# ---- graph

add_helpers(attack_events_graphing graph/graphing.c graph/graphing_expected.c LIBRARIES attack_events_tool_testing)
if(TARGET attack_events_pixels)
    add_helpers(attack_events_picturing graph/picturing.c LIBRARIES attack_events_graphing attack_events_pixels)
endif()
add_c_test(graph_network_builtin graph/test_network.c TOOL attack-events LIBRARIES attack_events_graphing
    LABELS thorough unsanitized)
add_c_test(graph_network_irregular graph/test_network.c TOOL tool_irregular_rows LIBRARIES attack_events_graphing LABELS quick)
add_c_test(graph_usage graph/test_usage_of_graph.c TOOL attack-events LIBRARIES attack_events_graphing
    DEFINITIONS $<$<BOOL:${DOT_PROGRAM}>:HAS_DOT> LABELS host)
add_c_test(graph_pictures graph/test_pictures.c TOOL attack-events LIBRARIES attack_events_picturing
    NEEDS DOT_PROGRAM GVPR_PROGRAM attack_events_picturing LABELS pictures)
add_c_test(graph_hostile_names graph/test_hostile_names.c TOOL tool_graph_hostile LIBRARIES attack_events_picturing
    NEEDS DOT_PROGRAM GVPR_PROGRAM attack_events_picturing LABELS pictures)

# ---- report: the file, its rows as Node.js reads them, and the page in Chromium

add_executable(report_naive_rows report/naive_rows.c)
target_link_libraries(report_naive_rows PRIVATE attack_events_naive)
attack_events_own(report_naive_rows)
set(tool_of_ossem tool_ossem_2022_09_yaml)
set(tool_of_hostile tool_report_hostile)
foreach(mapping builtin ossem irregular_rows irregular_relations hostile)
    set(tool ${tool_of_${mapping}})
    set(level quick)
    set(labels "")
    if(mapping MATCHES "builtin|ossem")
        set(level host)
        set(labels unsanitized)
    endif()
    if(NOT mapping STREQUAL hostile)
        add_c_test(report_${mapping} report/test_report.c TOOL ${tool} LIBRARIES attack_events_tool_testing
            LABELS ${level} ${labels})
    endif()
    set(files "")
    if(TARGET ${tool})
        get_target_property(files ${tool} MAPPING_FILES)
    endif()
    add_script_test(report_rows_${mapping} NEEDS NODE_PROGRAM BUILT ${tool} LABELS browser ${labels}
        COMMAND "${NODE_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/report/rows.mjs" "$<TARGET_FILE:${tool}>"
        "$<TARGET_FILE:report_naive_rows>" ${files})
endforeach()
# A test, its script, the name of a mapping.
foreach(page "page page builtin unsanitized" "looks looks builtin unsanitized" "looks looks ossem unsanitized" "big big builtin"
        "page hostile hostile")
    separate_arguments(page)
    list(GET page 0 test)
    list(GET page 1 script)
    list(GET page 2 mapping)
    list(REMOVE_AT page 0 1 2)
    add_script_test(report_${test}_${mapping} NEEDS NODE_PROGRAM CHROMIUM_PROGRAM BUILT ${tool_of_${mapping}}
        LABELS browser ${page} COMMAND "${NODE_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/report/${script}.mjs"
        "${CHROMIUM_PROGRAM}" "$<TARGET_FILE:${tool_of_${mapping}}>")
endforeach()

# ---- tag

add_helpers(attack_events_tagging tag/tagging.c LIBRARIES attack_events_tool_testing)
add_script_test(tag_without_yajl COMMAND tool_without_yajl tag BUILT tool_without_yajl LABELS quick)
set_tests_properties(tag_without_yajl PROPERTIES PASS_REGULAR_EXPRESSION "this build reads no logs: install YAJL")
if(YAJL_FOUND)
    add_c_test(tag_bump tag/test_bump.c LIBRARIES attack_events_cli_log attack_events_tool_testing LABELS quick)
endif()
foreach(test shapes lines hostile stream terminal strangers tables kinds recordings)
    set(tool attack-events)
    set(needs YAJL_FOUND DEFAULT_MAPPING) # they use names of events in mapping.yaml
    set(labels host)
    if(test STREQUAL tables)
        set(tool tool_old_defender)
    elseif(test STREQUAL kinds)
        set(tool tool_wide)
    elseif(test STREQUAL recordings)
        list(APPEND needs "${recordings}")
    endif()
    if(test MATCHES "lines|strangers|tables|kinds|stream")
        set(labels quick)
    endif()
    add_c_test(tag_${test} tag/test_${test}.c TOOL ${tool} PROGRAMS OLD_TOOL=tool_old_defender
        LIBRARIES attack_events_tagging NEEDS ${needs} LABELS ${labels}
        DEFINITIONS "SHAPES=\"${CMAKE_CURRENT_SOURCE_DIR}/tag/shapes\"" "SANITIZERS=${sanitizer_arguments}"
        "WIDE_YAML=\"${made}/wide.yaml\"" "RECORDINGS=\"${recordings}\"")
endforeach()

# ---- coverage, plan and layer

add_helpers(attack_events_covering coverage/covering.c coverage/collecting.c coverage/expecting.c
    LIBRARIES attack_events_asking)
add_helpers(attack_events_greedy coverage/greedy.c LIBRARIES attack_events_cli_enable attack_events_covering) # a naive plan
foreach(mapping builtin irregular_rows irregular_relations ossem_2022_09_yaml ossem_2021_10_yaml)
    set(labels host unsanitized)
    if(mapping MATCHES irregular)
        set(labels quick)
    endif()
    set(tool ${tool_of_${mapping}})
    add_c_test(coverage_coverage_${mapping} coverage/test_coverage.c TOOL ${tool} LIBRARIES attack_events_covering LABELS ${labels})
    add_c_test(coverage_plan_${mapping} coverage/test_plan.c TOOL ${tool} LIBRARIES attack_events_greedy LABELS ${labels})
    file(MAKE_DIRECTORY "${made}/layers/${mapping}")
    add_script_test(coverage_layer_${mapping} NEEDS PYTHON3_PROGRAM BUILT ${tool} LABELS ${labels}
        COMMAND "${PYTHON3_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/coverage/check_layer.py" "$<TARGET_FILE:${tool}>"
        "${made}/layers/${mapping}")
endforeach()
add_c_test(coverage_collected coverage/test_collected.c TOOL attack-events LIBRARIES attack_events_covering
    NEEDS DEFAULT_MAPPING LABELS host unsanitized)

# ---- enable

foreach(tool attack-events tool_hostile_enable tool_event_4999)
    add_script_test(enable_${tool} NEEDS PYTHON3_PROGRAM BUILT ${tool} LABELS host
        COMMAND "${PYTHON3_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/enable/check_enable.py" "$<TARGET_FILE:${tool}>")
endforeach()
set(windows_events LIBRARIES attack_events_cli_enable attack_events_tool_testing LABELS)
add_c_test(windows_events enable/test_windows_events.c MAPPING attack_events_builtin DEFINITIONS IS_BUILTIN
    NEEDS DEFAULT_MAPPING ${windows_events} quick)
add_c_test(windows_events_4999 enable/test_windows_events.c MAPPING mapping_event_4999 ${windows_events} quick)
foreach(year 2022_09 2021_10)
    add_c_test(windows_events_ossem_${year} enable/test_windows_events.c MAPPING mapping_ossem_${year}_yaml
        DEFINITIONS EVERY_EVENT_HAS_A_ROW ${windows_events} host)
endforeach()
add_c_test(windows_events_recorded enable/test_recorded_audit.c
    LIBRARIES attack_events_cli_enable attack_events_recorded attack_events_tool_testing
    NEEDS attack_events_recorded LABELS recordings)
