# SPDX-License-Identifier: MIT
#
# The tests of matching, sets, scores and coverage: matching/*.c. Needs attack_events_naive and attack_events_observed,
# attack_events_mapping() with the mappings irregular_rows and irregular_relations, with and without a hash, and, if
# ../shared exists, the OSSEM ones, builtin_mapping and attack_events_skipped_test().

set(matching_tests "${CMAKE_CURRENT_LIST_DIR}/matching")

add_library(attack_events_model STATIC "${matching_tests}/model.c" "${matching_tests}/model_rules.c")
target_include_directories(attack_events_model PUBLIC "${matching_tests}")
target_link_libraries(attack_events_model PUBLIC attack_events_naive m)
attack_events_own(attack_events_model)

add_library(attack_events_matching STATIC
    "${matching_tests}/matching.c" "${matching_tests}/candidates.c" "${matching_tests}/matches.c"
    "${matching_tests}/bounds.c" "${matching_tests}/sets.c" "${matching_tests}/selections.c"
    "${matching_tests}/scores.c" "${matching_tests}/coverage.c")
target_link_libraries(attack_events_matching PUBLIC attack_events_model attack_events_observed)
attack_events_own(attack_events_matching)

# attack_events_matching_test(TEST SOURCE LIBRARY FUNCTION FILE...)
function(attack_events_matching_test test source library function)
    string(REPLACE ";" "\",\"" files "${ARGN}")
    string(TOUPPER "${function}" prefix)
    add_executable(test_${test} "${matching_tests}/${source}" "${matching_tests}/one_mapping.c")
    target_compile_definitions(test_${test} PRIVATE
        MAPPING_FUNCTION=${function} "MAPPING_HEADER=\"${function}.h\"" MAPPING_PREFIX=${prefix}
        "MAPPING_FILES=\"${files}\"")
    target_link_libraries(test_${test} PRIVATE attack_events_matching ${library})
    attack_events_own(test_${test})
    add_test(NAME ${test} COMMAND test_${test})
    set_tests_properties(${test} PROPERTIES TIMEOUT 900 SKIP_RETURN_CODE 77)
endfunction()

# ---- Mappings of our own. The wide one and the one without hashes are those of cross.cmake, if it made them.

attack_events_matching_test(matching_builtin test_matching.c attack_events_builtin attack_events_builtin
    ${builtin_mapping})
if(NOT TARGET mapping_unhashed)
    attack_events_mapping(unhashed INPUTS "${PROJECT_SOURCE_DIR}/mapping.yaml" OPTIONS --index none)
endif()
attack_events_matching_test(matching_unhashed test_matching.c mapping_unhashed unhashed
    "${PROJECT_SOURCE_DIR}/mapping.yaml")

foreach(fixture irregular_rows irregular_relations)
    foreach(mapping ${fixture} ${fixture}_unhashed)
        attack_events_matching_test(matching_${mapping} test_matching.c mapping_${mapping} ${mapping}
            "${CMAKE_CURRENT_LIST_DIR}/fixtures/${fixture}.yaml")
    endforeach()
endforeach()

foreach(mapping no_events fields)
    attack_events_mapping(${mapping} INPUTS "${matching_tests}/${mapping}.yaml")
    attack_events_matching_test(matching_${mapping} test_matching.c mapping_${mapping} ${mapping}
        "${matching_tests}/${mapping}.yaml")
endforeach()

if(NOT TARGET mapping_wide)
    set(wide_yaml "${CMAKE_CURRENT_BINARY_DIR}/wide.yaml")
    add_custom_command(
        OUTPUT "${wide_yaml}"
        COMMAND sh "${CMAKE_CURRENT_LIST_DIR}/cross/wide_mapping.sh" > "${wide_yaml}"
        DEPENDS "${CMAKE_CURRENT_LIST_DIR}/cross/wide_mapping.sh"
        COMMENT "Writing wide.yaml"
        VERBATIM)
    attack_events_mapping(wide INPUTS "${wide_yaml}")
endif()
attack_events_matching_test(matching_wide test_matching.c mapping_wide wide "${wide_yaml}")

# ---- OSSEM-DM's mappings

foreach(mapping ossem_2021_10_yaml ossem_2022_09_yaml)
    if(TARGET mapping_${mapping})
        attack_events_matching_test(matching_${mapping} test_matching.c mapping_${mapping} ${mapping} "${${mapping}}")
    else()
        attack_events_skipped_test(matching_${mapping} "${${mapping}}")
    endif()
endforeach()
if(TARGET mapping_ossem_2022_09_unhashed)
    attack_events_matching_test(matching_ossem_2022_09_unhashed test_matching.c mapping_ossem_2022_09_unhashed
        ossem_2022_09_unhashed "${ossem_2022_09_yaml}")
else()
    attack_events_skipped_test(matching_ossem_2022_09_unhashed "${ossem_2022_09_yaml}")
endif()

# ---- The purpose of specificity, and recorded attacks

if(TARGET mapping_ossem_2022_09_yaml)
    attack_events_matching_test(matching_specific test_specific.c mapping_ossem_2022_09_yaml ossem_2022_09_yaml
        "${ossem_2022_09_yaml}")
else()
    attack_events_skipped_test(matching_specific "${ossem_2022_09_yaml}")
endif()

set(recordings "${ATTACK_EVENTS_SHARED}/security-datasets")
pkg_check_modules(CJSON IMPORTED_TARGET libcjson)
if(EXISTS "${recordings}/labels.tsv" AND CJSON_FOUND)
    add_library(attack_events_recorded STATIC "${PROJECT_SOURCE_DIR}/bench/recording.c")
    target_include_directories(attack_events_recorded PUBLIC "${PROJECT_SOURCE_DIR}/bench")
    target_compile_definitions(attack_events_recorded INTERFACE "RECORDINGS=\"${recordings}\"")
    target_link_libraries(attack_events_recorded PRIVATE PkgConfig::CJSON m)
    attack_events_own(attack_events_recorded)
endif()
if(TARGET attack_events_recorded AND TARGET mapping_ossem_2022_09_yaml)
    attack_events_matching_test(matching_recordings test_recordings.c mapping_ossem_2022_09_yaml ossem_2022_09_yaml
        "${ossem_2022_09_yaml}")
    target_link_libraries(test_matching_recordings PRIVATE attack_events_recorded)
else()
    attack_events_skipped_test(matching_recordings "${recordings}/labels.tsv, or cJSON (Debian: libcjson-dev)")
endif()
