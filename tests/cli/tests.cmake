# SPDX-License-Identifier: MIT

if(NOT ATTACK_EVENTS_BUILD_TOOL)
    return()
endif()

# ---- Mappings and their tools, by the names that tests have

foreach(file cases/cases cases/direct cases/flat cases/many cases/wordy cases/systems cases/telling repeating hostile draw/long_names draw/hard_names draw/graph_hostile
        report/report_hostile tag/old_defender enable/hostile_enable)
    get_filename_component(mapping ${file} NAME)
    add_mapping(${mapping} cli/${file}.yaml)
    add_tool(${mapping})
endforeach()
add_mapping(ruled cli/cases/ruled.yaml cli/cases/rules OPTIONS --rules-uri https://tea.example/)
add_tool(ruled)
add_pack(ruled cli/cases/ruled.yaml cli/cases/rules OPTIONS --rules-uri https://tea.example/)
get_target_property(ruled_pack pack_ruled PACK)
add_pack(builtin "${builtin_mapping}")
get_target_property(builtin_pack pack_builtin PACK)
add_mapping(event_4999 "${mapping_yaml}" cli/enable/event_4999.yaml) # with an event that nothing else knows
set(tool_of_builtin attack-events)
foreach(mapping event_4999 irregular_rows irregular_relations wide ossem_2021_10_yaml ossem_2022_09_yaml)
    add_tool(${mapping})
    set(tool_of_${mapping} tool_${mapping})
endforeach()
add_tool(irregular_rows tool_without_yajl "${PROJECT_SOURCE_DIR}/cli/tag/tag_none.c")

# add_tool_test(NAME SOURCE TOOL HELPERS LABEL,LABEL [option of add_c_test...])
function(add_tool_test name source tool helpers labels)
    string(REPLACE "," ";" labels ${labels})
    add_c_test(${name} cli/${source}.c TOOL ${tool} LIBRARIES attack_events_${helpers} LABELS ${labels} ${ARGN})
endfunction()

# ---- Answers, tables, messages, and rules for all commands

add_helpers(ask_tool cli ask_tool.c json_rows.c stream.c print/expected_table.c print/shown_table.c LIBRARIES
    attack_events_tool_testing)
foreach(mapping repeating irregular_rows irregular_relations)
    add_tool_test(tool_narrowing_${mapping} line/test_narrowing tool_${mapping} ask_tool quick)
    add_tool_test(tool_tables_${mapping} print/test_tables tool_${mapping} ask_tool host,unsanitized)
endforeach()
add_tool_test(tool_narrowing_builtin line/test_narrowing attack-events ask_tool thorough,unsanitized)
add_tool_test(tool_narrowing_ossem_2022_09 line/test_narrowing tool_ossem_2022_09_yaml ask_tool thorough,unsanitized)
add_tool_test(tool_tables_builtin print/test_tables attack-events ask_tool thorough,unsanitized)
add_tool_test(tool_tables_ossem_2022_09 print/test_tables tool_ossem_2022_09_yaml ask_tool thorough,unsanitized)
file(GLOB cases CONFIGURE_DEPENDS cli/cases/*.txt)
as_strings(cases ${cases})
add_tool_test(tool_cases test_cases tool_cases ask_tool quick DEFINITIONS "CASES=${cases}" "RULED_PACK=\"${ruled_pack}\""
    BUILT pack_ruled
    PROGRAMS FLAT_TOOL=tool_flat MANY_TOOL=tool_many WORDY_TOOL=tool_wordy SYSTEMS_TOOL=tool_systems DIRECT_TOOL=tool_direct
        TELLING_TOOL=tool_telling RULED_TOOL=tool_ruled)
add_tool_test(tool_completion_hostile line/test_completion_hostile tool_hostile ask_tool host)
add_tool_test(tool_terminal text/test_terminal tool_hostile ask_tool host,timed)
add_tool_test(tool_pack line/test_pack attack-events ask_tool host NEEDS YAJL_FOUND DEFAULT_MAPPING BUILT pack_builtin
    DEFINITIONS "PACK=\"${builtin_pack}\"")
set(names_of_mapping_yaml DEFINITIONS $<$<AND:$<BOOL:${DOT_PROGRAM}>,$<BOOL:${RSVG_PROGRAM}>>:DRAWS_PICTURES>
    NEEDS DEFAULT_MAPPING)
add_tool_test(tool_manners test_manners attack-events ask_tool host,timed ${names_of_mapping_yaml})
add_tool_test(tool_completion line/test_completion attack-events ask_tool host BUILT pack_ruled ${names_of_mapping_yaml}
    DEFINITIONS "RULED_PACK=\"${ruled_pack}\"")
add_tool_test(tool_manual line/test_manual attack-events ask_tool host ${names_of_mapping_yaml})
add_c_test(numbered cli/text/test_numbered.c LIBRARIES attack_events_cli_text attack_events_running LABELS quick)

# ---- top, and its bars and pictures

add_helpers(naive_counts cli/ask naive_counts.c LIBRARIES attack_events_tool_testing)
foreach(mapping builtin ossem_2021_10_yaml ossem_2022_09_yaml)
    add_tool_test(top_counts_${mapping} ask/test_counts ${tool_of_${mapping}} naive_counts host,unsanitized)
endforeach()
foreach(mapping long_names irregular_rows)
    add_tool_test(top_counts_${mapping} ask/test_counts tool_${mapping} naive_counts quick)
endforeach()
add_tool_test(top_notebook_counts ask/test_notebook_counts tool_ossem_2022_09_yaml naive_counts host)
add_tool_test(top_without_rsvg draw/test_without_rsvg attack-events naive_counts quick)
add_tool_test(top_bars_colour draw/test_bars_colour attack-events naive_counts host)
add_tool_test(top_names draw/test_names tool_hard_names naive_counts quick)
foreach(tool attack-events tool_long_names)
    add_tool_test(top_bars_${tool} draw/test_bars ${tool} naive_counts host)
    add_tool_test(top_pictures_${tool} draw/test_bar_pictures ${tool} "naive_counts;attack_events_pixels" pictures
        NEEDS RSVG_PROGRAM attack_events_pixels)
endforeach()
set(kinds_of_tool_hard_names data-sources)
set(svg_label_of_attack-events unsanitized)
foreach(tool attack-events tool_long_names tool_hard_names)
    add_script_test(top_svg_${tool} BUILT ${tool} LABELS pictures ${svg_label_of_${tool}}
        COMMAND bash "${here}/cli/draw/check_svg.sh" "$<TARGET_FILE:${tool}>" ${kinds_of_${tool}})
endforeach()
if(DEFAULT_MAPPING) # README shows what the tool draws today
    add_script_test(top_picture_of_readme BUILT attack-events LABELS quick
        COMMAND sh -c [["$1" top data-sources -o chart.svg && cmp chart.svg "$2"]]
            sh "$<TARGET_FILE:attack-events>" "${PROJECT_SOURCE_DIR}/docs/pictures/top-data-sources.svg")
endif()

# ---- graph

add_helpers(graphing cli/draw graphing.c graphing_expected.c LIBRARIES attack_events_tool_testing)
if(TARGET attack_events_pixels)
    add_helpers(picturing cli/draw picturing.c LIBRARIES attack_events_graphing attack_events_pixels)
endif()
set(pictured NEEDS DOT_PROGRAM GVPR_PROGRAM attack_events_picturing)
add_tool_test(graph_network_builtin draw/test_network attack-events graphing thorough,unsanitized)
add_tool_test(graph_network_irregular draw/test_network tool_irregular_rows graphing quick)
add_tool_test(graph_failures draw/test_graph_failures attack-events graphing host DEFINITIONS $<$<BOOL:${DOT_PROGRAM}>:HAS_DOT>)
add_tool_test(graph_pictures draw/test_graph_pictures attack-events picturing pictures ${pictured})
add_tool_test(graph_hostile_names draw/test_hostile_names tool_graph_hostile picturing pictures ${pictured})

# ---- report: the file, its rows as Node.js reads them, and the page in Chromium

add_executable(report_naive_rows cli/report/naive_rows.c)
target_link_libraries(report_naive_rows PRIVATE attack_events_naive)
attack_events_own(report_naive_rows)
set(tool_of_ossem tool_ossem_2022_09_yaml)
set(tool_of_hostile tool_report_hostile)
foreach(mapping builtin ossem)
    add_tool_test(report_${mapping} report/test_report ${tool_of_${mapping}} tool_testing host,unsanitized)
endforeach()
foreach(mapping irregular_rows irregular_relations)
    add_tool_test(report_${mapping} report/test_report tool_${mapping} tool_testing quick)
endforeach()
set(rows_label_of_builtin unsanitized)
set(rows_label_of_ossem unsanitized)
foreach(mapping builtin ossem irregular_rows irregular_relations hostile)
    set(tool ${tool_of_${mapping}})
    set(files "")
    if(TARGET ${tool})
        get_target_property(files ${tool} MAPPING_FILES)
    endif()
    add_script_test(report_rows_${mapping} NEEDS NODE_PROGRAM BUILT ${tool} LABELS browser ${rows_label_of_${mapping}}
        COMMAND "${NODE_PROGRAM}" "${here}/cli/report/rows.mjs" "$<TARGET_FILE:${tool}>"
        "$<TARGET_FILE:report_naive_rows>" ${files})
endforeach()
# add_page_test(NAME SCRIPT MAPPING [LABEL])
function(add_page_test name script mapping)
    set(tool ${tool_of_${mapping}})
    add_script_test(report_${name}_${mapping} NEEDS NODE_PROGRAM CHROMIUM_PROGRAM BUILT ${tool} LABELS browser ${ARGN}
        COMMAND "${NODE_PROGRAM}" "${here}/cli/report/${script}.mjs" "${CHROMIUM_PROGRAM}" "$<TARGET_FILE:${tool}>")
endfunction()
add_page_test(page page builtin unsanitized)
add_page_test(page hostile hostile)
add_page_test(looks looks builtin unsanitized)
add_page_test(looks looks ossem unsanitized)
add_page_test(big big builtin)

# ---- tag

add_helpers(tagging cli/tag tagging.c LIBRARIES attack_events_tool_testing)
add_script_test(tag_without_yajl COMMAND tool_without_yajl tag BUILT tool_without_yajl LABELS quick)
set_tests_properties(tag_without_yajl PROPERTIES PASS_REGULAR_EXPRESSION "this build reads no logs: install YAJL")
if(YAJL_FOUND)
    add_executable(input_lines cli/log/input_lines.c)
    add_executable(input_without_libraries cli/log/input_lines.c "${PROJECT_SOURCE_DIR}/cli/log/codec_gzip.c"
        "${PROJECT_SOURCE_DIR}/cli/log/codec_zstd.c")
    foreach(program input_lines input_without_libraries)
        target_link_libraries(${program} PRIVATE attack_events_cli_log)
        attack_events_own(${program})
    endforeach()
    add_c_test(tag_bump cli/log/test_bump.c LIBRARIES attack_events_cli_log attack_events_tool_testing LABELS quick)
endif()
# Both parsers, whichever the tool has.
file(GLOB some_logs "${recordings}/*.json")
foreach(parser simdjson yajl)
    set(json_source "${PROJECT_SOURCE_DIR}/cli/log/json_simdjson.cpp")
    if(parser STREQUAL "yajl")
        set(json_source "${PROJECT_SOURCE_DIR}/cli/log/json_yajl.c")
    endif()
    if((parser STREQUAL "simdjson" AND NOT simdjson_FOUND) OR (parser STREQUAL "yajl" AND NOT YAJL_FOUND))
        continue()
    endif()
    add_executable(json_members_${parser} cli/log/json_members.c "${PROJECT_SOURCE_DIR}/cli/log/json_line.c"
        "${PROJECT_SOURCE_DIR}/cli/log/json_parser.c" "${PROJECT_SOURCE_DIR}/cli/log/bump.c" ${json_source})
    target_link_libraries(json_members_${parser} PRIVATE attack_events_cli_text
        $<IF:$<STREQUAL:${parser},yajl>,PkgConfig::YAJL,simdjson::simdjson>)
    set_target_properties(json_members_${parser} PROPERTIES C_STANDARD 99 CXX_STANDARD 17)
    add_script_test(json_as_python_${parser} NEEDS PYTHON3_PROGRAM BUILT json_members_${parser} LABELS quick
        COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/log/check_json.py" "$<TARGET_FILE:json_members_${parser}>" ${parser} ${some_logs})
endforeach()
set(in_mapping_yaml NEEDS YAJL_FOUND DEFAULT_MAPPING) # they use names of its events
foreach(stage values xml unpack audit)
    set(label host)
    if(stage MATCHES "values|xml")
        set(label quick)
    endif()
    add_script_test(log_${stage} NEEDS PYTHON3_PROGRAM BUILT input_lines LABELS ${label}
        COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/log/check_${stage}.py" "$<TARGET_FILE:input_lines>")
endforeach()
add_script_test(tag_input NEEDS PYTHON3_PROGRAM DEFAULT_MAPPING BUILT attack-events input_without_libraries LABELS quick
    COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/log/check_tag_input.py" "$<TARGET_FILE:attack-events>"
        "$<TARGET_FILE:input_without_libraries>")
set(old_tool PROGRAMS OLD_TOOL=tool_old_defender)
add_script_test(tag_jobs NEEDS PYTHON3_PROGRAM YAJL_FOUND DEFAULT_MAPPING BUILT attack-events LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/tag/check_jobs.py" "$<TARGET_FILE:attack-events>" "${made}/jobs" ${some_logs})
add_tool_test(tag_shapes tag/test_shapes attack-events tagging host ${in_mapping_yaml} ${old_tool}
    DEFINITIONS "FORMATS=\"${here}/cli/log/formats\"")
add_tool_test(tag_formats tag/test_formats attack-events tagging host ${in_mapping_yaml}
    DEFINITIONS "FORMATS=\"${here}/cli/log/formats\"")
add_script_test(tag_format_rows NEEDS PYTHON3_PROGRAM YAJL_FOUND DEFAULT_MAPPING BUILT attack-events LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/log/check_formats.py" "$<TARGET_FILE:attack-events>"
        "${PROJECT_SOURCE_DIR}/cli/log/formats.json" "${PROJECT_SOURCE_DIR}/docs/formats.md")
add_script_test(tag_format_rules NEEDS PYTHON3_PROGRAM YAJL_FOUND DEFAULT_MAPPING BUILT attack-events attack-events-gen LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/log/check_rules.py" "$<TARGET_FILE:attack-events>"
        "$<TARGET_FILE:attack-events-gen>" "${mapping_yaml}" "${ATTACK_EVENTS_SHARED}/sigma/rules/rules")
add_tool_test(tag_hostile tag/test_hostile attack-events tagging host ${in_mapping_yaml}
    DEFINITIONS "SANITIZERS=${sanitizer_arguments}")
add_tool_test(tag_hostile_formats tag/test_hostile_formats attack-events tagging host ${in_mapping_yaml}
    DEFINITIONS "SANITIZERS=${sanitizer_arguments}" "FORMATS_JSON=\"${PROJECT_SOURCE_DIR}/cli/log/formats.json\"")
add_tool_test(tag_stream tag/test_stream attack-events tagging quick,timed ${in_mapping_yaml})
add_tool_test(tag_terminal tag/test_terminal attack-events tagging host,timed ${in_mapping_yaml})
add_tool_test(tag_strangers tag/test_strangers attack-events tagging quick ${in_mapping_yaml})
add_tool_test(tag_kinds tag/test_kinds tool_wide tagging quick ${in_mapping_yaml}
    DEFINITIONS "WIDE_YAML=\"${made}/wide.yaml\"")
add_tool_test(tag_recordings tag/test_recordings attack-events tagging host ${in_mapping_yaml} "${recordings}"
    DEFINITIONS "RECORDINGS=\"${recordings}\"")

# ---- coverage, plan and layer

add_helpers(covering cli/coverage covering.c collecting.c expecting.c LIBRARIES attack_events_ask_tool)
add_helpers(greedy cli/coverage greedy.c LIBRARIES attack_events_cli_enable attack_events_covering) # a naive plan
foreach(mapping builtin irregular_rows irregular_relations ossem_2022_09_yaml ossem_2021_10_yaml)
    set(tool ${tool_of_${mapping}})
    set(labels host,unsanitized)
    if(mapping MATCHES irregular)
        set(labels quick)
    endif()
    add_tool_test(coverage_coverage_${mapping} coverage/test_coverage ${tool} covering ${labels})
    add_tool_test(coverage_plan_${mapping} coverage/test_plan ${tool} greedy ${labels})
    string(REPLACE "," ";" labels ${labels})
    file(MAKE_DIRECTORY "${made}/layers/${mapping}")
    add_script_test(coverage_layer_${mapping} NEEDS PYTHON3_PROGRAM BUILT ${tool} LABELS ${labels}
        COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/coverage/check_layer.py" "$<TARGET_FILE:${tool}>"
        "${made}/layers/${mapping}")
endforeach()
add_tool_test(coverage_collected coverage/test_collected attack-events covering host,unsanitized NEEDS DEFAULT_MAPPING)

# ---- The default mapping

set(mapping_check bash "${here}/whole/mapping/check.sh")
add_script_test(mapping_facts NEEDS PYTHON3_PROGRAM BUILT attack-events LABELS host
    COMMAND ${mapping_check} facts "$<TARGET_FILE:attack-events>" "${ATTACK_EVENTS_SHARED}/attack/check-facts")
add_script_test(mapping_ranks NEEDS PYTHON3_PROGRAM BUILT attack-events LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${PROJECT_SOURCE_DIR}/tests/whole/mapping/ranks.py" "$<TARGET_FILE:attack-events>"
        "${ATTACK_EVENTS_SHARED}/security-datasets" "${ATTACK_EVENTS_SHARED}/attack/enterprise-19.1.tsv" 4)
add_script_test(mapping_measure NEEDS PYTHON3_PROGRAM BUILT attack-events LABELS host
    COMMAND ${mapping_check} measure "$<TARGET_FILE:attack-events>" "${ATTACK_EVENTS_SHARED}/labelled/measure")
add_script_test(mapping_pairs NEEDS PYTHON3_PROGRAM BUILT attack-events LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${PROJECT_SOURCE_DIR}/scripts/pairs.py" "$<TARGET_FILE:attack-events>" "${mapping_yaml}"
        "${PROJECT_SOURCE_DIR}/docs/pairs-without-events.tsv")

add_script_test(mapping_conditions NEEDS PYTHON3_PROGRAM LABELS host
    COMMAND ${mapping_check} conditions "${mapping_yaml}" "${PROJECT_SOURCE_DIR}/scripts/conditions.py" "${ATTACK_EVENTS_SHARED}")

# ---- export

foreach(tool attack-events tool_cases tool_direct tool_hostile tool_irregular_rows tool_irregular_relations tool_systems)
    set(labels host unsanitized)
    if(NOT tool STREQUAL attack-events)
        set(labels quick)
    endif()
    add_script_test(export_${tool} NEEDS PYTHON3_PROGRAM BUILT ${tool} LABELS ${labels}
        COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/export/check_export.py" "$<TARGET_FILE:${tool}>")
endforeach()

# ---- enable

foreach(tool attack-events tool_hostile_enable tool_event_4999 tool_systems)
    add_script_test(enable_${tool} NEEDS PYTHON3_PROGRAM BUILT ${tool} LABELS host
        COMMAND "${PYTHON3_PROGRAM}" "${here}/cli/enable/check_enable.py" "$<TARGET_FILE:${tool}>")
endforeach()
set(windows_events LIBRARIES attack_events_cli_enable attack_events_tool_testing LABELS)
add_c_test(windows_events cli/enable/test_windows_events.c MAPPING attack_events_builtin DEFINITIONS IS_BUILTIN
    NEEDS DEFAULT_MAPPING ${windows_events} quick)
add_c_test(switches cli/enable/test_switches.c MAPPING attack_events_builtin NEEDS DEFAULT_MAPPING
    ${windows_events} quick)
add_c_test(windows_events_4999 cli/enable/test_windows_events.c MAPPING mapping_event_4999 ${windows_events} quick)
foreach(year 2022_09 2021_10)
    add_c_test(windows_events_ossem_${year} cli/enable/test_windows_events.c MAPPING mapping_ossem_${year}_yaml
        DEFINITIONS EVERY_EVENT_HAS_A_ROW ${windows_events} host)
endforeach()
add_c_test(windows_events_recorded cli/enable/test_recorded_audit.c
    LIBRARIES attack_events_cli_enable attack_events_recorded attack_events_tool_testing
    NEEDS attack_events_recorded LABELS recordings)
