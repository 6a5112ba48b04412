# SPDX-License-Identifier: MIT
#
# Tests of the packages for users: packages/*.sh. A test whose tools are missing is reported as skipped.

if(CMAKE_C_FLAGS MATCHES "-fsanitize" OR ATTACK_EVENTS_MAPPING)
    return()
endif()

add_test(NAME packages_debian COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/packages/debian.sh" "${PROJECT_SOURCE_DIR}")
set_tests_properties(packages_debian PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)
