# SPDX-License-Identifier: MIT
#
# The tests of `attack-events enable`: enable/*.

include("${CMAKE_CURRENT_LIST_DIR}/tool.cmake")

attack_events_mapping(hostile_enable INPUTS "${CMAKE_CURRENT_LIST_DIR}/enable/hostile.yaml")
attack_events_tool(tool_hostile_enable mapping_hostile_enable)

foreach(tool attack-events tool_hostile_enable)
    add_test(NAME enable_${tool} COMMAND python3 "${CMAKE_CURRENT_LIST_DIR}/enable/check_enable.py" "$<TARGET_FILE:${tool}>")
    set_tests_properties(enable_${tool} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()
