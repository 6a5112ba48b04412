# SPDX-License-Identifier: MIT
#
# Tests of failures around the programs: faults/*.c. Needs attack-events-gen, attack-events, attack_events_generating,
# attack_events_skipped_test(), sanitizers.

set(fault_tests "${CMAKE_CURRENT_LIST_DIR}/faults")

add_executable(within "${fault_tests}/within.c")
target_compile_definitions(within PRIVATE _DEFAULT_SOURCE)
attack_events_own(within)

add_library(attack_events_subject STATIC "${fault_tests}/subject.c")
target_include_directories(attack_events_subject PUBLIC "${fault_tests}")
target_link_libraries(attack_events_subject PUBLIC attack_events_generating)
target_compile_definitions(attack_events_subject PUBLIC "WITHIN=\"$<TARGET_FILE:within>\"")
if(YAJL_FOUND AND NOT ATTACK_EVENTS_MAPPING) # the tool's tests use names of mapping.yaml
    target_compile_definitions(attack_events_subject PUBLIC "TOOL=\"$<TARGET_FILE:attack-events>\"")
endif()
attack_events_own(attack_events_subject)

# attack_events_fault_test(NAME [DEFINITION...])
function(attack_events_fault_test name)
    add_executable(test_faults_${name} "${fault_tests}/test_${name}.c")
    target_compile_definitions(test_faults_${name} PRIVATE ${ARGN})
    target_link_libraries(test_faults_${name} PRIVATE attack_events_subject)
    add_dependencies(test_faults_${name} attack-events-gen attack-events within)
    attack_events_own(test_faults_${name})
    add_test(NAME faults_${name} COMMAND test_faults_${name})
    set_tests_properties(faults_${name} PROPERTIES TIMEOUT 1200 SKIP_RETURN_CODE 77)
endfunction()

# A sanitizer's allocator cannot be replaced by another one.
if(sanitizers OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    attack_events_skipped_test(faults_allocations "allocator to replace, under a sanitizer or on this system")
else()
    add_library(failing_allocator MODULE "${fault_tests}/failing_allocator.c")
    target_link_libraries(failing_allocator PRIVATE ${CMAKE_DL_LIBS})
    attack_events_own(failing_allocator)
    attack_events_fault_test(allocations "ALLOCATOR=\"$<TARGET_FILE:failing_allocator>\"")
    add_dependencies(test_faults_allocations failing_allocator)
endif()

attack_events_fault_test(writes)
attack_events_fault_test(interrupts)

# LeakSanitizer does not work under strace, as both trace the process.
if(sanitizers)
    attack_events_skipped_test(faults_calls "strace that goes with a sanitizer")
else()
    attack_events_fault_test(calls)
endif()

attack_events_fault_test(bounds)
target_include_directories(test_faults_bounds SYSTEM PRIVATE "${UTHASH_INCLUDE_DIR}")

add_test(NAME faults_limits COMMAND bash "${fault_tests}/limits.sh" "${PROJECT_SOURCE_DIR}")

add_test(NAME reproducible COMMAND bash "${PROJECT_SOURCE_DIR}/scripts/reproducible.sh" --quick "$<TARGET_FILE:attack-events-gen>")
set_tests_properties(reproducible PROPERTIES ENVIRONMENT "CC=${CMAKE_C_COMPILER}" TIMEOUT 600)
