# SPDX-License-Identifier: MIT
#
# For scripts/analyse.sh: targets for files that no other target compiles in the way they are analysed, so that they have
# compile commands. Only analyse.sh builds them. A short form of the analysis is a test.

set(analysed_apart "${CMAKE_CURRENT_LIST_DIR}/cross/dump.c" "${CMAKE_CURRENT_LIST_DIR}/cross/dump_match.c"
    "${CMAKE_CURRENT_LIST_DIR}/cross/hosted.c" "${CMAKE_CURRENT_LIST_DIR}/cross/firmware.c"
    "${CMAKE_CURRENT_LIST_DIR}/cross/questions.c"
    "${CMAKE_CURRENT_LIST_DIR}/fixtures/print_rows.c" "${CMAKE_CURRENT_LIST_DIR}/consumers/main.c"
    "${CMAKE_CURRENT_LIST_DIR}/consumers/stubs/esp_idf/tools/cmake/start.c"
    "${PROJECT_SOURCE_DIR}/examples/firmware/main.c" "${PROJECT_SOURCE_DIR}/examples/firmware/startup.c"
    "${PROJECT_SOURCE_DIR}/cli/log/tag_none.c")
add_library(attack_events_analysed_apart OBJECT ${analysed_apart})
set_target_properties(attack_events_analysed_apart PROPERTIES EXCLUDE_FROM_ALL ON)
target_include_directories(attack_events_analysed_apart PRIVATE
    "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/examples/firmware" "${PROJECT_SOURCE_DIR}/cli")
target_compile_definitions(attack_events_analysed_apart PRIVATE "MAPPING_HEADER=\"attack_events_builtin.h\""
    MAPPING=attack_events_builtin MAPPING_FUNCTION=attack_events_builtin MAPPING_PREFIX=ATTACK_EVENTS_BUILTIN)
target_link_libraries(attack_events_analysed_apart PRIVATE attack_events_builtin)
attack_events_own(attack_events_analysed_apart)

if(NOT CMAKE_C_FLAGS MATCHES "-fsanitize") # not with sanitizers as well
    add_test(NAME analysis_of_runtime COMMAND bash "${PROJECT_SOURCE_DIR}/scripts/analyse.sh" --quick)
    set_tests_properties(analysis_of_runtime PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()
