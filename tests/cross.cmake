# SPDX-License-Identifier: MIT
#
# Tests on other processors, and of the object code of the library: cross/*.sh. Needs attack-events-gen,
# attack_events_mapping() with the mappings irregular_rows and irregular_relations, and ATTACK_EVENTS_SHARED. A test whose
# compiler, emulator or file is missing is reported as skipped.

if(CMAKE_C_FLAGS MATCHES "-fsanitize") # these programs are built without CMake's flags: once is enough
    return()
endif()

set(cross "${CMAKE_CURRENT_LIST_DIR}/cross")
set(cross_directory "${CMAKE_CURRENT_BINARY_DIR}/cross")

# attack_events_cross_test(NAME SCRIPT ARGUMENT...)
function(attack_events_cross_test name script)
    add_test(NAME ${name} COMMAND bash "${cross}/${script}" ${ARGN})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 ENVIRONMENT "CC=${CMAKE_C_COMPILER}")
endfunction()

# ---- The mappings: the default one, the same without hashes, the fixtures, and one with cells of 32 bits

set(wide_yaml "${CMAKE_CURRENT_BINARY_DIR}/wide.yaml")
add_custom_command(
    OUTPUT "${wide_yaml}"
    COMMAND sh "${cross}/wide_mapping.sh" > "${wide_yaml}"
    DEPENDS "${cross}/wide_mapping.sh"
    COMMENT "Writing wide.yaml"
    VERBATIM)
attack_events_mapping(wide INPUTS "${wide_yaml}")
attack_events_mapping(unhashed INPUTS "${PROJECT_SOURCE_DIR}/mapping.yaml" OPTIONS --index none)

set(cross_mappings "${PROJECT_SOURCE_DIR}/generated/attack_events_builtin.c")
foreach(name unhashed irregular_rows irregular_relations)
    list(APPEND cross_mappings "${CMAKE_CURRENT_BINARY_DIR}/mappings/${name}/${name}.c")
endforeach()
set(cross_wide "${CMAKE_CURRENT_BINARY_DIR}/mappings/wide/wide.c") # too large for the board

# ---- All answers of a mapping, on the host and elsewhere

foreach(target host clang i686 s390x powerpc riscv64 windows)
    attack_events_cross_test(cross_${target} run.sh ${target} "${cross_directory}" ${cross_mappings} "${cross_wide}")
endforeach()
foreach(target cortex_m0 cortex_m0_fast)
    attack_events_cross_test(cross_${target} run.sh ${target} "${cross_directory}" ${cross_mappings})
endforeach()
attack_events_cross_test(cross_firmware check_firmware.sh "${cross_directory}/firmware")

set_tests_properties(cross_host PROPERTIES FIXTURES_SETUP cross_host)
foreach(target clang i686 s390x powerpc riscv64 windows cortex_m0 cortex_m0_fast)
    set_tests_properties(cross_${target} PROPERTIES FIXTURES_REQUIRED cross_host)
endforeach()
add_test(NAME cross_unhashed_as_hashed COMMAND "${CMAKE_COMMAND}" -E compare_files
    "${cross_directory}/host/unhashed.txt" "${cross_directory}/host/attack_events_builtin.txt")
set_tests_properties(cross_unhashed_as_hashed PROPERTIES FIXTURES_REQUIRED cross_host)

# ---- The objects

foreach(target gcc clang cortex_m0)
    attack_events_cross_test(symbols_${target} check_symbols.sh ${target}
        "${PROJECT_SOURCE_DIR}/generated/attack_events_builtin.c")
endforeach()
foreach(target pic cortex_m0)
    attack_events_cross_test(sections_${target} check_sections.sh ${target} ${cross_mappings} "${cross_wide}")
endforeach()
set(shipped "$<TARGET_FILE:attack-events-gen>" "${PROJECT_SOURCE_DIR}/mapping.yaml"
    "${ATTACK_EVENTS_SHARED}/ossem/techniques_to_events_mapping.2022-09.yaml")
attack_events_cross_test(stack_cortex_m0 check_stack.sh cortex_m0 256 ${shipped})
attack_events_cross_test(stack_host check_stack.sh host 512 ${shipped})
attack_events_cross_test(size_cortex_m0 check_size.sh ${shipped})
