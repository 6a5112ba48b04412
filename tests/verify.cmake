# SPDX-License-Identifier: MIT
#
# The tests of attack_db_verify(): verify/*.c. Needs attack_events_mapping() with the mappings of CMakeLists.txt and
# matching.cmake, PkgConfig::CMOCKA, and attack_events_own().
#
# The runtime is compiled again, with sanitizers even if this build has none: a mapping that verify accepts must be harmless,
# which only a sanitizer can check.

set(verify_tests "${CMAKE_CURRENT_LIST_DIR}/verify")
set(verify_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
if(CMAKE_C_FLAGS MATCHES "-fsanitize")
    set(verify_sanitizers "")
    set(can_sanitize TRUE)
elseif(CMAKE_C_FLAGS MATCHES "--coverage") # the checks of sanitizers would count as branches
    set(verify_sanitizers "")
    set(can_sanitize FALSE)
else()
    include(CheckCSourceCompiles)
    set(CMAKE_REQUIRED_FLAGS "-fsanitize=address,undefined")
    check_c_source_compiles("int main(void) { return 0; }" can_sanitize)
    unset(CMAKE_REQUIRED_FLAGS)
    if(NOT can_sanitize)
        set(verify_sanitizers "")
    endif()
endif()

get_target_property(runtime_sources attack_events SOURCES)
list(TRANSFORM runtime_sources PREPEND "${PROJECT_SOURCE_DIR}/")
add_library(attack_events_sanitized STATIC ${runtime_sources})
target_include_directories(attack_events_sanitized PUBLIC "${PROJECT_SOURCE_DIR}/runtime")
target_compile_options(attack_events_sanitized PUBLIC ${verify_sanitizers})
target_link_libraries(attack_events_sanitized PUBLIC ${verify_sanitizers})
attack_events_own(attack_events_sanitized)

add_library(attack_events_swept STATIC
    "${verify_tests}/copy.c" "${verify_tests}/sweep.c" "${verify_tests}/sweep_keys.c")
target_include_directories(attack_events_swept PUBLIC "${verify_tests}")
target_link_libraries(attack_events_swept PUBLIC attack_events_sanitized)
attack_events_own(attack_events_swept)

# The mappings of every build come first, then those of ../shared.
set(verified_mappings attack_events_builtin)
set(verified_libraries attack_events_builtin)
foreach(mapping irregular_rows irregular_rows_unhashed irregular_relations irregular_relations_unhashed no_events fields
        unhashed wide ossem_2021_10_yaml ossem_2022_09_yaml ossem_2022_09_json ossem_2022_09_unhashed ossem_joined)
    if(TARGET mapping_${mapping})
        list(APPEND verified_mappings ${mapping})
        list(APPEND verified_libraries mapping_${mapping})
    endif()
endforeach()
list(JOIN verified_mappings ") M(" mappings)
file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/verify/mappings.h" CONTENT "#define MAPPINGS(M) M(${mappings})\n")

set(verify_corrupt_sources corrupt.c)
set(test_verify_sources test_verify.c changes.c verify_cells.c verify_lists.c verify_keys.c)
foreach(program verify_corrupt test_verify)
    list(TRANSFORM ${program}_sources PREPEND "${verify_tests}/")
    add_executable(${program} ${${program}_sources})
    target_include_directories(${program} PRIVATE "${CMAKE_CURRENT_LIST_DIR}" "${CMAKE_CURRENT_BINARY_DIR}/verify")
    target_link_libraries(${program} PRIVATE attack_events_swept ${verified_libraries})
    attack_events_own(${program})
endforeach()
target_link_libraries(test_verify PRIVATE PkgConfig::CMOCKA)
add_test(NAME verify COMMAND test_verify)

# attack_events_corrupt_test(MAPPING VALUES [EVERY])
function(attack_events_corrupt_test mapping)
    string(REGEX REPLACE "_widened$" "" original ${mapping})
    if(NOT can_sanitize)
        attack_events_skipped_test(verify_corrupt_${mapping} "AddressSanitizer")
    elseif(NOT original IN_LIST verified_mappings)
        attack_events_skipped_test(verify_corrupt_${mapping} "mapping ${mapping}: it is made from ../shared")
    else()
        add_test(NAME verify_corrupt_${mapping} COMMAND verify_corrupt ${mapping} ${ARGN})
    endif()
endfunction()

foreach(mapping irregular_rows irregular_rows_unhashed irregular_rows_widened irregular_relations
        irregular_relations_unhashed irregular_relations_widened no_events fields)
    attack_events_corrupt_test(${mapping} few)
endforeach()
# Prime steps, so that each byte of a cell is reached. scripts/corrupt.sh takes every byte.
attack_events_corrupt_test(attack_events_builtin few 997)
attack_events_corrupt_test(ossem_2022_09_yaml few 997)
attack_events_corrupt_test(wide few 19997)
