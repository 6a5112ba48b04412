# SPDX-License-Identifier: MIT
#
# For tests that run attack-events. Needs the target attack-events, PkgConfig::CMOCKA, attack_events_mapping() and
# attack_events_own().

include_guard(DIRECTORY)

set(tool_tests "${CMAKE_CURRENT_LIST_DIR}")

# run.h, scratch.h and naive.h for such a test.
add_library(attack_events_tool_testing STATIC
    "${tool_tests}/pseudo_terminal.c" "${tool_tests}/run.c" "${tool_tests}/scratch.c")
target_compile_definitions(attack_events_tool_testing PUBLIC _XOPEN_SOURCE=700)
target_link_libraries(attack_events_tool_testing PUBLIC attack_events_naive PkgConfig::CMOCKA)
attack_events_own(attack_events_tool_testing)

# Pictures: what draws them, and what reads a PNG.
find_program(DOT_PROGRAM dot)
find_program(RSVG_PROGRAM rsvg-convert)
pkg_check_modules(PNG QUIET IMPORTED_TARGET libpng>=1.6)
if(PNG_FOUND)
    add_library(attack_events_pixels STATIC "${tool_tests}/pixels.c")
    target_include_directories(attack_events_pixels PUBLIC "${tool_tests}")
    target_link_libraries(attack_events_pixels PUBLIC PkgConfig::CMOCKA PkgConfig::PNG)
    attack_events_own(attack_events_pixels)
endif()

# attack_events_tool(NAME MAPPING_LIBRARY [SOURCE...])
# Makes the executable NAME, if there is none yet: attack-events with a mapping of attack_events_mapping(), and with
# what the sources define in place of its own.
function(attack_events_tool name mapping_library)
    if(TARGET ${name})
        return()
    endif()
    string(REGEX REPLACE "^mapping_" "" mapping_function "${mapping_library}")
    add_executable(${name} "${tool_tests}/tool.c" ${ARGN} $<TARGET_OBJECTS:attack_events_main>)
    target_compile_definitions(${name} PRIVATE
        MAPPING_FUNCTION=${mapping_function} "MAPPING_HEADER=\"${mapping_function}.h\"")
    target_link_libraries(${name} PRIVATE attack_events_cli_draw ${mapping_library})
    attack_events_own(${name})
endfunction()

# attack_events_tool_test(TEST SOURCE TOOL LIBRARY [DEFINITION...])
# Makes a test that runs TOOL, which it knows as TOOL, with the helpers of LIBRARY.
function(attack_events_tool_test test source tool library)
    add_executable(test_${test} "${source}")
    target_compile_definitions(test_${test} PRIVATE "TOOL=\"$<TARGET_FILE:${tool}>\"" ${ARGN})
    target_link_libraries(test_${test} PRIVATE ${library})
    add_dependencies(test_${test} ${tool})
    attack_events_own(test_${test})
    add_test(NAME ${test} COMMAND test_${test})
    # What malloc() gives is filled, so that memory that nobody has set shows.
    set_tests_properties(${test} PROPERTIES TIMEOUT 600 SKIP_RETURN_CODE 77 ENVIRONMENT "MALLOC_PERTURB_=165")
endfunction()
