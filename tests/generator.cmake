# SPDX-License-Identifier: MIT
#
# The tests of attack-events-gen as a program: its messages, its files, and what a compiler and a program make of these. They
# run the generator and the C compiler of this build, and the C++ compiler if there is one. Needs the targets
# attack-events-gen and PkgConfig::CMOCKA, attack_events_own(), and ATTACK_EVENTS_SHARED.

include(CheckLanguage)
check_language(CXX)

set(generator_tests "${CMAKE_CURRENT_LIST_DIR}")

# Programs that a test compiles have the same sanitizers as the test.
string(REGEX MATCHALL "-fsanitize[^ ]*|-fno-sanitize[^ ]*" sanitizers "${CMAKE_C_FLAGS} ${CMAKE_C_FLAGS_${CMAKE_BUILD_TYPE}}")
set(sanitizer_arguments "")
foreach(sanitizer IN LISTS sanitizers)
    string(APPEND sanitizer_arguments "\"${sanitizer}\",")
endforeach()

add_library(attack_events_generating STATIC
    "${generator_tests}/run.c" "${generator_tests}/scratch.c" "${generator_tests}/generating.c"
    "${generator_tests}/compiling.c")
target_include_directories(attack_events_generating PUBLIC "${generator_tests}")
target_compile_definitions(attack_events_generating PUBLIC
    _XOPEN_SOURCE=700
    "GENERATOR=\"$<TARGET_FILE:attack-events-gen>\""
    "GENERATOR_VERSION=\"${PROJECT_VERSION}\""
    "C_COMPILER=\"${CMAKE_C_COMPILER}\""
    "SANITIZERS=${sanitizer_arguments}"
    "PROJECT_DIRECTORY=\"${PROJECT_SOURCE_DIR}\""
    "TEST_FIXTURES=\"${generator_tests}/fixtures\""
    "SHARED_DIRECTORY=\"${ATTACK_EVENTS_SHARED}\""
    $<$<BOOL:${CMAKE_CXX_COMPILER}>:CXX_COMPILER="${CMAKE_CXX_COMPILER}">)
target_link_libraries(attack_events_generating PUBLIC PkgConfig::CMOCKA)
attack_events_own(attack_events_generating)

function(attack_events_generator_test name)
    add_executable(test_${name} "${generator_tests}/test_${name}.c")
    target_link_libraries(test_${name} PRIVATE attack_events_generating)
    add_dependencies(test_${name} attack-events-gen)
    attack_events_own(test_${name})
    add_test(NAME ${name} COMMAND test_${name})
    # cmocka exits with the number of failed tests; a program that runs too long is killed by the test that runs it.
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

foreach(name factoring input input_report input_limits usage gperf gperf_time writing warnings warnings_ossem forms
        forms_values forms_merge subset index hostile output output_guards regenerate)
    attack_events_generator_test(${name})
endforeach()
if(TARGET attack-events AND NOT ATTACK_EVENTS_MAPPING)
    attack_events_generator_test(against)
    target_compile_definitions(test_against PRIVATE "TOOL=\"$<TARGET_FILE:attack-events>\"")
    add_dependencies(test_against attack-events)
endif()
add_executable(test_siphash "${generator_tests}/test_siphash.c")
target_link_libraries(test_siphash PRIVATE attack_events_host PkgConfig::CMOCKA)
attack_events_own(test_siphash)
add_test(NAME siphash COMMAND test_siphash)
add_executable(test_child "${generator_tests}/host/test_child.c")
target_include_directories(test_child PRIVATE "${generator_tests}")
target_compile_definitions(test_child PRIVATE _XOPEN_SOURCE=700)
target_link_libraries(test_child PRIVATE attack_events_host PkgConfig::CMOCKA)
attack_events_own(test_child)
add_test(NAME child COMMAND test_child)
set_tests_properties(child PROPERTIES TIMEOUT 300)
set_tests_properties(warnings_ossem PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: there is no")

# Which room may include which.
find_program(PYTHON3_PROGRAM NAMES python3)
if(PYTHON3_PROGRAM)
    add_test(NAME rooms COMMAND "${PYTHON3_PROGRAM}" "${generator_tests}/rooms.py" "${PROJECT_SOURCE_DIR}")
else()
    attack_events_skipped_test(rooms python3)
endif()
