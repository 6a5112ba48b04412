# SPDX-License-Identifier: MIT
# README's first block of C is part of the example, as it stands: cmake -DREADME= -DSENSOR= -P check_readme.cmake
file(READ "${README}" readme)
file(READ "${SENSOR}" sensor)
string(REGEX MATCH "\n```c\n([^`]*)```" block "${readme}")
string(FIND "${sensor}" "${CMAKE_MATCH_1}" at)
if(NOT CMAKE_MATCH_1 OR at EQUAL -1)
    message(FATAL_ERROR "README's first block of C is not in ${SENSOR}:\n${CMAKE_MATCH_1}")
endif()
