/* SPDX-License-Identifier: MIT
 *
 * Rules for every command, including those written after this test: the list comes from the tool's own help.
 */
#include "ask_tool.h"
#include "json_rows.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { COMMANDS_MOST = 20, NAME_MOST = 40 };

static char commands[COMMANDS_MOST][NAME_MOST];
static size_t command_count;

/* Reads the lines "  NAME OPERAND  SUMMARY" between "commands:" and an empty line. */
static int read_commands(void **state)
{
    struct run_result result;
    char *line;

    (void)state;
    run(ARGUMENTS(TOOL, "--help"), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    line = strstr(result.out, "\ncommands:\n");
    assert_non_null(line);
    for (line += strlen("\ncommands:\n"); *line == ' '; line = strchr(line, '\n') + 1) {
        size_t length = strcspn(line + 2, " ");

        assert_true(command_count < COMMANDS_MOST && length < NAME_MOST);
        memcpy(commands[command_count++], line + 2, length);
    }
    assert_true(command_count >= 4);
    run_result_free(&result);
    return 0;
}

/* A call of each command that succeeds. A new command must be added here. */
static const char *const *answering(const char *command)
{
    static const char *const calls[][4] = {
        {"technique", "T1003.001"},
        {"event", "4663"},
        {"rows"},
        {"rules"},
        {"info"},
        {"top", "data-sources"},
        {"graph", "T1039"},
        {"report"},
        {"tag", "--summary"},
        {"coverage", "--collected=" CLI_DIRECTORY "/../tests/cli/coverage/collected.csv"},
        {"plan", "--number=100"},
        {"enable"},
    };

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (strcmp(calls[i][0], command) == 0)
            return calls[i];
    fail_msg("no call of '%s' is known to this test", command);
    return NULL;
}

/* The input for a command that reads a log. */
static const char log_line[] = "{\"EventID\": 1102, \"Channel\": \"Security\"}\n";

/* The input for a command that reads collected events. */
static const char collected_rows[] = "Id,ProviderName\n4688,Microsoft-Windows-Security-Auditing\n";

static bool is_drawing(const char *command)
{
    return strcmp(command, "graph") == 0 || strcmp(command, "report") == 0 || strcmp(command, "enable") == 0;
}

static void helps_on_standard_output_with_an_example(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        char usage[2000];

        snprintf(usage, sizeof usage, "usage: attack-events %s*\nexample*:\n  attack-events %s*\noptions:\n*--help *",
                 commands[i], commands[i]);
        expect_run(TOOL, ARGUMENTS(commands[i], "--help"), 0, usage, NULL);
        expect_run(TOOL, ARGUMENTS("-h", commands[i]), 0, "*", NULL);
    }
    expect_run(TOOL, ARGUMENTS("--help"), 0, "*\nexamples:\n  attack-events *\nexit status: *", NULL);
}

static void prints_no_line_of_help_over_100_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        struct run_result result;

        run(ARGUMENTS(TOOL, commands[i], "--help"), NULL, &result);
        for (const char *line = result.out; *line; line = strchr(line, '\n') + 1)
            if (strcspn(line, "\n") > 100)
                fail_msg("%s: %.*s", commands[i], (int)strcspn(line, "\n"), line);
        run_result_free(&result);
    }
}

/* In a separate directory, since some write files; found in PATH, as in the example. */
static void runs_every_example_of_its_help(void **state)
{
    size_t examples = 0;

    write_text(*state, "log.json", log_line);
    write_text(*state, "collected.csv", collected_rows);
    for (size_t i = 0; i < command_count; i++) {
        struct run_result help, result;

        run(ARGUMENTS(TOOL, commands[i], "--help"), NULL, &help);
        for (const char *line = help.out; (line = strstr(line, "\n  attack-events ")) != NULL; line++) {
            char script[600];

            snprintf(script, sizeof script, "set -e -o pipefail; cd '%s'; PATH=%s:$PATH; %.*s", (char *)*state,
                     TOOL_DIRECTORY, (int)strcspn(line + 1, "\n"), line + 1);
#ifndef DRAWS_PICTURES
            if (strstr(script, ".svg") || strstr(script, ".png"))
                continue;
#endif
            run_shell(ARGUMENTS("bash", "-c", script), &result);
            if (result.exit_code != 0 || result.err_size != 0)
                fail_msg("%s\nexits with %d: %s", script, result.exit_code, result.err);
            run_result_free(&result);
            examples++;
        }
        run_result_free(&help);
    }
    assert_true(examples >= command_count);
}

