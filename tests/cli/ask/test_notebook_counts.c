/* SPDX-License-Identifier: MIT
 *
 * The numbers of OSSEM-DM's notebook for its data of 2022-09. They are constants here, so that a mistake that an oracle
 * shares is noticed.
 */
#include "naive_counts.h"

#include "cmocka_test.h"

static void ranks_data_sources_as_the_notebook_does(void **state)
{
    struct run_result result;

    (void)state;
    run_top(TOOL, ARGUMENTS("data-sources"), NULL, &result);
    assert_string_equal(result.out, "name\tcount\n"
                                    "process\t183\n"
                                    "command\t147\n"
                                    "file\t114\n"
                                    "windows registry\t57\n"
                                    "module\t32\n"
                                    "network traffic\t24\n"
                                    "logon session\t20\n"
                                    "user account\t17\n"
                                    "active directory\t16\n"
                                    "script\t13\n"
                                    "sensor health\t11\n"
                                    "service\t10\n"
                                    "driver\t6\n"
                                    "drive\t4\n"
                                    "firewall\t3\n");
    run_result_free(&result);
}

static void breaks_the_tie_at_the_end_by_name(void **state)
{
    static const char last[] = "\nfirewall\t3\nscheduled job\t3\n";
    struct run_result result;

    (void)state;
    run_top(TOOL, ARGUMENTS("data-sources", "-n16"), NULL, &result);
    assert_true(result.out_size > sizeof last);
    assert_string_equal(result.out + result.out_size - (sizeof last - 1), last);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_data_sources_as_the_notebook_does),
        cmocka_unit_test(breaks_the_tie_at_the_end_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
