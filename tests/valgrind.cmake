# SPDX-License-Identifier: MIT
#
# A short form of scripts/sanitize.sh valgrind: valgrind/run.sh. Needs the targets attack-events and attack-events-gen, and
# the tests of two fixtures.

if(NOT CMAKE_C_FLAGS MATCHES "-fsanitize" AND NOT CMAKE_CROSSCOMPILING_EMULATOR) # valgrind and sanitizers exclude each other
    add_test(NAME valgrind COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/valgrind/run.sh" "$<TARGET_FILE:attack-events>"
        "$<TARGET_FILE:attack-events-gen>" "${CMAKE_CURRENT_LIST_DIR}/fixtures/irregular_rows.yaml"
        "$<TARGET_FILE:test_roundtrip_irregular_relations>" "$<TARGET_FILE:test_differential_irregular_rows>"
        "$<TARGET_FILE:test_matching_no_events>")
    set_tests_properties(valgrind PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endif()
