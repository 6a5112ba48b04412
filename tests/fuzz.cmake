# SPDX-License-Identifier: MIT
#
# Runs the fuzz targets of fuzz/ for some seconds, the same way each time, from the inputs in the repository, which include
# each finding of a longer run (scripts/fuzz.sh). They are a separate project, built by clang when the tests run. Needs
# attack-events-gen, attack_events_skipped_test() and sanitizer_arguments.

if(sanitizer_arguments) # the targets have sanitizers of their own
    return()
endif()

set(fuzz_tests fuzz_generate fuzz_tag fuzz_collected fuzz_runtime)
set(fuzz_directory "${CMAKE_CURRENT_BINARY_DIR}/fuzz")
set(fuzz_probe "${CMAKE_CURRENT_BINARY_DIR}/fuzz_probe.c")
find_program(CLANG clang)
set(fuzz_works 1)
if(CLANG AND YAJL_FOUND)
    file(WRITE "${fuzz_probe}" "#include <stddef.h>\nint LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);\n"
        "int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) { return !data && size; }\n")
    execute_process(COMMAND "${CLANG}" -fsanitize=fuzzer,address,undefined -o "${fuzz_probe}.out" "${fuzz_probe}"
        RESULT_VARIABLE fuzz_works OUTPUT_QUIET ERROR_QUIET)
endif()
if(NOT fuzz_works EQUAL 0)
    foreach(test ${fuzz_tests} fuzz_compiled)
        attack_events_skipped_test(${test} "clang with libFuzzer (Debian: clang libclang-rt-dev), or YAJL")
    endforeach()
    return()
endif()

add_test(NAME fuzz_build COMMAND sh -c "\"$1\" -S \"$2\" -B \"$3\" -DCMAKE_C_COMPILER=\"$4\" && \"$1\" --build \"$3\" --parallel 2"
    sh "${CMAKE_COMMAND}" "${CMAKE_CURRENT_LIST_DIR}/fuzz" "${fuzz_directory}" "${CLANG}")
set_tests_properties(fuzz_build PROPERTIES FIXTURES_SETUP fuzz TIMEOUT 1800)

set(fuzz_generate_runs 1500)
set(fuzz_tag_runs 3000)
set(fuzz_collected_runs 500)
set(fuzz_runtime_runs 2500)
foreach(test ${fuzz_tests})
    string(REPLACE "fuzz_" "" target ${test})
    add_test(NAME ${test} COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/fuzz/short.sh"
        "${fuzz_directory}/${test}" ${target} ${${test}_runs} "${fuzz_directory}/short")
    set_tests_properties(${test} PROPERTIES FIXTURES_REQUIRED fuzz TIMEOUT 900)
endforeach()

file(GLOB fuzz_inputs CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/fuzz/corpus/generate/*")
add_test(NAME fuzz_compiled COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/fuzz/compile_corpus.sh"
    "$<TARGET_FILE:attack-events-gen>" "${CMAKE_C_COMPILER}" "${fuzz_directory}/print_image"
    ${fuzz_inputs} "${CMAKE_CURRENT_LIST_DIR}/fixtures/irregular_rows.yaml"
    "${CMAKE_CURRENT_LIST_DIR}/fixtures/irregular_relations.yaml")
set_tests_properties(fuzz_compiled PROPERTIES FIXTURES_REQUIRED fuzz TIMEOUT 900)
