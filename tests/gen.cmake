# SPDX-License-Identifier: MIT
#
# The generator as a program: its messages, its files, and what compilers and a program make of these.

foreach(test factoring input_report usage packing_edges)
    set(labels_of_${test} quick)
endforeach()
foreach(test index input_limits output_guards subset)
    set(labels_of_${test} host unsanitized)
endforeach()
set(labels_of_gperf_time thorough unsanitized) # waits for gperf's limit
set(source_of_packing_edges edges/test_packing_edges.c)
foreach(test factoring input input_report input_limits usage gperf gperf_time writing warnings warnings_ossem forms
        forms_values forms_merge subset index hostile output output_guards regenerate packing_edges)
    if(NOT source_of_${test})
        set(source_of_${test} test_${test}.c)
    endif()
    if(NOT labels_of_${test})
        set(labels_of_${test} host)
    endif()
    add_c_test(${test} ${source_of_${test}} LIBRARIES attack_events_generating LABELS ${labels_of_${test}})
endforeach()
set_tests_properties(warnings_ossem PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: there is no")
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT sanitizers) # a sanitizer must be loaded first
    add_library(unstable_qsort MODULE edges/unstable_qsort.c)
    attack_events_own(unstable_qsort)
    target_compile_definitions(test_packing_edges PRIVATE "UNSTABLE_QSORT=\"$<TARGET_FILE:unstable_qsort>\"")
    add_dependencies(test_packing_edges unstable_qsort)
endif()
add_c_test(join_ossem_2022_09 test_join.c MAPPING mapping_ossem_joined LIBRARIES attack_events_roundtrip LABELS host
    DEFINITIONS "FLAT_FILE=\"${ossem}/techniques_to_events_mapping.2022-09.yaml\"" FLAT_ROWS=11240 CLOUD_ROWS=37)
if(ATTACK_EVENTS_BUILD_TOOL)
    add_c_test(against test_against.c PROGRAMS TOOL=attack-events LIBRARIES attack_events_generating
        NEEDS DEFAULT_MAPPING LABELS host)
endif()
