/* SPDX-License-Identifier: MIT
 *
 * Files of collected events without an end, and damaged ones: what is right in them, cases/collected.txt has. The names
 * are those of mapping.yaml.
 */
#include "ask_tool.h"
#include "covering.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define SECURITY "Microsoft-Windows-Security-Auditing"
#define SYSMON "Microsoft-Windows-Sysmon"

static const char plain[] = "event_id\tlog_source\tchannel\n"
                            "4688\t" SECURITY "\tSecurity\n"
                            "10\t" SYSMON "\t" SYSMON "/Operational\n";

/* Runs `coverage --all` on a table from standard input. */
static void cover(const void *table, size_t size, struct run_result *result)
{
    run(ARGUMENTS(TOOL, "coverage", "--all", "--collected", "-", "--format", "tsv"),
        &(struct run_options){.input = table, .input_size = size, .seconds = 20}, result);
}

static void gives_up_on_lines_without_end(void **state)
{
    size_t size = (3u << 20) + 100;
    char *bytes = malloc(size);
    struct run_result result;

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'a', size);
    memcpy(bytes, plain, sizeof plain - 1);
    for (int quoted = 0; quoted < 2; quoted++) {
        cover(bytes, size, &result);
        assert_int_equal(result.exit_code, 1);
        assert_string_equal(result.err, "attack-events: standard input:4: the row is too long\n");
        run_result_free(&result);
        memcpy(bytes, "channel,id\nSecurity,\n,\n\"", 24); /* then a quoted field of many lines */
        memset(bytes + 2000, '\n', size - 2000);
    }
    free(bytes);
    cover("channel\nSec\0urity\n", 18, &result);
    assert_string_equal(result.err, "attack-events: standard input:2: a NUL byte: is it UTF-16? UTF-8 is expected\n");
    assert_int_equal(result.exit_code, 1);
    run_result_free(&result);
    run(ARGUMENTS(TOOL, "plan", "--collected", "/dev/zero"), &(struct run_options){.seconds = 20}, &result);
    assert_int_equal(result.exit_code, 1);
    run_result_free(&result);
}

/* A table with changed, lost and doubled bytes: the tool answers or reports an error. */
static void withstands_damaged_tables(void **state)
{
    static const char bytes[] = "\"\t,;\n\r\\#\0\xff\xef";
    struct dice dice = {21};

    (void)state;
    for (int trial = 0; trial < 400; trial++) {
        static const char table[] = "\"Id\",\"ProviderName\",\"LogName\",\"filter_in\"\r\n"
                                    "\"4688\",\"" SECURITY "\",\"Security\",\"a\"\"b\"\r\n10," SYSMON ",,\r\n";
        char damaged[sizeof table];
        size_t size = sizeof table - 1;
        struct run_result result;

        memcpy(damaged, table, size);
        for (size_t i = roll(&dice, 5) + 1; i > 0; i--)
            damaged[roll(&dice, size)] = bytes[roll(&dice, sizeof bytes - 1)];
        cover(damaged, roll(&dice, 4) ? size : roll(&dice, size), &result);
        assert_int_equal(result.signal, 0);
        assert_in_range(result.exit_code, 0, 1);
        assert_int_equal(result.exit_code, result.out_size == 0);
        assert_true(result.exit_code == 0 || result.err_size > 0);
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_up_on_lines_without_end),
        cmocka_unit_test(withstands_damaged_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
