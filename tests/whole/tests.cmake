# SPDX-License-Identifier: MIT
#
# Whole programs, and what is compiled from outside. What a script compiles has its own flags, so that a sanitized build
# has nothing to add to it.

set(scripts "${PROJECT_SOURCE_DIR}/scripts")
add_script_test(rooms NEEDS PYTHON3_PROGRAM LABELS quick
    COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/rooms.py" "${PROJECT_SOURCE_DIR}")
add_script_test(oracle NEEDS PYTHON3_PROGRAM LABELS quick
    COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/oracle/check.py" "${PROJECT_SOURCE_DIR}")

# ---- What users include, in every dialect

add_script_test(headers BUILT attack-events-gen LABELS quick apart COMMAND bash "${here}/whole/headers.sh"
    "${PROJECT_SOURCE_DIR}" "$<TARGET_FILE:attack-events-gen>" "${irregular_rows_yaml}")

# ---- Regular expressions, compared with Python's

add_executable(regex_pairs whole/oracle/regex_pairs.c)
target_link_libraries(regex_pairs PRIVATE attack_events_gen_pack)
attack_events_own(regex_pairs)
add_script_test(regex NEEDS PYTHON3_PROGRAM BUILT regex_pairs LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/oracle/regex.py" "$<TARGET_FILE:regex_pairs>" "${ATTACK_EVENTS_SHARED}/sigma/rules")

# ---- Other processors, and the object code of the library

# For scripts/analyse.sh: files that no other target compiles in the way they are analysed, so that they have compile
# commands.
add_library(attack_events_analysed_apart OBJECT EXCLUDE_FROM_ALL whole/cross/dump.c whole/cross/dump_match.c
    whole/cross/hosted.c whole/cross/firmware.c whole/cross/opening.c whole/cross/power_cuts.c whole/cross/questions.c
    runtime/packs/print_answers.c support/fixtures/print_rows.c whole/consumers/main.c whole/consumers/packed/main.c
    whole/consumers/stubs/esp_idf/tools/cmake/start.c
    "${PROJECT_SOURCE_DIR}/zephyr/samples/answers/src/main.c" "${PROJECT_SOURCE_DIR}/examples/firmware/main.c" "${PROJECT_SOURCE_DIR}/examples/firmware/startup.c"
    "${PROJECT_SOURCE_DIR}/examples/firmware/regions.c" "${PROJECT_SOURCE_DIR}/examples/firmware/update.c"
    "${PROJECT_SOURCE_DIR}/examples/agent/minisign_none.c" "${PROJECT_SOURCE_DIR}/cli/tag/tag_none.c")
target_include_directories(attack_events_analysed_apart PRIVATE
    "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/examples/firmware" "${PROJECT_SOURCE_DIR}/cli")
target_compile_definitions(attack_events_analysed_apart PRIVATE "MAPPING_HEADER=\"attack_events_builtin.h\""
    MAPPING=attack_events_builtin MAPPING_FUNCTION=attack_events_builtin MAPPING_PREFIX=ATTACK_EVENTS_BUILTIN)
target_link_libraries(attack_events_analysed_apart PRIVATE attack_events_builtin)
attack_events_own(attack_events_analysed_apart)

if(NOT sanitizers)
    set(built_in "${PROJECT_SOURCE_DIR}/generated/attack_events_builtin.c")
    set(mappings)
    foreach(name irregular_rows irregular_relations of_linux)
        list(APPEND mappings "${made}/mappings/${name}/${name}.c")
    endforeach()
    set(wide "${made}/mappings/wide/wide.c" "${built_in}" "${made}/mappings/unhashed/unhashed.c") # too large for the board
    set(shipped "$<TARGET_FILE:attack-events-gen>" "${mapping_yaml}" "${ossem}/techniques_to_events_mapping.2022-09.yaml")
    foreach(test # NAME LABEL SCRIPT ARGUMENT...
            "cross_host host run host ${made}/cross MAPPINGS WIDE"
            "cross_clang processors run clang ${made}/cross MAPPINGS WIDE"
            "cross_i686 processors run i686 ${made}/cross MAPPINGS WIDE"
            "cross_s390x processors run s390x ${made}/cross MAPPINGS WIDE"
            "cross_powerpc processors run powerpc ${made}/cross MAPPINGS WIDE"
            "cross_riscv64 processors run riscv64 ${made}/cross MAPPINGS WIDE"
            "cross_windows windows run windows ${made}/cross MAPPINGS WIDE"
            "cross_cortex_m0 processors run cortex_m0 ${made}/cross MAPPINGS"
            "cross_cortex_m0_fast processors run cortex_m0_fast ${made}/cross MAPPINGS"
            "packs_i686 processors check_packs i686 ${made}/cross/packs"
            "packs_s390x processors check_packs s390x ${made}/cross/packs"
            "packs_powerpc processors check_packs powerpc ${made}/cross/packs"
            "packs_riscv64 processors check_packs riscv64 ${made}/cross/packs"
            "cross_firmware processors check_firmware ${made}/cross/firmware $<TARGET_FILE:attack-events-gen>"
            "cross_update processors check_update ${made}/cross/update $<TARGET_FILE:attack-events-gen>"
            "symbols_gcc host check_symbols gcc BUILTIN"
            "symbols_clang processors check_symbols clang BUILTIN"
            "symbols_cortex_m0 processors check_symbols cortex_m0 BUILTIN"
            "sections_pic host check_sections pic MAPPINGS WIDE"
            "sections_cortex_m0 processors check_sections cortex_m0 MAPPINGS WIDE"
            "stack_host host check_stack host 1216 SHIPPED"
            "stack_cortex_m0 processors check_stack cortex_m0 832 SHIPPED"
            "scratch host check_scratch SHIPPED"
            "size_cortex_m0 processors check_size SHIPPED")
        string(REPLACE " " ";" test "${test}")
        list(GET test 0 name)
        list(GET test 1 label)
        list(GET test 2 script)
        list(REMOVE_AT test 0 1 2)
        string(REPLACE "MAPPINGS" "${mappings}" test "${test}")
        string(REPLACE "WIDE" "${wide}" test "${test}")
        string(REPLACE "BUILTIN" "${built_in}" test "${test}")
        string(REPLACE "SHIPPED" "${shipped}" test "${test}")
        add_script_test(${name} COMMAND bash "${here}/whole/cross/${script}.sh" ${test} LABELS ${label} apart)
        if(script STREQUAL run AND NOT name STREQUAL cross_host)
            set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED cross_host)
        endif()
    endforeach()
    set_tests_properties(cross_host PROPERTIES FIXTURES_SETUP cross_host)
    add_script_test(cross_unhashed_as_hashed LABELS host apart COMMAND "${CMAKE_COMMAND}" -E compare_files
        "${made}/cross/host/unhashed.txt" "${made}/cross/host/attack_events_builtin.txt")
    set_tests_properties(cross_unhashed_as_hashed PROPERTIES FIXTURES_REQUIRED cross_host)
    add_script_test(abi COMMAND "${CMAKE_COMMAND}" -E env "CC=${CMAKE_C_COMPILER}" bash "${scripts}/abi.sh" LABELS analysers apart)
    add_script_test(analysis_of_runtime COMMAND bash "${scripts}/analyse.sh" --quick LABELS analysers strict apart)
endif()

# ---- The agent that replaces its mapping while threads look up (examples/agent)

add_helpers(agent_packs whole/agent agent_packs.c LIBRARIES attack_events_generating attack_events_live)
add_c_test(agent_live_mapping whole/agent/test_live_mapping.c LIBRARIES attack_events_agent_packs LABELS quick)
add_c_test(agent_signatures whole/agent/test_minisign.c LIBRARIES attack_events_agent_packs NEEDS SODIUM_FOUND MINISIGN_PROGRAM
    LABELS host)
add_executable(agent_threads whole/agent/test_threads.c)
target_link_libraries(agent_threads PRIVATE attack_events_live Threads::Threads)
attack_events_own(agent_threads)
foreach(target test_agent_live_mapping test_agent_signatures agent_threads)
    if(TARGET ${target})
        set_target_properties(${target} PROPERTIES C_STANDARD 11)
    endif()
endforeach()
set(threads "${BASH_PROGRAM}" "${here}/whole/agent/threads.sh" 10000 "$<TARGET_FILE:attack-events-gen>")
add_script_test(agent_threads TIMEOUT 300 NEEDS BASH_PROGRAM BUILT attack-events-gen agent_threads LABELS host unsanitized
    COMMAND ${threads} "$<TARGET_FILE:agent_threads>")
add_script_test(agent_threads_sanitized TIMEOUT 300 NEEDS BASH_PROGRAM BUILT attack-events-gen LABELS host unsanitized apart
    COMMAND ${threads})
set(agent "${BASH_PROGRAM}" "${here}/whole/agent/agent.sh" "${PROJECT_SOURCE_DIR}" "$<TARGET_FILE:example_agent>"
    "$<TARGET_FILE:attack-events-gen>")
add_script_test(agent NEEDS BASH_PROGRAM DEFAULT_MAPPING BUILT attack-events-gen example_agent LABELS host COMMAND ${agent})
add_script_test(agent_signed NEEDS BASH_PROGRAM DEFAULT_MAPPING SODIUM_FOUND MINISIGN_PROGRAM
    BUILT attack-events-gen example_agent LABELS host COMMAND ${agent} signed)

# ---- Sigma rules, compiled, compared with a naive reading of them, and that one with pySigma's

function(add_rule_matcher mapping)
    add_executable(match_${mapping} whole/oracle/match_rules.c)
    target_compile_definitions(match_${mapping} PRIVATE MAPPING_FUNCTION=${mapping} "MAPPING_HEADER=\"${mapping}.h\"")
    target_link_libraries(match_${mapping} PRIVATE mapping_${mapping})
    attack_events_own(match_${mapping})
endfunction()
if(PYTHON3_PROGRAM)
    set(cases "${made}/rule_cases")
    file(MAKE_DIRECTORY "${cases}")
    add_custom_command(OUTPUT "${cases}/rules.yaml" "${cases}/technique.yaml" "${cases}/logs.yaml"
        COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/oracle/rule_cases.py" "${cases}"
        DEPENDS whole/oracle/rule_cases.py VERBATIM)
    add_mapping(rule_cases "${cases}/technique.yaml" "${cases}/rules.yaml" OPTIONS --logsources "${cases}/logs.yaml")
    add_rule_matcher(rule_cases)
endif()
add_script_test(rules_by_hand NEEDS PYTHON3_PROGRAM BUILT match_rule_cases LABELS host
    COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/oracle/against_cases.py" "${PROJECT_SOURCE_DIR}"
        "$<TARGET_FILE:match_rule_cases>")
set(sigma_rules "${ATTACK_EVENTS_SHARED}/sigma/rules")
set(rules_script "${PYTHON3_PROGRAM}" "${here}/whole/oracle/against_rules.py" "${PROJECT_SOURCE_DIR}")
set(match_rules "")
if(EXISTS "${sigma_rules}" AND DEFAULT_MAPPING AND NOT CMAKE_CROSSCOMPILING)
    add_mapping(sigma_rules "${mapping_yaml}" "${sigma_rules}")
    add_rule_matcher(sigma_rules)
    set(match_rules "$<TARGET_FILE:match_sigma_rules>")
endif()
set(of_rules "${match_rules}" "${sigma_rules}" --shared "${ATTACK_EVENTS_SHARED}")
foreach(test # NAME LABEL ARGUMENT...
        "rules_against_reading host compare OF_RULES --part 10"
        "rules_against_reading_all thorough compare OF_RULES"
        "rules_recorded host recorded OF_RULES --part 4"
        "rules_recorded_all thorough recorded OF_RULES --others 1"
        "rules_samples host samples OF_RULES")
    string(REPLACE " " ";" test "${test}")
    list(GET test 0 name)
    list(GET test 1 label)
    list(REMOVE_AT test 0 1)
    string(REPLACE "OF_RULES" "${of_rules}" test "${test}")
    add_script_test(${name} NEEDS PYTHON3_PROGRAM "${sigma_rules}" BUILT match_sigma_rules LABELS ${label} unsanitized TIMEOUT 3600
        COMMAND ${rules_script} ${test})
endforeach()
set(against_pysigma "${PYTHON3_PROGRAM}" "${here}/whole/oracle/against_pysigma.py" "${PROJECT_SOURCE_DIR}")
add_script_test(rules_against_pysigma NEEDS PYTHON3_PROGRAM "${sigma_rules}" LABELS host unsanitized
    COMMAND ${against_pysigma} 10 "${sigma_rules}")
add_script_test(rules_against_pysigma_all NEEDS PYTHON3_PROGRAM "${sigma_rules}" LABELS thorough unsanitized
    COMMAND ${against_pysigma} 1 "${sigma_rules}")

add_script_test(rules_compiled BUILT attack-events-gen LABELS host unsanitized COMMAND bash "${here}/whole/mapping/check.sh"
    compiled "$<TARGET_FILE:attack-events-gen>" "${sigma_rules}" "${mapping_yaml}")

if(NOT ATTACK_EVENTS_BUILD_TOOL)
    return()
endif()

# ---- What the default mapping tells with all rules beside it

set(tool_with_rules "")
if(TARGET mapping_sigma_rules)
    add_tool(sigma_rules)
    set(tool_with_rules "$<TARGET_FILE:tool_sigma_rules>")
endif()
add_script_test(rules_measure NEEDS PYTHON3_PROGRAM "${sigma_rules}" BUILT tool_sigma_rules LABELS host unsanitized
    COMMAND bash "${here}/whole/mapping/check.sh" measure "${tool_with_rules}" "${ATTACK_EVENTS_SHARED}/labelled/measure" rules)
add_script_test(rules_ranks NEEDS PYTHON3_PROGRAM "${sigma_rules}" BUILT tool_sigma_rules LABELS host unsanitized
    COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/mapping/ranks.py" "${tool_with_rules}"
        "${ATTACK_EVENTS_SHARED}/security-datasets" "${ATTACK_EVENTS_SHARED}/attack/enterprise-19.1.tsv" 4)

# ---- Conditions of the mapping that the tool has, in logs, compared with a naive reading of the YAML

set(against_tool "${PYTHON3_PROGRAM}" "${here}/whole/oracle/against_tool.py")
set(in_mapping "${PROJECT_SOURCE_DIR}" "$<TARGET_FILE:attack-events>" "${mapping_yaml}")
add_script_test(conditions_against_reading LABELS host unsanitized NEEDS PYTHON3_PROGRAM DEFAULT_MAPPING BUILT attack-events
    COMMAND ${against_tool} recorded ${in_mapping} "${ATTACK_EVENTS_SHARED}")
add_script_test(conditions_made LABELS host unsanitized NEEDS PYTHON3_PROGRAM DEFAULT_MAPPING BUILT attack-events
    COMMAND ${against_tool} made ${in_mapping})

# ---- Where events flow (docs/integrations.md)

foreach(test # NAME CONFIGURATION ARGUMENT...
        "rsyslog attack-events.conf --kills 9"
        "rsyslog_messages attack-events.conf --input msg"
        "rsyslog_line_ends attack-events.conf --line-ends"
        "rsyslog_omprog omprog.conf"
        "rsyslog_omprog_killed omprog.conf --kills 3")
    string(REPLACE " " ";" test "${test}")
    list(GET test 0 name)
    list(GET test 1 configuration)
    list(REMOVE_AT test 0 1)
    add_script_test(${name} NEEDS PYTHON3_PROGRAM YAJL_FOUND BUILT attack-events LABELS integrations unsanitized
        COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/integrations/rsyslog.py" "$<TARGET_FILE:attack-events>"
            "${PROJECT_SOURCE_DIR}/examples/rsyslog/${configuration}" ${test})
endforeach()
foreach(test line kills tagger)
    add_script_test(kafka_${test} NEEDS PYTHON3_PROGRAM YAJL_FOUND BUILT attack-events LABELS kafka unsanitized
        COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/integrations/kafka.py" "${PROJECT_SOURCE_DIR}"
            "$<TARGET_FILE:attack-events>" "${made}" ${test})
endforeach()
set_tests_properties(kafka_line kafka_kills kafka_tagger PROPERTIES RUN_SERIAL TRUE) # each has a broker

foreach(mode pipe exec lookup)
    add_script_test(fluent_bit_${mode} NEEDS PYTHON3_PROGRAM YAJL_FOUND BUILT attack-events LABELS integrations unsanitized
        COMMAND "${PYTHON3_PROGRAM}" "${here}/whole/integrations/fluent_bit.py" "$<TARGET_FILE:attack-events>"
            "${PROJECT_SOURCE_DIR}/examples/fluent-bit" ${mode} "${made}/integrations/fluent_bit_${mode}")
endforeach()

# ---- The Python package, as a wheel that is built for the test; what pip has to fetch goes into a folder of the build

set(python "${here}/whole/integrations/python")
set(python_needs NEEDS BASH_PROGRAM PYTHON3_PROGRAM YAJL_FOUND DEFAULT_MAPPING LABELS python unsanitized)
foreach(test package:- tag:- frame:requirements.txt types:requirements.txt notebook:requirements.txt spark:requirements-spark.txt)
    string(REPLACE ":" ";" test ${test})
    list(GET test 0 name)
    list(GET test 1 requirements)
    add_script_test(python_${name} BUILT attack-events attack-events-gen ${python_needs} TIMEOUT 3600
        COMMAND "${BASH_PROGRAM}" "${python}/run.sh" "${PROJECT_SOURCE_DIR}" "${made}" ${requirements} "${python}/test_${name}.py"
            "${PROJECT_SOURCE_DIR}" "$<TARGET_FILE:attack-events>" "$<TARGET_FILE:attack-events-gen>" "${ATTACK_EVENTS_SHARED}")
endforeach()
add_script_test(python_install ${python_needs}
    COMMAND "${BASH_PROGRAM}" "${python}/test_install.sh" "${PROJECT_SOURCE_DIR}" "${made}")
set_tests_properties(python_frame PROPERTIES RUN_SERIAL TRUE) # it measures

# ---- Large mappings, which show quadratic time

function(add_large_tool name)
    add_custom_command(OUTPUT "${made}/${name}.yaml"
        COMMAND "${BASH_PROGRAM}" "${here}/whole/large/mapping.sh" ${ARGN} > "${made}/${name}.yaml"
        DEPENDS whole/large/mapping.sh VERBATIM)
    add_mapping(${name} "${made}/${name}.yaml")
    add_tool(${name})
endfunction()
if(BASH_PROGRAM)
    add_large_tool(large channels 24000 - relationships 45000 T1901 events 30000 T1902 ids 25000 T1903 sources 25000 T1904)
    add_large_tool(large_tactics tactics 500 20)
endif()
add_c_test(large whole/large/test_large.c TOOL tool_large PROGRAMS TOOL_OF_TACTICS=tool_large_tactics
    LIBRARIES attack_events_tool_testing NEEDS BASH_PROGRAM LABELS host)

# ---- Faults

add_executable(run_with whole/faults/run_with.c)
target_compile_definitions(run_with PRIVATE _DEFAULT_SOURCE)
attack_events_own(run_with)
add_helpers(disturbed whole/faults disturbed.c LIBRARIES attack_events_generating DEFINITIONS
    "RUN_WITH=\"$<TARGET_FILE:run_with>\"")
add_dependencies(attack_events_disturbed attack-events pack_ruled run_with)
if(YAJL_FOUND AND DEFAULT_MAPPING) # the tool's tests use names of mapping.yaml
    target_compile_definitions(attack_events_disturbed PUBLIC "TOOL=\"$<TARGET_FILE:attack-events>\""
        "PACK=\"${ruled_pack}\"")
endif()
# A sanitizer's allocator cannot be replaced, and LeakSanitizer does not work under strace, as both trace the process.
set(FAILING_ALLOCATOR FALSE)
set(STRACE_WITHOUT_SANITIZER FALSE)
set(allocator "")
if(NOT sanitizers)
    set(STRACE_WITHOUT_SANITIZER TRUE)
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        set(FAILING_ALLOCATOR TRUE)
        add_library(failing_allocator MODULE whole/faults/failing_allocator.c)
        target_link_libraries(failing_allocator PRIVATE ${CMAKE_DL_LIBS})
        attack_events_own(failing_allocator)
        set(allocator ALLOCATOR=failing_allocator)
    endif()
endif()
set(fault LIBRARIES attack_events_disturbed TIMEOUT 1200 LABELS faults unsanitized)
add_c_test(faults_allocations whole/faults/test_allocations.c PROGRAMS ${allocator} NEEDS FAILING_ALLOCATOR ${fault} host)
add_c_test(faults_writes whole/faults/test_writes.c ${fault} host)
add_c_test(faults_interrupts whole/faults/test_interrupts.c ${fault} host)
add_c_test(faults_calls whole/faults/test_calls.c NEEDS STRACE_WITHOUT_SANITIZER ${fault} host)
add_c_test(faults_bounds whole/faults/test_bounds.c ${fault})
target_include_directories(test_faults_bounds SYSTEM PRIVATE "${UTHASH_INCLUDE_DIR}")
add_script_test(faults_limits COMMAND bash "${here}/whole/faults/limits.sh" "${PROJECT_SOURCE_DIR}" LABELS host unsanitized)

# ---- The same bytes from two builds; README; packages; consumers

add_script_test(reproducible LABELS host
    COMMAND bash "${scripts}/reproducible.sh" --quick "$<TARGET_FILE:attack-events-gen>")
if(DEFAULT_MAPPING)
    add_script_test(readme_output BUILT attack-events example_sensor example_agent attack-events-gen LABELS quick COMMAND bash "${here}/whole/readme.sh"
        "${PROJECT_SOURCE_DIR}" "$<TARGET_FILE_DIR:attack-events>" "$<TARGET_FILE:example_sensor>"
        "$<TARGET_FILE_DIR:attack-events-gen>" "$<TARGET_FILE:example_agent>")
endif()

# Every way to embed the library, each built from scratch against what this build installs. Zephyr and ESP-IDF are no packages of
# Debian: consumers/stubs replaces their CMake, and consumers/metadata.py checks our metadata for them. Where ZEPHYR_BASE and IDF_PATH
# name the real ones, zephyr_tree and esp_idf_tree use them.
if(DEFAULT_MAPPING AND NOT sanitizers)
    set(label_of_oldest_cmake consumers strict)
    set(label_of_cortex_m3 processors)
    set(label_of_windows windows)
    foreach(consumer package generate packed two_mappings subdirectory read_only fetchcontent pkgconfig one_file meson
            meson_builtin cxx rust cortex_m3 windows zephyr esp_idf samples zephyr_tree esp_idf_tree metadata oldest_cmake
            five_lines documented)
        if(NOT label_of_${consumer})
            set(label_of_${consumer} consumers)
        endif()
        add_script_test(consumer_${consumer} LABELS ${label_of_${consumer}} apart
            COMMAND bash "${here}/whole/consumers/run.sh" ${consumer} "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
    endforeach()
    add_script_test(packages_debian COMMAND bash "${here}/whole/packages/debian.sh" "${PROJECT_SOURCE_DIR}" LABELS packages apart)
endif()

# ---- The programs elsewhere: whether they keep to POSIX, and as scripts/static.sh makes them, for musl and for Windows

if(NOT sanitizers)
    set(include_options) # of the rooms, and of what they need
    foreach(folder . gen cli cli/log cli/enable cli/report runtime generated)
        list(APPEND include_options "-I${PROJECT_SOURCE_DIR}/${folder}")
    endforeach()
    add_script_test(portable NEEDS PYTHON3_PROGRAM YAJL_FOUND LABELS host apart COMMAND "${PYTHON3_PROGRAM}"
        "${here}/whole/static/portable.py" "${PROJECT_SOURCE_DIR}" "${CMAKE_C_COMPILER}" ${include_options}
        ${YAML_CFLAGS} ${YAJL_CFLAGS} ${MD_CFLAGS} "-I${PROJECT_BINARY_DIR}/uthash")
    set(log "${recordings}/cmd_sam_copy_esentutl.json")
    if(NOT EXISTS "${log}")
        set(log "${here}/cli/log/formats/winlogbeat.json")
    endif()
    set(programs "$<TARGET_FILE:attack-events-gen>" "$<TARGET_FILE:attack-events>"
        "${log}")
    foreach(test # SYSTEM STEP ARGUMENT...
            "static build" "static same PROGRAMS" "static tests"
            "windows build" "windows same PROGRAMS" "windows names" "windows interrupt" "windows cases"
            "windows generate $<TARGET_FILE:attack-events>")
        string(REPLACE " " ";" test "${test}")
        list(GET test 0 system)
        list(GET test 1 step)
        list(REMOVE_AT test 0 1)
        string(REPLACE "PROGRAMS" "${programs}" test "${test}")
        add_script_test(${system}_${step} NEEDS DEFAULT_MAPPING YAJL_FOUND BUILT attack-events attack-events-gen TIMEOUT 1800
            COMMAND bash "${here}/whole/${system}/check.sh" ${step} "${made}/${system}" ${test} LABELS ${system} apart)
        if(step STREQUAL build)
            set_tests_properties(${system}_build PROPERTIES FIXTURES_SETUP ${system}_programs)
        else()
            set_tests_properties(${system}_${step} PROPERTIES FIXTURES_REQUIRED ${system}_programs RESOURCE_LOCK ${system}_programs)
        endif()
    endforeach()
endif()

# ---- valgrind, in a short form of scripts/sanitize.sh

if(NOT sanitizers AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    add_script_test(valgrind LABELS analysers apart COMMAND bash "${here}/whole/valgrind/run.sh" "$<TARGET_FILE:attack-events>"
        "$<TARGET_FILE:attack-events-gen>" "${irregular_rows_yaml}" "$<TARGET_FILE:test_roundtrip_irregular_relations>"
        "$<TARGET_FILE:test_matching_irregular_rows>" "$<TARGET_FILE:test_matching_no_events>")
endif()

# ---- The fuzz targets for some seconds, the same way each time, from the inputs in the repository, which include each
# finding of a longer run (scripts/fuzz.sh). They are a separate project, built by clang when the tests run.

if(sanitizers) # they have sanitizers of their own
    return()
endif()
set(LIBFUZZER FALSE)
if(CLANG_PROGRAM AND YAJL_FOUND AND ZLIB_FOUND AND ZSTD_FOUND)
    file(WRITE "${made}/fuzz_probe.c" "#include <stddef.h>\nint LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);\n"
        "int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) { return !data && size; }\n")
    execute_process(COMMAND "${CLANG_PROGRAM}" -fsanitize=fuzzer,address,undefined -o "${made}/fuzz_probe.out"
        "${made}/fuzz_probe.c" RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(status EQUAL 0)
        set(LIBFUZZER TRUE)
    endif()
endif()
set(fuzz LABELS fuzzing apart TIMEOUT 1800 NEEDS LIBFUZZER)
add_script_test(fuzz_build ${fuzz} COMMAND
    sh -c "\"$1\" -S \"$2\" -B \"$3\" -DCMAKE_C_COMPILER=\"$4\" && \"$1\" --build \"$3\" --parallel 2"
    sh "${CMAKE_COMMAND}" "${here}/whole/fuzz" "${made}/fuzz_targets" "${CLANG_PROGRAM}")
set(runs_of_generate 1500)
set(runs_of_tag 1500)
set(runs_of_tag_yajl 1500)
set(runs_of_collected 500)
set(runs_of_runtime 2500)
set(runs_of_pack 20000)
set(fuzz_tag_needs simdjson_FOUND)
foreach(target generate tag tag_yajl collected runtime pack)
    add_script_test(fuzz_${target} ${fuzz} ${fuzz_${target}_needs} COMMAND bash "${here}/whole/fuzz/short.sh"
        "${made}/fuzz_targets/fuzz_${target}" ${target} ${runs_of_${target}} "${made}/fuzz_short")
endforeach()
file(GLOB inputs CONFIGURE_DEPENDS whole/fuzz/corpus/generate/*)
add_script_test(fuzz_compiled ${fuzz} COMMAND bash "${here}/whole/fuzz/compile_corpus.sh" "$<TARGET_FILE:attack-events-gen>"
    "${CMAKE_C_COMPILER}" "${made}/fuzz_targets/print_image" ${inputs} "${irregular_rows_yaml}" "${irregular_relations_yaml}")
set_tests_properties(fuzz_build PROPERTIES FIXTURES_SETUP fuzz)
set_tests_properties(fuzz_generate fuzz_tag fuzz_tag_yajl fuzz_collected fuzz_runtime fuzz_pack fuzz_compiled PROPERTIES FIXTURES_REQUIRED fuzz)

# ---- Programs that lookup tables are for

set(integrations "${here}/whole/integrations")
set(pages "${PROJECT_SOURCE_DIR}/docs/integrations")
set(joining NEEDS PYTHON3_PROGRAM LABELS integrations unsanitized COMMAND "${PYTHON3_PROGRAM}")
foreach(tool attack-events tool_hostile)
    foreach(shipper syslog_ng:syslog-ng rsyslog:lookup-tables)
        string(REPLACE ":" ";" shipper ${shipper})
        list(GET shipper 0 name)
        list(GET shipper 1 page)
        add_script_test(lookup_${name}_${tool} BUILT ${tool} ${joining} "${integrations}/lookup_${name}.py"
            "$<TARGET_FILE:${tool}>" "${pages}/${page}.md" "${made}/integrations/${name}_${tool}")
    endforeach()
    foreach(engine duckdb clickhouse)
        add_script_test(lookup_${engine}_${tool} BUILT ${tool} ${joining} "${integrations}/lookup_database.py" ${engine}
            "$<TARGET_FILE:${tool}>" "${pages}/${engine}.md" "${made}/integrations/${engine}")
        set_tests_properties(lookup_${engine}_${tool} PROPERTIES RESOURCE_LOCK ${engine})
    endforeach()
endforeach()
