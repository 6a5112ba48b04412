# SPDX-License-Identifier: MIT
#
# Every way to embed the library: consumers/*, each built from scratch against what this build installs. Needs attack-events
# and attack-events-gen. A consumer whose tools are missing is reported as skipped. Zephyr and ESP-IDF are not installed:
# consumers/stubs replaces their CMake, and consumers/metadata.py checks our metadata for them.

if(CMAKE_C_FLAGS MATCHES "-fsanitize" OR NOT TARGET attack-events OR ATTACK_EVENTS_MAPPING)
    return()
endif()

foreach(consumer package generate two_mappings subdirectory read_only fetchcontent pkgconfig one_file meson meson_builtin cxx cortex_m3 windows
    zephyr esp_idf metadata oldest_cmake five_lines documented)
    add_test(NAME consumer_${consumer} COMMAND bash "${CMAKE_CURRENT_LIST_DIR}/consumers/run.sh" ${consumer}
        "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}")
    set_tests_properties(consumer_${consumer} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
