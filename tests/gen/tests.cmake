# SPDX-License-Identifier: MIT
#
# The generator as a program: its messages, its files, and what compilers and a program make of these.

set(of_gen usage:quick)
set(of_base writing)
set(of_read conditions:quick conditions_wrong:quick conditions_hostile classes:quick classes_hostile rule_events:quick rules_chosen:quick rules_refused:quick rules_hostile rules_files:unsanitized input input_report:quick input_limits:unsanitized forms forms_values forms_merge stix:quick stix_hostile:quick)
set(of_model condition_rows:quick retire:quick warnings warnings_ossem subset:unsanitized)
set(of_pack factoring:quick packing_edges:quick gperf index:unsanitized)
set(of_emit hostile regenerate output output_guards:unsanitized)
foreach(room gen base read model pack emit)
    string(REPLACE "gen/gen" "gen" folder gen/${room})
    foreach(test IN LISTS of_${room})
        string(REGEX MATCH "^[^:]*" name ${test})
        set(labels host)
        if(test MATCHES ":quick")
            set(labels quick)
        elseif(test MATCHES ":unsanitized")
            set(labels host unsanitized)
        endif()
        add_c_test(${name} ${folder}/test_${name}.c LIBRARIES attack_events_generating LABELS ${labels})
    endforeach()
endforeach()
add_c_test(pack_output gen/emit/test_pack_output.c LIBRARIES attack_events_generating attack_events_pack_bytes LABELS quick)
add_c_test(pack_same gen/emit/test_pack_same.c LIBRARIES attack_events_generating LABELS quick)
set(packs_given "")
foreach(option IN LISTS packs_options)
    string(APPEND packs_given "\"${option}\",")
endforeach()
function(add_pack_file_test name label options)
    add_c_test(pack_file_${name} gen/emit/test_pack_file.c MAPPING mapping_${name} LIBRARIES attack_events_generating
        attack_events_pack_bytes DEFINITIONS "MAPPING_OPTIONS=${options}" LABELS ${label})
endfunction()
add_pack_file_test(packs quick "${packs_given}")
add_pack_file_test(irregular_rows quick "")
add_pack_file_test(irregular_relations_unhashed quick "\"--index\",\"none\",")
add_pack_file_test(wide host "")
add_c_test(rule_rows gen/model/test_rule_rows.c LIBRARIES attack_events_ruled PkgConfig::CMOCKA LABELS quick)
add_c_test(rules gen/pack/test_rules.c LIBRARIES attack_events_ruled PkgConfig::CMOCKA LABELS quick)
add_c_test(rule_answers gen/pack/test_rule_answers.c LIBRARIES attack_events_ruled PkgConfig::CMOCKA LABELS quick)
add_mapping(placed_rules gen/read/rules/mapping.yaml gen/read/rules/of_tests gen/read/rules/alone.yml
    OPTIONS --rules-uri https://example.org/rules/ --rules-license DRL-1.1)
add_c_test(rule_places gen/read/test_rule_places.c MAPPING mapping_placed_rules LIBRARIES PkgConfig::CMOCKA LABELS quick)
add_mapping(rules_of_a_set gen/read/rules/mapping.yaml gen/read/rules/of_tests gen/read/rules/alone.yml
    OPTIONS --rules-uri https://example.org/rules.zip --rules-license DRL-1.1)
add_c_test(rules_of_a_set gen/read/test_rule_places.c MAPPING mapping_rules_of_a_set LIBRARIES PkgConfig::CMOCKA LABELS quick
    DEFINITIONS "SET_URI=\"https://example.org/rules.zip\"")
add_c_test(regex_answers gen/pack/test_regex.c LIBRARIES attack_events_gen_pack PkgConfig::CMOCKA LABELS quick)
add_c_test(gperf_time gen/pack/test_gperf_time.c LIBRARIES attack_events_generating LABELS thorough unsanitized) # it waits
set_tests_properties(warnings_ossem PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: there is no")
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT sanitizers) # a sanitizer must be loaded first
    add_library(unstable_qsort MODULE gen/pack/unstable_qsort.c)
    attack_events_own(unstable_qsort)
    target_compile_definitions(test_packing_edges PRIVATE "UNSTABLE_QSORT=\"$<TARGET_FILE:unstable_qsort>\"")
    add_dependencies(test_packing_edges unstable_qsort)
endif()
add_c_test(join_ossem_2022_09 gen/model/test_join.c MAPPING mapping_ossem_joined LIBRARIES attack_events_observed LABELS host
    DEFINITIONS "FLAT_FILE=\"${ossem}/techniques_to_events_mapping.2022-09.yaml\"" FLAT_ROWS=11240 CLOUD_ROWS=37)
set(attack "${ATTACK_EVENTS_SHARED}/attack")
add_script_test(stix_release NEEDS PYTHON3_PROGRAM "${attack}/enterprise-attack-18.1.json" BUILT attack-events-gen LABELS host unsanitized
    COMMAND "${PYTHON3_PROGRAM}" "${CMAKE_CURRENT_SOURCE_DIR}/gen/read/stix_release.py" "$<TARGET_FILE:attack-events-gen>" "${attack}")
if(ATTACK_EVENTS_BUILD_TOOL)
    add_c_test(against gen/model/test_against.c PROGRAMS TOOL=attack-events LIBRARIES attack_events_generating
        NEEDS DEFAULT_MAPPING LABELS host)
endif()
