/* SPDX-License-Identifier: MIT
 *
 * What attack-events says to words that it does not take, and where nothing is left, in the commands whose other tests
 * ask for what there is.
 */
#include "run.h"

#include "cmocka_test.h"

#include <string.h>

static const struct {
    const char *arguments[8];
    const char *out, *err; /* how each begins; "": nothing is written */
    int status;
} cases[] = {
    {{"--version"}, "attack-events ", "", 0},
    {{"enable", "--as", "nonsense", "T1003.001"},
     "",
     "attack-events: '--as' takes auditpol, sysmon or xpath, and not 'nonsense'\n",
     2},
    {{"enable", "T9999"}, "", "attack-events: no technique 'T9999' in this mapping", 1},
    {{"enable", "T1003.001", "--platform", "linux"}, "", "attack-events: no event is left to switch on\n", 1},
    {{"enable", "T1003.001", "-o", "/nowhere/at/all"}, "", "attack-events: ", 3},
    {{"plan", "-n", "0"}, "", "attack-events: '--number' needs a whole number, 1 or more, and not '0'\n", 2},
    {{"plan", "-n", "3x"}, "", "attack-events: '--number' needs a whole number, 1 or more, and not '3x'\n", 2},
    {{"plan", "--number", ""}, "", "attack-events: '--number' needs a whole number, 1 or more, and not ''\n", 2},
    {{"layer", "--event", "4663", "--platform", "nowhere"}, "", "attack-events: no ", 1},
};

static void says_what_it_does_not_take_and_what_is_not_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *arguments[10] = {TOOL};
        struct run_result result;

        for (size_t a = 0; cases[i].arguments[a]; a++)
            arguments[a + 1] = cases[i].arguments[a];
        run(arguments, NULL, &result);
        if (result.exit_code != cases[i].status || strncmp(result.out, cases[i].out, strlen(cases[i].out)) != 0 ||
            strncmp(result.err, cases[i].err, strlen(cases[i].err)) != 0)
            fail_msg("%s %s: %d: %s%s", arguments[1], arguments[2], result.exit_code, result.out, result.err);
        assert_int_equal(result.out_size == 0, !*cases[i].out);
        assert_int_equal(result.err_size == 0, !*cases[i].err);
        run_result_free(&result);
    }
}

/* The version is followed by what the data is. */
static void says_which_data_it_has(void **state)
{
    struct run_result result;

    (void)state;
    run((const char *const[]){TOOL, "--version", NULL}, NULL, &result);
    assert_non_null(strstr(result.out, "\ndata: ATT&CK "));
    assert_non_null(strstr(result.out, "\ninput sha256: "));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_it_does_not_take_and_what_is_not_left),
        cmocka_unit_test(says_which_data_it_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
