/* SPDX-License-Identifier: MIT
 *
 * A log with more kinds of lines than the tool keeps (TALLY_KINDS_LIMIT): earlier counts must not be lost. The mapping
 * is that of cross/wide_mapping.sh, and is read here line by line.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IDS = 1000, TIMES = 3 };

/* Collects the ids of the first provider's events without a filter. */
static size_t read_events(bool known[IDS])
{
    char line[2000];
    size_t count = 0;
    FILE *file = fopen(WIDE_YAML, "r");

    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        const char *id = strstr(line, "event_id: ");
        unsigned long number = id ? strtoul(id + strlen("event_id: "), NULL, 10) : IDS;

        if (number >= IDS || !strstr(line, "log_source: Provider-A}"))
            continue;
        count += !known[number];
        known[number] = true;
    }
    fclose(file);
    return count;
}

static char *write_log(size_t *size)
{
    char *log;
    FILE *file = open_memstream(&log, size);

    assert_non_null(file);
    for (int i = 0; i < TIMES * IDS; i++)
        fprintf(file, "{\"EventID\":%d,\"SourceName\":\"Provider-A\",\"Channel\":\"Channel-A/Operational\"}\n",
                i % IDS);
    fclose(file);
    return log;
}

enum { COUNT_COLUMN = 7 }; /* from 0 */

static void counts_on_where_lines_are_of_many_kinds(void **state)
{
    bool known[IDS] = {false};
    size_t expected = read_events(known), found = 0, size;
    char *log = write_log(&size), *line;
    struct run_result result;

    (void)state;
    assert_in_range(expected, 600, IDS);
    tag_bytes(TOOL, ARGUMENTS("--events"), log, size, &result);
    line = strchr(result.out, '\n') + 1; /* the line behind the header */
    for (char *end; *line; line = end + 1, found++) {
        const char *count;

        end = strchr(line, '\n');
        *end = '\0';
        count = line;
        for (int column = 0; column < COUNT_COLUMN; column++)
            count = strchr(count, '\t') + 1;
        assert_true(known[strtoul(line, NULL, 10)]);
        assert_int_equal(strtoul(count, NULL, 10), TIMES);
    }
    assert_int_equal(found, expected);
    run_result_free(&result);
    free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_on_where_lines_are_of_many_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
