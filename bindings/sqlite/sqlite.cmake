# SPDX-License-Identifier: MIT
#
# The extension for SQLite, attack_events_sqlite.so. It is included and not a folder of its own, as the mapping's sources may be
# made in this build. It compiles them and the library again, since a shared object needs position-independent code.

get_target_property(sqlite_mapping attack_events_builtin SOURCES)
file(GLOB sqlite_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.c")
add_library(attack_events_sqlite MODULE ${sqlite_sources} ${runtime_sources} ${sqlite_mapping})
add_dependencies(attack_events_sqlite attack_events_builtin)
target_include_directories(attack_events_sqlite PRIVATE runtime ${builtin_dir} "${SQLITE3EXT_INCLUDE_DIR}")
set_target_properties(attack_events_sqlite PROPERTIES PREFIX "" C_VISIBILITY_PRESET hidden)
attack_events_own(attack_events_sqlite)
