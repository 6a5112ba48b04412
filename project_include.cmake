# SPDX-License-Identifier: MIT
#
# For ESP-IDF, which includes this file of a component before any component's CMakeLists.txt: attack_events_generate()
# for all of them.
include("${CMAKE_CURRENT_LIST_DIR}/cmake/attack_events_generate.cmake")
