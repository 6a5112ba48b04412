/* SPDX-License-Identifier: MIT
 *
 * The command's help, and its messages for wrong arguments.
 */
#include "naive_counts.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fails unless the tool ends with this code, prints nothing to standard output, and its message starts like this.
 * `options` may be NULL. */
static void expect_complaint(const char *tool, const char *const arguments[], const struct run_options *options,
                             int code, const char *message)
{
    const char *all[16] = {tool, "top"};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(i, 0, 12);
        all[i + 2] = arguments[i];
    }
    run(all, options, &result);
    assert_true(result.err_size >= strlen(message));
    result.err[strlen(message)] = '\0';
    assert_string_equal(result.err, message);
    assert_string_equal(result.out, "");
    assert_int_equal(result.exit_code, code);
    run_result_free(&result);
}

static void expect_wrong_usage(const char *const arguments[], const char *message)
{
    char expected[1000];

    snprintf(expected, sizeof expected, "attack-events: %s\nusage: attack-events top KIND ", message);
    expect_complaint(TOOL, arguments, NULL, 2, expected);
}

static void suggests_the_nearest_kind(void **state)
{
    (void)state;
    expect_wrong_usage(ARGUMENTS("data-source"), "nothing to rank is called 'data-source'; did you mean data-sources?");
    expect_wrong_usage(ARGUMENTS("Tactic"), "nothing to rank is called 'Tactic'; did you mean tactics?");
    expect_wrong_usage(ARGUMENTS("xyzzy"), "nothing to rank is called 'xyzzy'");
    expect_wrong_usage(ARGUMENTS(""), "nothing to rank is called ''");
}

static void wants_one_kind(void **state)
{
    (void)state;
    expect_wrong_usage(ARGUMENTS("--all"), "'top' needs KIND");
    expect_wrong_usage(ARGUMENTS("events", "tactics"), "unexpected operand 'tactics'");
}

static void refuses_numbers_that_are_none(void **state)
{
    static const char *const bad[] = {"0", "x", "-1", "+1", "1x", " 1", "", "1.5", "0x5", "00"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[200];

        snprintf(message, sizeof message, "'--number' needs a whole number, 1 or more, and not '%s'", bad[i]);
        expect_wrong_usage(ARGUMENTS("tactics", "-n", bad[i]), message);
    }
}

static void takes_numbers_beyond_all_counts(void **state)
{
    static const char *const good[] = {"1000000", "4294967296", "99999999999999999999999999"};
    struct run_result all, result;

    (void)state;
    run_top(TOOL, ARGUMENTS("tactics", "-n", "1000"), NULL, &all);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        run_top(TOOL, ARGUMENTS("tactics", "-n", good[i]), NULL, &result);
        assert_string_equal(result.out, all.out);
        run_result_free(&result);
    }
    run_result_free(&all);
}

static void refuses_to_count_what_is_not_there(void **state)
{
    (void)state;
    expect_wrong_usage(ARGUMENTS("data-sources", "--by", "technique"),
                       "what is counted cannot be 'technique': pairs and techniques are known; did you mean "
                       "techniques?");
    expect_wrong_usage(ARGUMENTS("tactics", "--by", "pairs"),
                       "'--by pairs' is for data-sources and data-components; of tactics, techniques are counted");
}

static void refuses_pictures_of_other_forms(void **state)
{
    static const char *const bad[] = {"x.gif", "x", "svg", ".svg", "x.svg.gz", "x.svg ", ""};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[600], path[500];

        snprintf(path, sizeof path, "%s", bad[i][0] == 'x' ? path_in(*state, bad[i]) : bad[i]);
        snprintf(message, sizeof message, "a picture's name must end in .svg or .png, and not '%s'", path);
        expect_wrong_usage(ARGUMENTS("tactics", "-o", path), message);
    }
    assert_int_equal(count_names(*state), 0);
}

static void says_when_there_is_nothing_to_rank(void **state)
{
    const char *path = path_in(*state, "nothing.svg");

    expect_complaint(TOOL_NO_SUBTECHNIQUES, ARGUMENTS("tactics"), NULL, 1,
                     "attack-events: Tactics of sub-techniques: none in this mapping\n");
    expect_complaint(TOOL_NO_SUBTECHNIQUES, ARGUMENTS("events", "--all", "-o", path), NULL, 1,
                     "attack-events: Events of techniques and sub-techniques: none in this mapping\n");
    assert_int_equal(count_names(*state), 0);
}

static void helps_with_an_example(void **state)
{
    struct run_result result;

    (void)state;
    run_top(TOOL, ARGUMENTS("--help"), NULL, &result);
    assert_memory_equal(result.out, "usage: attack-events top KIND", 29);
    assert_non_null(strstr(result.out, "\n  attack-events top data-sources\n"));
    for (int kind = 0; kind < KINDS; kind++)
        assert_non_null(strstr(result.out, kind_names[kind]));
    run_result_free(&result);
}

static void names_what_to_install_without_rsvg_convert(void **state)
{
    static const char message[] = "attack-events: cannot draw: rsvg-convert is not installed\n"
                                  "To draw a PNG, install librsvg (Debian, Ubuntu: librsvg2-bin), or\n";
    const char *path = write_text(*state, "old.png", "as it was");
    char empty[512], *bytes;
    const struct run_options options = {.environment = ARGUMENTS(empty)};
    struct run_result result;

    snprintf(empty, sizeof empty, "PATH=%s", make_directory(*state, "empty"));
    expect_complaint(TOOL, ARGUMENTS("tactics", "-o", path), &options, 3, message);
    expect_complaint(TOOL, ARGUMENTS("tactics", "-o", path_in(*state, "new.png")), &options, 3, message);
    bytes = read_file(path, NULL);
    assert_string_equal(bytes, "as it was");
    free(bytes);
    assert_int_equal(count_names(*state), 2);
    run_top(TOOL, ARGUMENTS("tactics", "-o", path_in(*state, "new.svg")), &options, &result);
    assert_int_equal(count_names(*state), 3);
    run_result_free(&result);
}

static void leaves_what_was_there_when_rsvg_convert_fails(void **state)
{
    const char *path = write_text(*state, "old.png", "as it was");
    char stand_ins[600], *bytes;
    const struct run_options options = {.environment = ARGUMENTS(stand_ins)};

    make_directory(*state, "stand-ins");
    write_program(*state, "stand-ins/rsvg-convert", "#!/bin/sh\nprintf '\\211PNG'; echo 'no fonts' >&2; exit 1\n");
    snprintf(stand_ins, sizeof stand_ins, "PATH=%s:/usr/bin:/bin", path_in(*state, "stand-ins"));
    expect_complaint(TOOL, ARGUMENTS("tactics", "-o", path), &options, 3,
                     "attack-events: cannot draw: rsvg-convert failed with exit code 1\n  no fonts\n");
    bytes = read_file(path, NULL);
    assert_string_equal(bytes, "as it was");
    free(bytes);
    assert_int_equal(count_names(*state), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suggests_the_nearest_kind),
        cmocka_unit_test(wants_one_kind),
        cmocka_unit_test(refuses_numbers_that_are_none),
        cmocka_unit_test(takes_numbers_beyond_all_counts),
        cmocka_unit_test(refuses_to_count_what_is_not_there),
        SCRATCH_TEST(refuses_pictures_of_other_forms),
        SCRATCH_TEST(says_when_there_is_nothing_to_rank),
        cmocka_unit_test(helps_with_an_example),
        SCRATCH_TEST(names_what_to_install_without_rsvg_convert),
        SCRATCH_TEST(leaves_what_was_there_when_rsvg_convert_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
