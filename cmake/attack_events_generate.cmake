# SPDX-License-Identifier: MIT
#
# attack_events_generate(TARGET name MAPPING file... [PREFIX prefix] [ARGS option...])
#
# Makes the static library `name` from your own mapping: attack-events-gen compiles it from YAML or JSON into the build
# folder. Link the library and call `const struct attack_db *prefix(void)` of "prefix.h"; the default prefix is the library's
# name. ARGS are options of attack-events-gen (--platform linux). A MAPPING may be a directory of Sigma rules. After an edit of
# a MAPPING, or of a file in such a directory, the build generates it again.
#
# attack_events_pack(TARGET name MAPPING file... DATE date [OUTPUT file] [ARGS option...])
#
# Makes a pack, new data for programs that are built already, with each build that lacks it or follows an edit; the default
# OUTPUT is name.aepack in the build folder. DATE is when the data was made, 2026-11-30. ARGS and MAPPING are as above; a
# big-endian processor needs ARGS --byte-order big.
#
# attack-events-gen is, in this order: the program in ATTACK_EVENTS_GENERATOR, which may be needed for cross-compiling; the
# one of this build, which a cross-compiling build runs through CMAKE_CROSSCOMPILING_EMULATOR; that of this installation; one
# in the PATH.

include_guard(GLOBAL)
if(POLICY CMP0116) # depfiles have absolute paths
    cmake_policy(SET CMP0116 NEW)
endif()
set(ATTACK_EVENTS_GENERATOR "" CACHE FILEPATH "attack-events-gen to run on this machine, where it is not to be looked for")

# Sets `result` to the command for attack-events-gen: a path, or the target that builds it.
function(attack_events_find_generator result)
    if(ATTACK_EVENTS_GENERATOR)
        if(NOT EXISTS "${ATTACK_EVENTS_GENERATOR}")
            message(FATAL_ERROR "ATTACK_EVENTS_GENERATOR is no file: ${ATTACK_EVENTS_GENERATOR}")
        endif()
        set(${result} "${ATTACK_EVENTS_GENERATOR}" PARENT_SCOPE)
        return()
    endif()
    if(TARGET attack-events-gen AND (CMAKE_CROSSCOMPILING_EMULATOR OR NOT CMAKE_CROSSCOMPILING))
        set(${result} attack-events-gen PARENT_SCOPE)
        return()
    endif()
    find_program(attack_events_generator_found attack-events-gen HINTS ${attack_events_own_bindir}
        NO_CMAKE_FIND_ROOT_PATH)
    mark_as_advanced(attack_events_generator_found)
    if(NOT attack_events_generator_found)
        message(FATAL_ERROR "attack-events-gen was not found. Set ATTACK_EVENTS_GENERATOR to one that runs on this "
            "machine (-DATTACK_EVENTS_GENERATOR=/path/to/attack-events-gen), or install it into the PATH.")
    endif()
    set(${result} "${attack_events_generator_found}" PARENT_SCOPE)
endfunction()

# Adds the command that writes `outputs` from the files and directories in `mapping`. ARGN: options of attack-events-gen.
function(attack_events_generated_files outputs mapping)
    set(files "")
    set(needed "")
    set(depfile "")
    set(depfile_option "")
    list(GET outputs 0 output)
    foreach(file IN LISTS mapping)
        get_filename_component(file "${file}" ABSOLUTE)
        list(APPEND files "${file}")
        if(NOT IS_DIRECTORY "${file}")
            list(APPEND needed "${file}")
        elseif(CMAKE_GENERATOR MATCHES "Ninja")
            set(depfile DEPFILE "${output}.d")
            set(depfile_option --depfile "${output}.d")
        else() # for Make, CMake never forgets a file that was in a depfile, and generates again for ever once it is removed
            file(GLOB_RECURSE rules LIST_DIRECTORIES true CONFIGURE_DEPENDS "${file}/*")
            list(APPEND needed "${file}" ${rules})
        endif()
    endforeach()
    attack_events_find_generator(generator)
    get_filename_component(directory "${output}" DIRECTORY)
    get_filename_component(name "${output}" NAME)
    file(MAKE_DIRECTORY "${directory}")
    add_custom_command(OUTPUT ${outputs}
        COMMAND "${generator}" -q ${depfile_option} ${ARGN} ${files}
        DEPENDS "${generator}" ${needed}
        ${depfile}
        COMMENT "Generating ${name}"
        VERBATIM)
endfunction()

# Sets `result` to the .c and .h of a mapping, which the build writes to `directory`. ARGN: options of attack-events-gen.
function(attack_events_generated_sources result directory prefix mapping)
    set(outputs "${directory}/${prefix}.c" "${directory}/${prefix}.h")
    attack_events_generated_files("${outputs}" "${mapping}" -o "${directory}" --prefix "${prefix}" ${ARGN})
    set(${result} ${outputs} PARENT_SCOPE)
endfunction()

function(attack_events_generate)
    cmake_parse_arguments(arg "" "TARGET;PREFIX" "MAPPING;ARGS" ${ARGN})
    if(NOT arg_TARGET OR NOT arg_MAPPING OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "attack_events_generate(TARGET name MAPPING file... [PREFIX prefix] [ARGS option...])")
    endif()
    if(NOT arg_PREFIX)
        string(MAKE_C_IDENTIFIER "${arg_TARGET}" arg_PREFIX)
    endif()
    set(directory "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}")
    attack_events_generated_sources(sources "${directory}" "${arg_PREFIX}" "${arg_MAPPING}" ${arg_ARGS})
    add_library(${arg_TARGET} STATIC ${sources})
    target_include_directories(${arg_TARGET} PUBLIC "$<BUILD_INTERFACE:${directory}>")
    target_link_libraries(${arg_TARGET} PUBLIC attack_events::attack_events)
endfunction()

function(attack_events_pack)
    cmake_parse_arguments(arg "" "TARGET;DATE;OUTPUT" "MAPPING;ARGS" ${ARGN})
    if(NOT arg_TARGET OR NOT arg_MAPPING OR NOT arg_DATE OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "attack_events_pack(TARGET name MAPPING file... DATE date [OUTPUT file] [ARGS option...])")
    endif()
    if(NOT arg_OUTPUT)
        set(arg_OUTPUT "${arg_TARGET}.aepack")
    endif()
    get_filename_component(output "${arg_OUTPUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
    attack_events_generated_files("${output}" "${arg_MAPPING}" --pack --date "${arg_DATE}" -o "${output}" ${arg_ARGS})
    add_custom_target(${arg_TARGET} ALL DEPENDS "${output}")
endfunction()