static void refuses_unknown_options_of_every_command(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        char message[1000];

        snprintf(message, sizeof message,
                 "attack-events: unknown option '--formt'; did you mean --format[?]\nusage: attack-events %s*",
                 commands[i]);
        expect_run(TOOL, ARGUMENTS(commands[i], "--formt", "json"), 2, NULL, message);
    }
}

static void run_call(const char *command, const char *format, const char *output, struct run_result *result)
{
    const char *const *call = answering(command);
    const char *arguments[8] = {TOOL, call[0]};
    struct run_options options = {.input = log_line, .input_size = sizeof log_line - 1, .output_path = output};
    size_t count = 2;

    if (call[1])
        arguments[count++] = call[1];
    if (!is_drawing(command)) {
        arguments[count++] = "--format";
        arguments[count++] = format;
    }
    run(arguments, &options, result);
}

/* only the output of rows is larger than a buffer */
static void reports_what_it_cannot_write(void **state)
{
    static const char *const formats[] = {"table", "tsv", "json"};

    (void)state;
    for (size_t i = 0; i < command_count; i++)
        for (size_t j = 0; j < 3; j++) {
            struct run_result result;

            run_call(commands[i], formats[j], "/dev/full", &result);
            if (result.exit_code != 3 || !strstr(result.err, "No space left on device"))
                fail_msg("%s --format %s: exit code %d, %s", commands[i], formats[j], result.exit_code, result.err);
            run_result_free(&result);
        }
    expect_run("sh", ARGUMENTS("-c", "'" TOOL "' --help >/dev/full"), 3, NULL,
               "attack-events: cannot write the output: No space left on device\n");
    expect_run("sh", ARGUMENTS("-c", "'" TOOL "' info >&-"), 3, NULL,
               "attack-events: cannot write the output: Bad file descriptor\n");
}

/* The parent may ignore SIGPIPE, as many programs do. */
static void ends_quietly_when_a_pipe_is_closed(void **state)
{
    static const char *const formats[] = {"table", "tsv", "json"};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int ignored = 0; ignored < 2; ignored++) {
            char script[600];
            struct run_result result;

            snprintf(script, sizeof script, "%s'%s' rows --format %s | head -n 1; exit ${PIPESTATUS[0]}",
                     ignored ? "trap '' PIPE; " : "", TOOL, formats[i]);
            run_shell(ARGUMENTS("bash", "-c", script), &result);
            assert_string_equal(result.err, "");
            assert_true(strchr(result.out, '\n') == result.out + result.out_size - 1);
            assert_int_equal(result.exit_code, 128 + SIGPIPE);
            run_result_free(&result);
        }
}

static void prints_json_of_everything_that_is_data(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        struct run_result result;
        struct json_rows rows;
        char *array;

        if (is_drawing(commands[i]) || strcmp(commands[i], "rows") == 0) /* test_narrowing.c tests rows */
            continue;
        run_call(commands[i], "json", NULL, &result);
        assert_int_equal(result.exit_code, 0);
        assert_string_equal(result.err, "");
        if (strcmp(commands[i], "info") == 0) { /* it prints one object */
            array = malloc(result.out_size + 3);
            assert_non_null(array);
            snprintf(array, result.out_size + 3, "[%s]", result.out);
        } else {
            array = naive_copy(result.out);
        }
        if (strcmp(commands[i], "event") != 0) { /* its techniques are nested objects */
            json_rows_read(&rows, array);
            assert_true(rows.count > 0 || strcmp(commands[i], "rules") == 0); /* the default mapping has none */
            assert_true(rows.count == 0 || rows.row[0].count > 1);
            json_rows_free(&rows);
        }
        free(array);
        run_result_free(&result);
    }
}

/* A table that is not written to a terminal has no colour and no bold. */
static void steers_no_terminal_that_is_not_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        struct run_result result;

        run_call(commands[i], "table", NULL, &result);
        for (size_t at = 0; at < result.out_size && !is_drawing(commands[i]); at++)
            if ((unsigned char)result.out[at] < 0x20 && result.out[at] != '\n')
                fail_msg("%s prints byte 0x%02x", commands[i], (unsigned char)result.out[at]);
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(helps_on_standard_output_with_an_example),
        cmocka_unit_test(prints_no_line_of_help_over_100_columns),
        SCRATCH_TEST(runs_every_example_of_its_help),
        cmocka_unit_test(refuses_unknown_options_of_every_command),
        cmocka_unit_test(reports_what_it_cannot_write),
        cmocka_unit_test(ends_quietly_when_a_pipe_is_closed),
        cmocka_unit_test(prints_json_of_everything_that_is_data),
        cmocka_unit_test(steers_no_terminal_that_is_not_there),
    };

    return cmocka_run_group_tests(tests, read_commands, NULL);
}
