/* SPDX-License-Identifier: MIT
 *
 * The faults of OSSEM-DM's published mappings give warnings with places and counts, and do not prevent compilation.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <string.h>
#include <unistd.h>

/* Fails unless a check of one of the files succeeds and prints each of these lines. */
static void expect_warnings_of(const char *file, const char *const lines[])
{
    struct run_result result;

    if (access(file, R_OK) != 0) {
        print_message("skipped: there is no %s\n", file);
        skip();
    }
    run(ARGUMENTS(GENERATOR, "--check", file), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    for (; *lines; lines++)
        if (!strstr(result.err, *lines))
            fail_msg("expected: %sbut this was printed:\n%s", *lines, result.err);
    assert_null(strstr(result.err, "error: "));
    assert_null(strstr(result.err, "unknown key"));
    run_result_free(&result);
}

#define FILE_2021_10 SHARED_DIRECTORY "/ossem/techniques_to_events_mapping.2021-10.yaml"
#define FILE_2022_09 SHARED_DIRECTORY "/ossem/techniques_to_events_mapping.2022-09.yaml"

static void finds_the_faults_of_2021_10(void **state)
{
    (void)state;
    expect_warnings_of(FILE_2021_10,
                       ARGUMENTS(FILE_2021_10 ":176939:17: warning: provider \"Lonux-Sysmon\" in 3 rows; did you mean "
                                              "\"Linux-Sysmon\", as in 1559 rows?\n",
                                 FILE_2021_10 ":1112:3: warning: event platform \"Linux\" is not among the technique's "
                                              "(here T1003.001) in 528 rows\n",
                                 FILE_2021_10 ":2916:3: warning: event platform \"Windows\" is not among the "
                                              "technique's (here T1003.007) in 1538 rows\n",
                                 FILE_2021_10 ":78032:3: warning: event platform \"AWS\" is not among the technique's "
                                              "(here T1070) in 30 rows\n"));
}

static void finds_the_faults_of_2022_09(void **state)
{
    (void)state;
    expect_warnings_of(FILE_2022_09,
                       ARGUMENTS(FILE_2022_09 ":11573:15: warning: event names \"FileCreate.\" in 116 rows and "
                                              "\"FileCreate\" in 122 rows differ by a trailing dot\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_faults_of_2021_10),
        cmocka_unit_test(finds_the_faults_of_2022_09),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
