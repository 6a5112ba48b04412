# SPDX-License-Identifier: MIT
#
# Stands in for ESP-IDF's tools/cmake/project.cmake: as much of it as a component and a project of ours use, in our own
# words, with the same names, arguments and order of things (espressif/esp-idf, tools/cmake/project.cmake, component.cmake
# and scripts/component_get_requirements.cmake). Components: main, and each folder in components. Not ESP-IDF: the
# processor is the Cortex-M3 of the other consumers.

set(ESP_PLATFORM 1)
set(CMAKE_TOOLCHAIN_FILE "$ENV{STUB_TOOLCHAIN}")
set(idf_stub "${CMAKE_CURRENT_LIST_DIR}")
include("${idf_stub}/arguments.cmake")

function(idf_build_set_property property value)
    if(NOT property STREQUAL "MINIMAL_BUILD")
        message(FATAL_ERROR "idf_build_set_property() does not know ${property}")
    endif()
endfunction()

function(idf_component_register)
    idf_stub_arguments(${ARGN})
    set(lib __idf_${COMPONENT_NAME})
    add_compile_options(-Og -ffunction-sections -fdata-sections -Wall -Wextra -Werror)
    add_library(${lib} STATIC ${arg_SRCS})
    add_library(idf::${COMPONENT_NAME} ALIAS ${lib})
    foreach(directory IN LISTS arg_INCLUDE_DIRS)
        get_filename_component(directory "${directory}" ABSOLUTE BASE_DIR "${COMPONENT_DIR}")
        if(NOT IS_DIRECTORY "${directory}")
            message(FATAL_ERROR "Include directory '${directory}' is not a directory.")
        endif()
        target_include_directories(${lib} PUBLIC "${directory}")
    endforeach()
    foreach(component IN LISTS arg_REQUIRES)
        target_link_libraries(${lib} PUBLIC __idf_${component})
    endforeach()
    set(COMPONENT_LIB ${lib} PARENT_SCOPE)
endfunction()

macro(project name)
    _project(${name} C)
    file(GLOB component_dirs "${CMAKE_CURRENT_SOURCE_DIR}/main" "${CMAKE_CURRENT_SOURCE_DIR}/components/*")
    list(REVERSE component_dirs) # the component that needs another one comes first
    foreach(COMPONENT_DIR IN LISTS component_dirs)
        execute_process(COMMAND "${CMAKE_COMMAND}" -D ESP_PLATFORM=1 -D "COMPONENT_DIR=${COMPONENT_DIR}"
            -P "${idf_stub}/requirements.cmake" RESULT_VARIABLE result)
        if(NOT result EQUAL 0)
            message(FATAL_ERROR "${COMPONENT_DIR}/CMakeLists.txt cannot be read as a script.")
        endif()
    endforeach()
    foreach(COMPONENT_DIR IN LISTS component_dirs)
        include("${COMPONENT_DIR}/project_include.cmake" OPTIONAL)
    endforeach()
    foreach(COMPONENT_DIR IN LISTS component_dirs)
        get_filename_component(COMPONENT_NAME "${COMPONENT_DIR}" NAME)
        add_subdirectory("${COMPONENT_DIR}" "${CMAKE_CURRENT_BINARY_DIR}/esp-idf/${COMPONENT_NAME}")
    endforeach()
    add_executable(${name} "$ENV{STUB_START}" "${idf_stub}/start.c")
    target_link_libraries(${name} PRIVATE __idf_main -Wl,--gc-sections -Wl,-u,vectors)
endmacro()
