# SPDX-License-Identifier: MIT
# README's second program and the sensor have the same print_techniques(). Fails where they differ:
#     cmake -DREADME=README.md -DSENSOR=sensor.c -P check_readme.cmake
file(READ "${README}" readme)
file(READ "${SENSOR}" sensor)
string(REGEX MATCH "\n(static void print_techniques[^`]*\n}\n)\nint main" block "${readme}")
string(FIND "${sensor}" "${CMAKE_MATCH_1}" at)
if(NOT CMAKE_MATCH_1 OR at EQUAL -1)
    message(FATAL_ERROR "README's print_techniques() is not in ${SENSOR}:\n${CMAKE_MATCH_1}")
endif()
