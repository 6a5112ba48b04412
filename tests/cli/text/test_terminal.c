/* SPDX-License-Identifier: MIT
 *
 * The output of every command on a terminal, in every format, for texts that would control it. The mapping is
 * hostile.yaml.
 */
#include "ask_tool.h"
#include "scratch.h"
#include "typing.h"

#include "cmocka_test.h"
#include "pseudo_terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINK                                                                                                           \
    "Link \033]8;;http://example.org\033\\x\033]8;;\033\\ \342\200\256\302\233"                                        \
    "31m\a"

static const char collected[] = "event_id\tlog_source\tchannel\n7\t" LINK "\t\n9\t" LINK "\t" LINK "\n";
static const char logged[] = "{\"EventID\":7,\"SourceName\":\"Link \\u001b]8;;http://example.org\\u001b\\\\x\\u001b]8;;"
                             "\\u001b\\\\ \\u202e\\u009b31m\\u0007\",\"a\":\"\302\233\"}\n"
                             "{\"EventID\":\"\\u001b[31m\",\"SourceName\":\"\\u001b[31m\"}\n\033[31m\n";

/* U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069: they change the direction of text. */
static bool is_direction_mark(const unsigned char *at)
{
    return at[0] == 0xE2 && ((at[1] == 0x80 && (at[2] == 0x8E || at[2] == 0x8F || (at[2] >= 0xAA && at[2] <= 0xAE))) ||
                             (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
}

/* Returns the first byte that a terminal would not simply display, or NULL. Tabs in TSV are allowed. */
static const char *find_order(const char *text)
{
    for (; *text; text++) {
        const unsigned char *at = (const unsigned char *)text;

        if ((*at < 0x20 && !strchr("\t\n", *text) && !(*text == '\r' && text[1] == '\n')) || *at == 0x7F ||
            (at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F) || is_direction_mark(at))
            return text;
    }
    return NULL;
}

static void expect_no_orders(const char *directory, const char *const arguments[])
{
    const char *all[12] = {TOOL};
    const char *order;
    char *screen;

    for (size_t i = 0; arguments[i]; i++)
        all[i + 1] = arguments[i];
    screen = type_lines(all, directory, ARGUMENTS("NO_COLOR=1", "TERM=xterm"), "", ARGUMENTS(NULL));
    assert_non_null(screen);
    order = find_order(screen);
    if (order)
        fail_msg("attack-events %s %s shows byte 0x%02x in\n%s", arguments[0], arguments[1] ? arguments[1] : "",
                 (unsigned char)*order, screen);
    free(screen);
}

static void steers_no_terminal_in_any_format(void **state)
{
    static const char *const formats[] = {"table", "tsv", "json"};
    static const char *const calls[][4] = {
        {"rows"},
        {"technique", "T9001", "T9002"},
        {"technique", "T9002"},
        {"event", "7"},
        {"info"},
        {"top", "data-components", "--techniques"},
        {"top", "tactics", "--techniques"},
        {"coverage", "--collected", "collected.tsv"},
        {"coverage", "--all", "--collected=collected.tsv"},
        {"plan"},
        {"tag", "--summary", "log.json"},
        {"tag", "--events", "log.json"},
    };

    write_text(*state, "collected.tsv", collected);
    write_text(*state, "log.json", logged);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (size_t j = 0; j < 3; j++)
            expect_no_orders(*state, ARGUMENTS("--format", formats[j], calls[i][0], calls[i][1], calls[i][2]));
}

static void steers_no_terminal_with_what_has_one_format(void **state)
{
    static const char *const calls[][4] = {
        {"--version"},
        {"graph", "T9002"},
        {"report"},
        {"graph", "--to", "techniques", "7"},
        {"layer", "--event=7"},
        {"layer", "--collected=collected.tsv"},
        {"enable"},
        {"enable", "--as", "xpath"},
        {"tag", "log.json"},
        {"tag", "--why", "log.json"},
    };

    write_text(*state, "collected.tsv", collected);
    write_text(*state, "log.json", logged);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        expect_no_orders(*state, ARGUMENTS(calls[i][0], calls[i][1], calls[i][2], calls[i][3]));
}

static void steers_no_terminal_with_messages(void **state)
{
    static const char *const calls[][4] = {
        {"rows", "--provider", "Link \033"},
        {"rows", "--tactic", LINK "x"},
        {"event", LINK},
        {"technique", LINK},
        {"rows", "--columns", LINK},
        {"tag", "--table", LINK, "log.json"},
        {"tag", LINK},
        {"coverage", "--collected", LINK},
        {LINK},
        {"--" LINK},
        {"top", LINK},
        {"enable", "--as", LINK},
        {"plan", "-n", LINK},
        {"rows", "--format", LINK},
        {"layer", "--event", LINK},
        {"graph", "T9002", "-o", LINK ".xyz"},
    };

    write_text(*state, "log.json", logged);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        expect_no_orders(*state, ARGUMENTS(calls[i][0], calls[i][1], calls[i][2], calls[i][3]));
}

/* In a pipe, TSV is for programs, which get the bytes unchanged. */
static void changes_nothing_in_a_pipe(void **state)
{
    struct run_result result;

    (void)state;
    run(ARGUMENTS(TOOL, "rows", "--platform", LINK, "--columns", "log_source"), NULL, &result);
    assert_string_equal(result.out, "log_source\nLink \033]8;;http://example.org\033\\\\x\033]8;;\033\\\\ "
                                    "\342\200\256\302\233"
                                    "31m\a\n");
    run_result_free(&result);
}

/* Also on a terminal, a value with a backslash differs from one with an escape. */
static void shows_values_without_doubt(void **state)
{
    char *screen = type_lines(ARGUMENTS(TOOL, "rows", "--format", "tsv", "--columns", "log_source"), *state,
                              ARGUMENTS("NO_COLOR=1"), "", ARGUMENTS(NULL));

    assert_non_null(strstr(screen, "\r\nSlash \\\\$(touch ran)\\\\\r\n"));
    assert_non_null(strstr(screen, "\r\nLetters \\\\t\\\\n\r\n"));
    assert_non_null(strstr(screen, "\r\nOffered\\t$(touch ran)\r\n"));
    assert_non_null(strstr(screen, "\r\nOffered \\x07\r\n"));
    assert_non_null(strstr(screen, "\r\nH\303\244user \342\202\254\r\n"));
    free(screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(steers_no_terminal_in_any_format), SCRATCH_TEST(steers_no_terminal_with_what_has_one_format),
        SCRATCH_TEST(steers_no_terminal_with_messages), cmocka_unit_test(changes_nothing_in_a_pipe),
        SCRATCH_TEST(shows_values_without_doubt),
    };

    if (!has_pseudo_terminals())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
