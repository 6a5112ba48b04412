# SPDX-License-Identifier: MIT
# The C of docs/packs.md is in the agent, which is compiled and tested, or in the header. Fails where it is not:
#     cmake -DPROJECT=. -P check_page.cmake
file(READ "${PROJECT}/docs/packs.md" page)
file(READ "${PROJECT}/runtime/attack_events.h" compiled)
string(REGEX REPLACE "\n \\*(     )?" "\n" compiled "${compiled}") # what is in comments
foreach(name agent.c live_mapping.c)
    file(READ "${PROJECT}/examples/agent/${name}" source)
    string(APPEND compiled "${source}")
endforeach()

set(count 0)
while(page MATCHES "\n```c\n([^`]*)```")
    set(code "${CMAKE_MATCH_1}")
    string(FIND "${page}" "${CMAKE_MATCH_0}" start)
    string(LENGTH "${CMAKE_MATCH_0}" length)
    math(EXPR start "${start} + ${length}")
    string(SUBSTRING "${page}" ${start} -1 page)
    string(FIND "${compiled}" "${code}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "docs/packs.md has code that is not compiled:\n${code}")
    endif()
    math(EXPR count "${count} + 1")
endwhile()
if(count LESS 3)
    message(FATAL_ERROR "docs/packs.md shows ${count} pieces of C")
endif()
