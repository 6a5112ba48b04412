/* SPDX-License-Identifier: MIT
 *
 * What attack-events says about wrong arguments and empty results, for commands whose other tests only use valid ones;
 * and which files it does not overwrite.
 */
#include "run.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *arguments[8];
    const char *out, *err; /* how each starts; "": there is no output */
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

/* The version is followed by that of the data. */
static void says_which_data_it_has(void **state)
{
    struct run_result result;

    (void)state;
    run((const char *const[]){TOOL, "--version", NULL}, NULL, &result);
    assert_non_null(strstr(result.out, "\ndata: ATT&CK "));
    assert_non_null(strstr(result.out, "\ninput sha256: "));
    run_result_free(&result);
}

/* Ends with the expected status and message, and the file is unchanged. */
static void expect_kept(const char *const arguments[], const char *file, int status, const char *said)
{
    struct run_result result;
    size_t size;
    char *before = read_file(file, &size), *after;

    run(arguments, NULL, &result);
    after = read_file(file, &size);
    if (result.exit_code != status || !strstr(result.err, said) || strcmp(before, after) != 0)
        fail_msg("%d: %s; %s", result.exit_code, result.err, after);
    free(before);
    free(after);
    run_result_free(&result);
}

static void writes_over_none_of_its_inputs(void **state)
{
    char lines[512], table[512], other[512];

    snprintf(lines, sizeof lines, "%s", write_text(*state, "lines.json", "{\"EventID\":4663}\n"));
    snprintf(table, sizeof table, "%s",
             write_text(*state, "table.tsv", "event_id\tlog_source\n4663\tMicrosoft-Windows-Security-Auditing\n"));
    snprintf(other, sizeof other, "%s", path_in(*state, "same.json"));
    assert_int_equal(symlink(lines, other), 0);
    expect_kept(ARGUMENTS(TOOL, "tag", "--layer", lines, lines), lines, 2, "it is an input\n");
    expect_kept(ARGUMENTS(TOOL, "tag", "--layer", other, "/dev/null", lines), lines, 2, "it is an input\n");
    expect_kept(ARGUMENTS("sh", "-c", "exec \"$1\" tag --layer \"$2\" <\"$2\"", "sh", TOOL, lines), lines, 2,
                "it is an input\n");
    expect_kept(ARGUMENTS(TOOL, "layer", "--collected", table, "-o", table), table, 2, "it is an input\n");
    expect_kept(ARGUMENTS("sh", "-c", "exec \"$1\" tag \"$2\" >>\"$2\"", "sh", TOOL, lines), lines, 2,
                "cannot write standard output: it is an input\n");
    expect_kept(ARGUMENTS("sh", "-c", "exec \"$1\" tag --events <\"$2\" >>\"$2\"", "sh", TOOL, lines), lines, 2,
                "cannot write standard output: it is an input\n");
    expect_kept(ARGUMENTS("sh", "-c", "exec \"$1\" coverage --collected \"$2\" >>\"$2\"", "sh", TOOL, table), table, 2,
                "cannot write standard output: it is an input\n");
    expect_kept(ARGUMENTS(TOOL, "layer", "--collected", table, "-o", other), table, 0, "");
}

/* A dangling link stays, since its purpose is not known. */
static void leaves_a_link_that_leads_nowhere(void **state)
{
    char link[512], target[512];
    struct run_result result;
    struct stat status;

    snprintf(link, sizeof link, "%s", path_in(*state, "link"));
    snprintf(target, sizeof target, "%s", path_in(*state, "nothing"));
    for (int i = 0; i < 2; i++) {
        assert_int_equal(symlink(i ? link : target, link), 0);
        run(ARGUMENTS(TOOL, "layer", "--event", "4663", "-o", link), NULL, &result);
        assert_int_equal(result.exit_code, 3);
        assert_non_null(strstr(result.err, i ? "link: Too many levels" : "link: No such file"));
        assert_int_equal(lstat(link, &status), 0);
        assert_true(S_ISLNK(status.st_mode));
        unlink(link);
        run_result_free(&result);
    }
}

/* A file left by a killed run with the same process id stays, and does no harm. */
static void writes_beside_what_a_killed_run_left(void **state)
{
    static const char script[] = "touch \"$2.new.$$.0\" && exec \"$1\" layer --event 4663 -o \"$2\"";
    char output[512];
    struct run_result result;

    snprintf(output, sizeof output, "%s", path_in(*state, "layer.json"));
    run(ARGUMENTS("sh", "-c", script, "sh", TOOL, output), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(count_names(*state), 2);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_it_does_not_take_and_what_is_not_left),
        cmocka_unit_test(says_which_data_it_has),
        SCRATCH_TEST(writes_over_none_of_its_inputs),
        SCRATCH_TEST(leaves_a_link_that_leads_nowhere),
        SCRATCH_TEST(writes_beside_what_a_killed_run_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
