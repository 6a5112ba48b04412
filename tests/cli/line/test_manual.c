/* SPDX-License-Identifier: MIT
 *
 * The manual page is well-formed and complete, and its examples run.
 */
#include "ask_tool.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static const char page[] = CLI_DIRECTORY "/attack-events.1";

static char *read_page(void)
{
    return read_file(page, NULL);
}

static void is_accepted_by_mandoc(void **state)
{
    struct run_result result;

    (void)state;
    if (!has_program("mandoc")) {
        print_message("skipped: there is no mandoc\n");
        skip();
    }
    run(ARGUMENTS("mandoc", "-Tlint", "-W", "warning", page), NULL, &result);
    assert_string_equal(result.out, "");
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

/* In a separate directory, since some write files; found in PATH, as in the example. */
static void has_examples_that_all_run(void **state)
{
    char *text = read_page();
    size_t examples = 0;

    for (char *line = text; (line = strstr(line, "\n.Dl $ ")) != NULL; line++) {
        struct run_result result;
        char script[600];

        snprintf(script, sizeof script, "set -e -o pipefail; cd '%s'; PATH=%s:$PATH; %.*s", (char *)*state,
                 TOOL_DIRECTORY, (int)strcspn(line + 7, "\n"), line + 7);
#ifndef DRAWS_PICTURES
        if (strstr(script, ".svg") || strstr(script, ".png"))
            continue;
#endif
        run_shell(ARGUMENTS("bash", "-c", script), &result);
        if (result.exit_code != 0 || result.err_size != 0)
            fail_msg("%s\nexits with %d: %s", script, result.exit_code, result.err);
        assert_true(result.out_size > 0 || strstr(script, " -o "));
        run_result_free(&result);
        examples++;
    }
    assert_true(examples >= 8);
    free(text);
}

static bool has_word(const char *text, const char *before, const char *word, size_t length)
{
    char sought[100];
    size_t sought_length = (size_t)snprintf(sought, sizeof sought, "%s%.*s", before, (int)length, word);

    for (const char *at = text; (at = strstr(at, sought)) != NULL; at++)
        if (strchr(" ,\n", at[sought_length]) && at[sought_length])
            return true;
    return false;
}

/* The page describes every command, and every option in a command's help. */
static void has_every_command_and_option(void **state)
{
    char *text = read_page();
    struct run_result tool;
    size_t options = 0;

    (void)state;
    run(ARGUMENTS(TOOL, "--help"), NULL, &tool);
    for (char *line = strstr(tool.out, "\ncommands:\n") + 11; *line == ' '; line = strchr(line, '\n') + 1) {
        size_t length = strcspn(line + 2, " ");
        struct run_result help;
        char command[40];

        snprintf(command, sizeof command, "%.*s", (int)length, line + 2);
        if (!has_word(text, ".It Cm ", command, length) || !has_word(text, ".Cm ", command, length))
            fail_msg("no command %s", command);
        run(ARGUMENTS(TOOL, command, "--help"), NULL, &help);
        for (char *option = strstr(help.out, "\noptions:\n"); (option = strstr(option, " --")) != NULL; option++) {
            size_t letters = strspn(option + 3, "abcdefghijklmnopqrstuvwxyz-");

            if (!has_word(text, "Fl -", option + 3, letters) && !has_word(text, ", -", option + 3, letters))
                fail_msg("no option %.*s of %s", (int)letters, option + 3, command);
            options++;
        }
        run_result_free(&help);
    }
    assert_true(options > 20);
    run_result_free(&tool);
    free(text);
}

static void has_every_column(void **state)
{
    char *text = read_page();

    (void)state;
    for (int i = 0; i < NAIVE_PRINTED; i++)
        if (!has_word(text, ".It Va ", naive_column_names[i], strlen(naive_column_names[i])))
            fail_msg("no column %s", naive_column_names[i]);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_accepted_by_mandoc),
        SCRATCH_TEST(has_examples_that_all_run),
        cmocka_unit_test(has_every_command_and_option),
        cmocka_unit_test(has_every_column),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
