# SPDX-License-Identifier: MIT

# ---- The extension for SQLite: linked into a test, with the test's sanitizers; and loaded by programs that know no test

if(PkgConfig_FOUND)
    pkg_check_modules(SQLITE QUIET IMPORTED_TARGET sqlite3)
endif()
if(TARGET attack_events_sqlite AND SQLITE_FOUND)
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bindings/sqlite/*.c")
    add_helpers(sqlite_linked ../bindings/sqlite ${sources} LIBRARIES attack_events_builtin PkgConfig::SQLITE DEFINITIONS SQLITE_CORE)
endif()
add_c_test(sqlite_linked bindings/sqlite/test_extension.c bindings/sqlite/asking.c LIBRARIES attack_events_sqlite_linked PkgConfig::CMOCKA
    NEEDS attack_events_sqlite_linked DEFAULT_MAPPING LABELS integrations)
add_script_test(sqlite NEEDS PYTHON3_PROGRAM DEFAULT_MAPPING BUILT attack_events_sqlite attack-events LABELS integrations unsanitized
    COMMAND "${PYTHON3_PROGRAM}" "${here}/bindings/sqlite/check_extension.py" "$<TARGET_FILE:attack_events_sqlite>"
        "$<TARGET_FILE:attack-events>" "${PROJECT_SOURCE_DIR}/docs/integrations/sqlite.md")
