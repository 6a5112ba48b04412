# SPDX-License-Identifier: MIT

# ---- Tables that are laid out by hand

add_helpers(attack_events_by_hand edges/by_hand.c LIBRARIES attack_events_empty_views)
add_helpers(attack_events_decoding edges/attack_decoding.c LIBRARIES attack_events_empty_views)
add_c_test(runtime_edges edges/test_runtime_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(matching_edges edges/test_matching_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(decoding edges/test_decoding.c LIBRARIES attack_events_decoding LABELS quick)

# ---- A whole mapping, read back and compared with a naive reading of its files

add_helpers(attack_events_roundtrip roundtrip_rows.c roundtrip_techniques.c roundtrip_events.c roundtrip_query.c
    roundtrip_misses.c LIBRARIES attack_events_observed attack_events_empty_views)
add_c_test(roundtrip_builtin test_roundtrip.c MAPPING attack_events_builtin LIBRARIES attack_events_roundtrip LABELS host)
foreach(name IN LISTS small_mappings)
    add_c_test(roundtrip_${name} test_roundtrip.c MAPPING mapping_${name} LIBRARIES attack_events_roundtrip LABELS quick)
endforeach()
# The numbers of rows and techniques are those in ../shared/README.md.
set(rows_of_ossem_2021_10_yaml 12909)
set(techniques_of_ossem_2021_10_yaml 566)
set(rows_of_ossem_joined 11277)
foreach(name IN LISTS ossem_mappings)
    string(REPLACE ossem_joined join_ossem_2022_09 test ${name})
    foreach(number "rows 11240" "techniques 385")
        separate_arguments(number)
        list(GET number 0 what)
        if(NOT ${what}_of_${name})
            list(GET number 1 ${what}_of_${name})
        endif()
    endforeach()
    add_c_test(roundtrip_${test} test_roundtrip.c MAPPING mapping_${name} LIBRARIES attack_events_roundtrip LABELS host
        DEFINITIONS MAPPING_ROWS=${rows_of_${name}} MAPPING_TECHNIQUES=${techniques_of_${name}})
endforeach()
add_c_test(notebook test_notebook.c MAPPING mapping_ossem_2021_10_yaml LIBRARIES attack_events_roundtrip LABELS host
    DEFINITIONS "NOTEBOOK_ROWS=\"${CMAKE_CURRENT_SOURCE_DIR}/fixtures/notebook_rows.tsv\"")

# ---- Matching, sets, scores and coverage, compared with a model that walks over all rows

add_mapping(no_events matching/no_events.yaml)
add_mapping(fields matching/fields.yaml)
add_helpers(attack_events_model matching/model.c matching/model_rules.c LIBRARIES attack_events_naive m)
add_helpers(attack_events_matching matching/matching.c matching/candidates.c matching/matches.c matching/bounds.c
    matching/sets.c matching/selections.c matching/scores.c matching/coverage.c
    LIBRARIES attack_events_model attack_events_observed)
add_helpers(attack_events_differential differential/near.c differential/keys.c differential/names.c differential/stream.c
    LIBRARIES attack_events_matching)
add_custom_target(attack_events_differentials) # for scripts/differential.sh, which runs these for longer

# A test of all that a mapping answers: NAME MAPPING LABEL...
function(add_matching_test name mapping)
    add_c_test(matching_${name} matching/test_matching.c matching/one_mapping.c MAPPING ${mapping}
        LIBRARIES attack_events_matching LABELS ${ARGN})
endfunction()
function(add_differential_test name mapping)
    add_c_test(differential_${name} differential/test_differential.c matching/one_mapping.c MAPPING ${mapping}
        LIBRARIES attack_events_differential LABELS ${ARGN})
    if(TARGET test_differential_${name})
        add_dependencies(attack_events_differentials test_differential_${name})
    endif()
endfunction()
add_matching_test(builtin attack_events_builtin host unsanitized)
add_matching_test(unhashed mapping_unhashed thorough unsanitized)
add_matching_test(wide mapping_wide host unsanitized)
foreach(name IN LISTS small_mappings ITEMS no_events fields)
    add_matching_test(${name} mapping_${name} quick)
endforeach()
foreach(name ossem_2021_10_yaml ossem_2022_09_yaml ossem_2022_09_unhashed)
    add_matching_test(${name} mapping_${name} host unsanitized)
endforeach()
add_differential_test(builtin attack_events_builtin host unsanitized)
add_differential_test(unhashed mapping_unhashed thorough unsanitized)
add_differential_test(irregular_rows mapping_irregular_rows quick)
add_differential_test(irregular_relations mapping_irregular_relations quick)
add_differential_test(wide mapping_wide thorough unsanitized)
add_differential_test(ossem_2022_09_yaml mapping_ossem_2022_09_yaml host unsanitized)

# What specificity is for, and recorded attacks.
add_c_test(matching_specific matching/test_specific.c matching/one_mapping.c MAPPING mapping_ossem_2022_09_yaml
    LIBRARIES attack_events_matching LABELS host)
add_c_test(matching_recordings matching/test_recordings.c matching/one_mapping.c MAPPING mapping_ossem_2022_09_yaml
    LIBRARIES attack_events_matching attack_events_recorded NEEDS CJSON_FOUND attack_events_recorded LABELS recordings)

# ---- attack_db_verify()
#
# The runtime is compiled again, with sanitizers even if this build has none: a mapping that verify accepts must be harmless,
# which only a sanitizer can check.

set(verify_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
if(sanitizers)
    set(verify_sanitizers "")
    set(ADDRESS_SANITIZER TRUE)
elseif(CMAKE_C_FLAGS MATCHES "--coverage") # the checks of sanitizers would count as branches
    set(verify_sanitizers "")
    set(ADDRESS_SANITIZER FALSE)
else()
    include(CheckCSourceCompiles)
    set(CMAKE_REQUIRED_FLAGS "-fsanitize=address,undefined")
    check_c_source_compiles("int main(void) { return 0; }" ADDRESS_SANITIZER)
    unset(CMAKE_REQUIRED_FLAGS)
    if(NOT ADDRESS_SANITIZER)
        set(verify_sanitizers "")
    endif()
endif()
get_target_property(runtime_sources attack_events SOURCES)
list(TRANSFORM runtime_sources PREPEND "${PROJECT_SOURCE_DIR}/")
add_helpers(attack_events_sanitized ${runtime_sources} LIBRARIES ${verify_sanitizers})
target_compile_options(attack_events_sanitized PUBLIC ${verify_sanitizers})
add_helpers(attack_events_swept verify/copy.c verify/sweep.c verify/sweep_keys.c LIBRARIES attack_events_sanitized)

# The mappings of every build come first, then those of ../shared.
set(verified attack_events_builtin)
set(verified_libraries attack_events_builtin)
foreach(name IN LISTS small_mappings ITEMS no_events fields unhashed wide ${ossem_mappings})
    if(TARGET mapping_${name})
        list(APPEND verified ${name})
        list(APPEND verified_libraries mapping_${name})
    endif()
endforeach()
list(JOIN verified ") M(" mappings)
file(GENERATE OUTPUT "${made}/verify/mappings.h" CONTENT "#define MAPPINGS(M) M(${mappings})\n")
add_executable(verify_corrupt verify/corrupt.c)
target_link_libraries(verify_corrupt PRIVATE attack_events_swept ${verified_libraries})
attack_events_own(verify_corrupt)
add_c_test(verify verify/test_verify.c verify/changes.c verify/verify_cells.c verify/verify_lists.c verify/verify_keys.c
    LIBRARIES attack_events_swept ${verified_libraries} PkgConfig::CMOCKA LABELS host unsanitized)
foreach(program verify_corrupt test_verify)
    target_include_directories(${program} PRIVATE . "${made}/verify")
endforeach()

# Few values for every so many bytes, in prime steps, so that each byte of a cell is reached. scripts/corrupt.sh takes all.
foreach(name IN LISTS small_mappings ITEMS irregular_rows_widened irregular_relations_widened no_events fields)
    add_script_test(verify_corrupt_${name} COMMAND verify_corrupt ${name} few NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
endforeach()
add_script_test(verify_corrupt_attack_events_builtin COMMAND verify_corrupt attack_events_builtin few 997
    NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
add_script_test(verify_corrupt_ossem_2022_09_yaml COMMAND verify_corrupt ossem_2022_09_yaml few 997
    NEEDS ADDRESS_SANITIZER mapping_ossem_2022_09_yaml LABELS host unsanitized)
add_script_test(verify_corrupt_wide COMMAND verify_corrupt wide few 19997 NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
