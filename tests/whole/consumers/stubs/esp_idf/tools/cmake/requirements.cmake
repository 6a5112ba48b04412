# SPDX-License-Identifier: MIT
#
# The first reading of a component, as a script, without a project: it has to come to idf_component_register(), which
# ends it.
include("${CMAKE_CURRENT_LIST_DIR}/arguments.cmake")

macro(idf_component_register)
    idf_stub_arguments(${ARGN})
    set(registered 1)
    return()
endmacro()

include("${COMPONENT_DIR}/CMakeLists.txt")
if(NOT registered)
    message(FATAL_ERROR "It does not come to idf_component_register().")
endif()
