# SPDX-License-Identifier: MIT
#
# What gets installed: the libraries with their headers, the CMake package, and the programs that were built. No installed
# file contains a path of this build, so the folder may be moved.

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/attack_events")

# ---- The libraries. tables.h is for the .c that attack-events-gen writes.

set_target_properties(attack_events_builtin PROPERTIES EXPORT_NAME builtin)
install(TARGETS attack_events attack_events_builtin EXPORT attack_events-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(FILES runtime/attack_events.h runtime/attack_events.hpp runtime/tables.h "${builtin_dir}/attack_events_builtin.h"
    DESTINATION "${header_dir}")
install(FILES runtime/attack_events.3 DESTINATION "${CMAKE_INSTALL_MANDIR}/man3")
install(FILES LICENSE NOTICE DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# ---- find_package(attack_events)

install(EXPORT attack_events-targets NAMESPACE attack_events:: DESTINATION "${package_dir}")
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/attack_events-config.cmake.in"
    "${CMAKE_CURRENT_BINARY_DIR}/attack_events-config.cmake"
    INSTALL_DESTINATION "${package_dir}" PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/attack_events-config-version.cmake"
    COMPATIBILITY SameMajorVersion) # docs/stability.md
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/attack_events-config.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/attack_events-config-version.cmake" "${CMAKE_CURRENT_LIST_DIR}/attack_events_generate.cmake"
    DESTINATION "${package_dir}")

# ---- pkg-config, relative to where the .pc files are

set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH up_from_pc "/prefix/${pc_dir}" "/prefix")
string(REGEX REPLACE "/$" "" up_from_pc "${up_from_pc}")
foreach(name attack_events attack_events_builtin)
    configure_file("${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in" "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc" @ONLY)
    install(FILES "${CMAKE_CURRENT_BINARY_DIR}/${name}.pc" DESTINATION "${pc_dir}")
endforeach()

# ---- The programs. They are not targets of the package, as they run only on the platform that they were built for.

foreach(program attack-events attack-events-gen)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()
if(TARGET attack-events-gen)
    install(FILES gen/attack-events-gen.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
endif()
if(TARGET attack-events)
    install(FILES cli/attack-events.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
    install(FILES cli/completion/attack-events.bash DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
        RENAME attack-events)
    install(FILES cli/completion/_attack-events DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
endif()
