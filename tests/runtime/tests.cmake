# SPDX-License-Identifier: MIT

# ---- Tables that are laid out by hand

add_helpers(by_hand runtime by_hand.c LIBRARIES attack_events_empty_views)
add_helpers(decoding runtime attack_decoding.c LIBRARIES attack_events_empty_views)
add_c_test(runtime_edges runtime/test_runtime_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(field_edges runtime/test_field_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(answer_edges runtime/test_answer_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(matching_edges runtime/test_matching_edges.c LIBRARIES attack_events_by_hand LABELS quick)
add_c_test(decoding runtime/test_decoding.c LIBRARIES attack_events_decoding LABELS quick)

# ---- What programs and mappings that were compiled before rely on

add_script_test(layout LABELS quick apart COMMAND bash "${here}/runtime/layout/check.sh" "${PROJECT_SOURCE_DIR}")

# ---- A whole mapping, read back and compared with a naive reading of its files

add_helpers(roundtrip runtime/roundtrip roundtrip_rows.c roundtrip_techniques.c roundtrip_events.c roundtrip_query.c
    roundtrip_misses.c LIBRARIES attack_events_observed attack_events_empty_views)
function(add_roundtrip_test name mapping label) # ... [DEFINITION...]
    add_c_test(roundtrip_${name} runtime/roundtrip/test_roundtrip.c MAPPING ${mapping} LIBRARIES attack_events_roundtrip
        LABELS ${label} DEFINITIONS ${ARGN})
endfunction()
add_roundtrip_test(builtin attack_events_builtin host)
foreach(name IN LISTS small_mappings)
    add_roundtrip_test(${name} mapping_${name} quick)
endforeach()
# The numbers of rows and techniques are those in ../shared/README.md.
set(of_2022_09 MAPPING_ROWS=11240 MAPPING_TECHNIQUES=385)
add_roundtrip_test(ossem_2021_10_yaml mapping_ossem_2021_10_yaml host MAPPING_ROWS=12909 MAPPING_TECHNIQUES=566)
add_roundtrip_test(ossem_2022_09_yaml mapping_ossem_2022_09_yaml host ${of_2022_09})
add_roundtrip_test(ossem_2022_09_json mapping_ossem_2022_09_json host ${of_2022_09})
add_roundtrip_test(ossem_2022_09_unhashed mapping_ossem_2022_09_unhashed host ${of_2022_09})
add_roundtrip_test(join_ossem_2022_09 mapping_ossem_joined host MAPPING_ROWS=11277 MAPPING_TECHNIQUES=385)
add_c_test(notebook runtime/roundtrip/test_notebook.c MAPPING mapping_ossem_2021_10_yaml LIBRARIES attack_events_roundtrip
    DEFINITIONS "NOTEBOOK_ROWS=\"${here}/support/fixtures/notebook_rows.tsv\"" LABELS host)

# ---- Lookups, matching, sets, scores and coverage, compared with an oracle that walks over all rows: in a whole mapping, for
# keys that are nearly right, and for random events. The fuzzers ask the same questions.

add_mapping(no_events runtime/matching/no_events.yaml)
add_mapping(fields runtime/matching/fields.yaml)
add_helpers(oracle runtime/oracle oracle.c oracle_read.c oracle_rules.c questions.c questions_match.c questions_score.c
    oracle_answers.c asked.c questions_answer.c twin.c
    LIBRARIES attack_events_naive attack_events m)
add_helpers(matching runtime/matching matching.c near.c keys.c candidates.c matches.c stream.c rows.c sets.c scores.c
    coverage.c LIBRARIES attack_events_oracle attack_events_observed)
add_custom_target(attack_events_matching_tests) # for scripts/differential.sh, which runs these for longer

function(add_matching_test name mapping) # ... LABEL...
    add_c_test(matching_${name} runtime/matching/test_matching.c runtime/matching/one_mapping.c MAPPING ${mapping}
        LIBRARIES attack_events_matching LABELS ${ARGN})
    if(TARGET test_matching_${name})
        add_dependencies(attack_events_matching_tests test_matching_${name})
    endif()
endfunction()
foreach(name IN LISTS small_mappings ITEMS no_events fields)
    add_matching_test(${name} mapping_${name} quick)
endforeach()
foreach(name wide ossem_2021_10_yaml ossem_2022_09_yaml ossem_2022_09_unhashed)
    add_matching_test(${name} mapping_${name} host unsanitized)
endforeach()
add_matching_test(builtin attack_events_builtin host unsanitized)
add_matching_test(unhashed mapping_unhashed thorough unsanitized)

# What specificity is for, and recorded attacks.
add_c_test(matching_specific runtime/matching/test_specific.c runtime/matching/one_mapping.c
    MAPPING mapping_ossem_2022_09_yaml LIBRARIES attack_events_matching LABELS host)
add_c_test(matching_recordings runtime/matching/test_recordings.c runtime/matching/one_mapping.c
    MAPPING mapping_ossem_2022_09_yaml LIBRARIES attack_events_matching attack_events_recorded
    NEEDS CJSON_FOUND attack_events_recorded LABELS recordings)

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
get_target_property(sources attack_events SOURCES)
add_helpers(sanitized ../ ${sources} LIBRARIES ${verify_sanitizers})
target_compile_options(attack_events_sanitized PUBLIC ${verify_sanitizers})
add_helpers(swept runtime/verify copy.c pack_of.c sweep.c sweep_keys.c
    LIBRARIES attack_events_slow_crc32 attack_events_sanitized)

# The mappings of every build come first, then those of ../shared.
set(verified attack_events_builtin)
set(verified_libraries attack_events_builtin)
add_mapping(every_operator runtime/verify/every_operator.yaml)
foreach(name IN LISTS small_mappings ITEMS no_events fields every_operator with_rules unhashed wide ${ossem_mappings})
    if(TARGET mapping_${name})
        list(APPEND verified ${name})
        list(APPEND verified_libraries mapping_${name})
    endif()
endforeach()
list(JOIN verified ") M(" mappings)
file(GENERATE OUTPUT "${made}/verify/mappings.h" CONTENT "#define MAPPINGS(M) M(${mappings})\n")
add_executable(verify_corrupt runtime/verify/corrupt.c)
target_link_libraries(verify_corrupt PRIVATE attack_events_swept ${verified_libraries})
attack_events_own(verify_corrupt)
add_c_test(verify runtime/verify/test_verify.c runtime/verify/changes.c runtime/verify/verify_cells.c
    runtime/verify/verify_lists.c runtime/verify/verify_keys.c
    LIBRARIES attack_events_swept ${verified_libraries} PkgConfig::CMOCKA LABELS host unsanitized)
add_c_test(verify_work runtime/verify/test_verify_work.c LIBRARIES attack_events PkgConfig::CMOCKA
    LABELS host timed unsanitized)
add_c_test(packs runtime/verify/test_packs.c LIBRARIES attack_events_swept ${verified_libraries} PkgConfig::CMOCKA
    LABELS host unsanitized)
foreach(program verify_corrupt test_verify test_packs)
    target_include_directories(${program} PRIVATE support "${made}/verify")
endforeach()

# Few values for every so many bytes, in prime steps, so that each byte of a cell is reached. scripts/corrupt.sh takes all.
foreach(name IN LISTS small_mappings ITEMS irregular_rows_widened irregular_relations_widened no_events fields
    every_operator)
    add_script_test(verify_corrupt_${name} COMMAND verify_corrupt ${name} few
        NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
endforeach()
add_script_test(verify_corrupt_with_rules_packed COMMAND verify_corrupt with_rules_packed few 7 NEEDS ADDRESS_SANITIZER
    LABELS host unsanitized)
add_script_test(verify_corrupt_irregular_relations_packed COMMAND verify_corrupt irregular_relations_packed all 11
    NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
add_script_test(verify_corrupt_with_rules COMMAND verify_corrupt with_rules all NEEDS ADDRESS_SANITIZER
    LABELS host unsanitized)
add_script_test(verify_corrupt_attack_events_builtin COMMAND verify_corrupt attack_events_builtin few 39989
    NEEDS ADDRESS_SANITIZER LABELS host unsanitized)
add_script_test(verify_corrupt_ossem_2022_09_yaml COMMAND verify_corrupt ossem_2022_09_yaml few 997
    NEEDS ADDRESS_SANITIZER mapping_ossem_2022_09_yaml LABELS host unsanitized)
add_script_test(verify_corrupt_wide COMMAND verify_corrupt wide few 19997 NEEDS ADDRESS_SANITIZER LABELS host unsanitized)

# ---- Conditions, on tables that are laid out by hand. They are compared with a naive evaluation.

set(condition_sources said.c made.c made_gates.c made_events.c random_said.c)
add_helpers(made runtime/conditions ${condition_sources} LIBRARIES attack_events)
foreach(name operators operators_on_numbers)
    add_c_test(${name} runtime/conditions/test_${name}.c runtime/conditions/passing.c
        LIBRARIES attack_events_made PkgConfig::CMOCKA LABELS quick)
endforeach()
foreach(name condition_text random_conditions)
    add_c_test(${name} runtime/conditions/test_${name}.c LIBRARIES attack_events_made PkgConfig::CMOCKA LABELS quick)
endforeach()
add_c_test(condition_work runtime/conditions/test_condition_work.c LIBRARIES attack_events_made PkgConfig::CMOCKA LABELS host)
list(TRANSFORM condition_sources PREPEND runtime/conditions/)
add_c_test(verify_conditions runtime/conditions/test_verify_conditions.c ${condition_sources}
    LIBRARIES attack_events_sanitized PkgConfig::CMOCKA LABELS host unsanitized)

# ---- Packs

add_c_test(newer runtime/packs/test_newer.c LIBRARIES attack_events PkgConfig::CMOCKA LABELS quick)
add_helpers(released runtime/packs released.c answers.c answers_of_event.c LIBRARIES attack_events attack_events_pack_bytes
    DEFINITIONS "PACKS=\"${packs}\"")
foreach(name formats floors)
    add_c_test(pack_${name} runtime/packs/test_pack_${name}.c LIBRARIES attack_events_released LABELS quick)
endforeach()
