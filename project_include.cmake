# SPDX-License-Identifier: MIT
#
# ESP-IDF includes this file before any component's CMakeLists.txt, so that all of them can call attack_events_generate().
include("${CMAKE_CURRENT_LIST_DIR}/cmake/attack_events_generate.cmake")
