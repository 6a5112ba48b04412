# SPDX-License-Identifier: MIT
add_c_test(code_point host/test_code_point.c LIBRARIES attack_events_host PkgConfig::CMOCKA LABELS quick)
add_c_test(siphash host/test_siphash.c LIBRARIES attack_events_host PkgConfig::CMOCKA LABELS quick)
add_c_test(date host/test_date.c LIBRARIES attack_events_host PkgConfig::CMOCKA DEFINITIONS _XOPEN_SOURCE=700 LABELS quick)
add_c_test(child host/test_child.c LIBRARIES attack_events_host PkgConfig::CMOCKA DEFINITIONS _XOPEN_SOURCE=700 LABELS quick)
add_c_test(file_tree host/test_file_tree.c LIBRARIES attack_events_host attack_events_running LABELS quick)
