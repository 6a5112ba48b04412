# SPDX-License-Identifier: MIT
#
# Stands in for find_package(Zephyr): as much of its CMake as a module and an application of ours use, in our own words,
# with the same names, arguments and order of things (zephyrproject-rtos/zephyr, cmake/modules/extensions.cmake and
# CMakeLists.txt). The flags of the processor are on zephyr_interface alone, as they are there: what does not get them
# would not run. Not Zephyr: no kernel, and the board is the Cortex-M3 of the other consumers.

set(APPLICATION_SOURCE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_C_COMPILER_FORCED TRUE)
set(CMAKE_CXX_COMPILER arm-none-eabi-g++)
set(CMAKE_CXX_COMPILER_FORCED TRUE)
project(Zephyr-Kernel C)

set(zephyr_binary_dir "${CMAKE_CURRENT_BINARY_DIR}/zephyr")
file(MAKE_DIRECTORY "${zephyr_binary_dir}")
execute_process(COMMAND "$ENV{STUB_PYTHON}" "${CMAKE_CURRENT_LIST_DIR}/configure.py" "${ZEPHYR_EXTRA_MODULES}"
    "${APPLICATION_SOURCE_DIR}/prj.conf" "${zephyr_binary_dir}"
    RESULT_VARIABLE result OUTPUT_VARIABLE module OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The module's metadata, its Kconfig or prj.conf is wrong.")
endif()
file(STRINGS "${zephyr_binary_dir}/.config" settings REGEX "^CONFIG_")
foreach(setting IN LISTS settings) # strings lose their quotes
    string(REGEX MATCH "^([^=]+)=\"?([^\"]*)\"?$" setting "${setting}")
    set("${CMAKE_MATCH_1}" "${CMAKE_MATCH_2}")
endforeach()

macro(zephyr_library_named name)
    if(NOT ${ARGC} EQUAL 1)
        message(FATAL_ERROR "zephyr_library_named() takes one argument")
    endif()
    set(ZEPHYR_CURRENT_LIBRARY ${name})
    add_library(${name} STATIC "")
    set_property(GLOBAL APPEND PROPERTY ZEPHYR_LIBS ${name})
    target_link_libraries(${name} PUBLIC zephyr_interface)
endmacro()

function(zephyr_library_sources source)
    target_sources(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${source} ${ARGN})
endfunction()

function(zephyr_library_include_directories)
    target_include_directories(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()

function(zephyr_include_directories)
    target_include_directories(zephyr_interface INTERFACE ${ARGV})
endfunction()

zephyr_library_named(app)
add_library(zephyr_interface INTERFACE)
target_compile_options(zephyr_interface INTERFACE
    -mcpu=cortex-m3 -mthumb -Os -ffunction-sections -fdata-sections -Wall -Wextra -Werror)
add_subdirectory("${module}" "${CMAKE_CURRENT_BINARY_DIR}/modules/module")

# A module comes before this target, so it cannot name it.
add_custom_target(zephyr_generated_headers)
get_property(libraries GLOBAL PROPERTY ZEPHYR_LIBS)
foreach(library IN LISTS libraries)
    add_dependencies(${library} zephyr_generated_headers)
endforeach()

# Every library whole; what nothing refers to is dropped by sections.
add_executable(consumer "$ENV{STUB_START}")
target_link_libraries(consumer PRIVATE zephyr_interface -Wl,--whole-archive ${libraries} -Wl,--no-whole-archive
    -mcpu=cortex-m3 -mthumb --specs=rdimon.specs -Wl,--gc-sections -Wl,-u,vectors -Wl,--section-start=.vectors=0
    -Wl,-z,max-page-size=4 -Wl,-Ttext-segment=0x100 -Wl,--defsym=__stack=0x20010000 -Wl,-Tdata=0x20000000)
