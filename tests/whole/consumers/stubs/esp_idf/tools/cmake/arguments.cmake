# SPDX-License-Identifier: MIT

# Sets arg_SRCS, arg_INCLUDE_DIRS and so on. What idf_component_register() does not know is an error.
macro(idf_stub_arguments)
    cmake_parse_arguments(arg "" "KCONFIG;KCONFIG_PROJBUILD" "SRCS;SRC_DIRS;EXCLUDE_SRCS;INCLUDE_DIRS;PRIV_INCLUDE_DIRS;LDFRAGMENTS;REQUIRES;PRIV_REQUIRES;REQUIRED_IDF_TARGETS;EMBED_FILES;EMBED_TXTFILES" ${ARGN})
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "idf_component_register() does not know ${arg_UNPARSED_ARGUMENTS}")
    endif()
endmacro()
