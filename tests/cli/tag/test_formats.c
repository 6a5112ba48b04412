/* SPDX-License-Identifier: MIT
 *
 * The lines of ../log/formats/ *.json, each in the form that the program's own documentation has. expected.tsv says,
 * read by hand, which events each has: one row an event. A naive reader finds in the mapping what such events could
 * show; those that the mapping does not have must be named by --summary.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

enum { FIELD_COUNT = 7, EVENTS_MOST = 200 };
enum field { FILE_NAME, LINE, TABLE, ID, PROVIDER, CHANNEL, FIELDS };

/* A row of expected.tsv. */
struct expected {
    char *field[FIELD_COUNT];
    struct logged logged;
};

static char *table;
static struct expected expected[EVENTS_MOST];
static size_t expected_count;

/* Takes "name=value;..." apart. */
static void read_fields(struct expected *row)
{
    size_t count = 0;

    if (strcmp(row->field[FIELDS], "-") == 0)
        return;
    for (char *pair = strtok(row->field[FIELDS], ";"); pair; pair = strtok(NULL, ";")) {
        char *value = strchr(pair, '=');

        assert_non_null(value);
        *value = '\0';
        row->logged.fields[count++] = pair;
        row->logged.fields[count++] = value + 1;
    }
}

static int read_all(void **state)
{
    size_t size;
    char *line;

    (void)state;
    table = read_file(FORMATS "/expected.tsv", &size);
    for (line = strchr(table, '\n') + 1; *line; expected_count++) {
        struct expected *row = &expected[expected_count];
        char *end = line + strcspn(line, "\n");

        assert_true(expected_count < EVENTS_MOST);
        *end = '\0';
        for (size_t i = 0; i < FIELD_COUNT; i++) {
            row->field[i] = line;
            line += strcspn(line, "\t");
            if (*line)
                *line++ = '\0';
        }
        row->logged.id = row->field[ID];
        row->logged.provider = row->field[PROVIDER];
        row->logged.channel = strcmp(row->field[CHANNEL], "-") == 0 ? NULL : row->field[CHANNEL];
        line = end + 1;
    }
    for (size_t i = 0; i < expected_count; i++)
        read_fields(&expected[i]);
    return naive_read(&mapping, files, sizeof files / sizeof *files) ? 0 : -1;
}

static int free_all(void **state)
{
    (void)state;
    naive_free(&mapping);
    free(table);
    return 0;
}

/* Adds ids that are not there yet. */
static void merge(struct ids *ids, const struct ids *more)
{
    for (size_t i = 0; i < more->count; i++) {
        size_t at = 0;

        while (at < ids->count && strcmp(ids->id[at], more->id[i]) != 0)
            at++;
        assert_true(at < IDS_MOST);
        memcpy(ids->id[at], more->id[i], ID_BYTES);
        ids->count += at == ids->count;
    }
}

static void tag_file(const struct expected *row, const char *option, struct run_result *result)
{
    char path[1000];
    size_t size;
    char *bytes;
    bool has_table = strcmp(row->field[TABLE], "-") != 0;

    snprintf(path, sizeof path, FORMATS "/%s", row->field[FILE_NAME]);
    bytes = read_file(path, &size);
    tag_bytes(TOOL,
              has_table ? ARGUMENTS("--top", "all", option, "--table", row->field[TABLE])
                        : ARGUMENTS("--top", "all", option),
              bytes, size, result);
    free(bytes);
}

/* Returns a line of text, by its number. */
static const char *line_of(const char *text, size_t number, size_t *length)
{
    for (size_t i = 1; i < number; i++) {
        text = strchr(text, '\n');
        assert_non_null(text);
        text++;
    }
    *length = strcspn(text, "\n");
    return text;
}

static bool is_same_line(const struct expected *a, const struct expected *b)
{
    return strcmp(a->field[FILE_NAME], b->field[FILE_NAME]) == 0 && strcmp(a->field[LINE], b->field[LINE]) == 0;
}

static void finds_the_events_of_every_format(void **state)
{
    size_t showing = 0;

    (void)state;
    for (size_t first = 0, next; first < expected_count; first = next) {
        static struct ids actual, wanted, some;
        struct run_result result;
        size_t length;
        const char *line;

        memset(&wanted, 0, sizeof wanted);
        for (next = first; next < expected_count && is_same_line(&expected[first], &expected[next]); next++) {
            naive_ids(&mapping, &expected[next].logged, &some);
            merge(&wanted, &some);
        }
        sort_ids(&wanted);
        tag_file(&expected[first], "--why", &result);
        line = line_of(result.out, strtoul(expected[first].field[LINE], NULL, 10), &length);
        tagged_ids(line, length, &actual);
        sort_ids(&actual);
        drop_conditions(line, &actual, &wanted);
        if (actual.count != wanted.count || memcmp(actual.id, wanted.id, sizeof actual.id) != 0)
            fail_msg("%s:%s shows %zu techniques and not %zu", expected[first].field[FILE_NAME],
                     expected[first].field[LINE], actual.count, wanted.count);
        run_result_free(&result);
        showing += wanted.count > 0;
    }
    assert_true(showing > 60);
}

/* osquery has no event in the mapping, so its provider and id are told by the summary. */
static void names_the_events_that_the_mapping_does_not_have(void **state)
{
    size_t named = 0;

    (void)state;
    for (size_t i = 0; i < expected_count; i++) {
        static struct ids ids;
        struct run_result result;
        char wanted[200];

        if (strcmp(expected[i].field[PROVIDER], "osquery") != 0)
            continue;
        naive_ids(&mapping, &expected[i].logged, &ids);
        assert_int_equal(ids.count, 0);
        tag_file(&expected[i], "--summary", &result);
        snprintf(wanted, sizeof wanted, "  osquery %s\n", expected[i].field[ID]);
        if (!strstr(result.err, wanted))
            fail_msg("%s: nothing is said of %s", expected[i].field[FILE_NAME], expected[i].field[ID]);
        run_result_free(&result);
        named++;
    }
    assert_true(named >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_events_of_every_format),
        cmocka_unit_test(names_the_events_that_the_mapping_does_not_have),
    };

    return cmocka_run_group_tests(tests, read_all, free_all);
}
