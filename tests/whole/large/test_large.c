/* SPDX-License-Identifier: MIT
 *
 * Commands with large mappings finish in time: anything quadratic in one of their sizes would exceed the
 * CPU limit. Each answer has as much as large/mapping.sh put into the mapping.
 */
#include "run.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 24000, RELATIONSHIPS = 45000, EVENTS = 30000, IDS = 25000, SOURCES = 25000, TACTICS = 500 };
enum { ARGUMENTS_MOST = 32 };

/* CPU seconds, for commands that take a tenth of a second or two. */
#define SECONDS "3"

/* Not strstr(), with which sanitizers read the whole text for each match. */
static size_t count(const char *text, size_t size, const char *sought)
{
    size_t length = strlen(sought), found = 0;
    const char *end = text + size;

    for (; (text = memchr(text, *sought, (size_t)(end - text))) != NULL; text++)
        found += (size_t)(end - text) >= length && memcmp(text, sought, length) == 0;
    return found;
}

/* Runs a command and fails unless it has this exit status, and its output contains a text so many times. */
static void expect(const char *const arguments[], const char *input, int exit_code, const char *sought, size_t times)
{
    static const char limited[] = "ulimit -t \"$0\"; exec \"$@\"";
    const char *all[ARGUMENTS_MOST] = {"sh", "-c", limited, SECONDS};
    struct run_options options = {.input = input, .input_size = input ? strlen(input) : 0};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++)
        all[4 + i] = arguments[i];
    run(all, &options, &result);
    assert_int_equal(result.signal, 0);
    assert_int_equal(result.exit_code, exit_code);
    assert_int_equal(count(result.out, result.out_size, sought) + count(result.err, result.err_size, sought), times);
    run_result_free(&result);
}

/* Returns a text of `count` lines, for free(). */
static char *lines(const char *head, const char *form, uint32_t number)
{
    size_t size;
    char *text;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    fputs(head, file);
    for (uint32_t i = 0; i < number; i++) {
        const char *at = form;

        for (const char *place; (place = strchr(at, '#')) != NULL; at = place + 1)
            fprintf(file, "%.*s%lu", (int)(place - at), at, (unsigned long)i);
        fprintf(file, "%s\n", at);
    }
    assert_int_equal(fclose(file), 0);
    return text;
}

static void technique(void **state)
{
    (void)state;
    expect(ARGUMENTS(TOOL, "technique", "T1901", "--format", "table"), NULL, 0, "relationship", RELATIONSHIPS);
    expect(ARGUMENTS(TOOL, "technique", "T1902", "--format", "table"), NULL, 0, "Field=", EVENTS);
    expect(ARGUMENTS(TOOL, "technique", "T1904.*", "--format", "table"), NULL, 0, "\nsource ",
           2 * SOURCES); /* in the summary and above its events */
}

static void graph(void **state)
{
    (void)state;
    expect(ARGUMENTS(TOOL, "graph", "T1902"), NULL, 0, "-> \"event ", EVENTS);
    expect(ARGUMENTS(TOOL, "graph", "T1904.*"), NULL, 0, "-> \"source ", SOURCES);
}

static void plan(void **state)
{
    (void)state;
    expect(ARGUMENTS(TOOL, "plan", "-n", "1000000", "T1000", "T1001", "T1002", "T1003", "T1004", "T1005", "T1006",
                     "T1007", "T1008", "T1009", "T1010", "T1011"),
           NULL, 0, "\tchannel ", CHANNELS / 2);
}

static void coverage(void **state)
{
    char *table = lines("event_id\tlog_source\tchannel\tfilter_in\n",
                        "1\tprovider #\tchannel #\tField=v#\n\tprovider #\t\t\n\tnowhere #\t\t", EVENTS);

    (void)state;
    expect(ARGUMENTS(TOOL_OF_TACTICS, "coverage", "--collected", "-"), "log_source\np\n", 0, "\t1\t1\t0\t0\t0\t",
           TACTICS + 1);
    expect(ARGUMENTS(TOOL, "coverage", "--collected", "-", "T1902", "T1904"), table, 1, "\tcovered\t", 1);
    free(table);
}

static void event(void **state)
{
    (void)state;
    expect(ARGUMENTS(TOOL, "event", "1", "--channel", "channel 2", "--provider", "p"), NULL, 1, "  provider provider ",
           EVENTS);
}

static void tag(void **state)
{
    char *log = lines("", "{\"EventID\":#,\"Provider\":\"p\"}", IDS);

    (void)state;
    expect(ARGUMENTS(TOOL, "tag", "--why"), log, 0, "\"id\":\"T1903\"", IDS);
    free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(technique), cmocka_unit_test(graph), cmocka_unit_test(plan),
        cmocka_unit_test(coverage),  cmocka_unit_test(event), cmocka_unit_test(tag),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
