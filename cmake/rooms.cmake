# SPDX-License-Identifier: MIT

# attack_events_rooms(PROGRAM ROOM...)
# Makes a static library attack_events_PROGRAM_ROOM of the sources in each folder ROOM. The order says who may include
# whom: a room is linked with host/, the runtime and the rooms before it. tests/whole/rooms.py holds the sources to it.
function(attack_events_rooms program)
    set(before attack_events_host attack_events)
    foreach(room IN LISTS ARGN)
        set(library attack_events_${program}_${room})
        file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${room}/*.c")
        add_library(${library} STATIC ${sources})
        target_include_directories(${library} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
        target_link_libraries(${library} PUBLIC ${before})
        attack_events_own(${library})
        set(before ${library})
    endforeach()
endfunction()
