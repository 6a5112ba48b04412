# SPDX-License-Identifier: MIT
#
# Compares the library with the model of matching/, answer by answer: differential/*.c. scripts/differential.sh runs the same
# programs for longer. Needs what matching.cmake makes.

set(differential_tests "${CMAKE_CURRENT_LIST_DIR}/differential")

add_library(attack_events_differential STATIC
    "${differential_tests}/near.c" "${differential_tests}/keys.c" "${differential_tests}/names.c"
    "${differential_tests}/stream.c")
target_include_directories(attack_events_differential PUBLIC "${differential_tests}")
target_link_libraries(attack_events_differential PUBLIC attack_events_matching)
attack_events_own(attack_events_differential)

add_custom_target(attack_events_differentials) # all of these programs

# attack_events_differential_test(NAME FILE...)      with the library mapping_NAME
function(attack_events_differential_test name)
    attack_events_matching_test(differential_${name} ../differential/test_differential.c mapping_${name} ${name} ${ARGN})
    target_link_libraries(test_differential_${name} PRIVATE attack_events_differential)
    add_dependencies(attack_events_differentials test_differential_${name})
endfunction()

attack_events_matching_test(differential_builtin ../differential/test_differential.c attack_events_builtin
    attack_events_builtin ${builtin_mapping})
target_link_libraries(test_differential_builtin PRIVATE attack_events_differential)
add_dependencies(attack_events_differentials test_differential_builtin)

attack_events_differential_test(unhashed "${PROJECT_SOURCE_DIR}/mapping.yaml")
foreach(fixture irregular_rows irregular_relations)
    attack_events_differential_test(${fixture} "${CMAKE_CURRENT_LIST_DIR}/fixtures/${fixture}.yaml")
endforeach()
attack_events_differential_test(wide "${wide_yaml}") # cells of 32 bits
if(TARGET mapping_ossem_2022_09_yaml)
    attack_events_differential_test(ossem_2022_09_yaml "${ossem_2022_09_yaml}")
else()
    attack_events_skipped_test(differential_ossem_2022_09_yaml "${ossem_2022_09_yaml}")
endif()
