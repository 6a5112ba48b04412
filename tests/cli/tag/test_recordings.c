/* SPDX-License-Identifier: MIT
 *
 * The recordings of ../shared/security-datasets: every byte comes back, and the summary's counts are those of a naive
 * reader. The recordings are flat, so members can be found with strstr(): in JSON, a quote inside a text has a
 * backslash before it.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_BYTES = 1 << 16, NAMES_MOST = FIELDS_MOST / 2 - 1 };

static const char *const files[] = {FILES};
static struct naive_mapping mapping;
static const struct naive_row **events; /* each once */
static size_t event_count;
static char *names[NAMES_MOST]; /* of the fields that filters of Windows events use, each once */
static size_t name_count;
static glob_t recordings;

/* Adds the names of the fields of a filter, which is Key=Value joined by commas. */
static void add_names(const char *filter)
{
    char *copy = naive_copy(filter);

    for (char *pair = copy ? strtok(copy, ",") : NULL; pair; pair = strtok(NULL, ",")) {
        size_t known = 0;

        pair[strcspn(pair, "=")] = '\0';
        while (known < name_count && strcasecmp(names[known], pair) != 0)
            known++;
        assert_true(known < NAMES_MOST);
        if (known == name_count)
            names[name_count++] = naive_copy(pair);
    }
    free(copy);
}

static int read_files(void **state)
{
    (void)state;
    if (!naive_read(&mapping, files, sizeof files / sizeof *files))
        return -1;
    events = naive_distinct(&mapping.rows, NAIVE_EVENT_ID, NAIVE_FILTER_IN, &event_count);
    for (size_t i = 0; i < event_count; i++)
        if (naive_compare_folded(events[i]->field[NAIVE_EVENT_PLATFORM], "windows") == 0)
            add_names(events[i]->field[NAIVE_FILTER_IN]);
    return glob(RECORDINGS "/*.json", 0, NULL, &recordings);
}

static int free_files(void **state)
{
    (void)state;
    globfree(&recordings);
    while (name_count)
        free(names[--name_count]);
    free(events);
    naive_free(&mapping);
    return 0;
}

/* ---- Bytes ------------------------------------------------------------------------------------------------------ */

/* Removes the added members in place; fails if a line has none. */
static size_t without_members(char *bytes, size_t size)
{
    size_t kept = 0;

    for (char *line = bytes, *next; line < bytes + size; line = next) {
        char *end = strchr(line, '\n'), *added = NULL;

        assert_non_null(end);
        next = end + 1;
        *end = '\0';
        for (char *at = line; (at = strstr(at, ",\"attack\":{\"techniques\":[")) != NULL; at++)
            added = at;
        assert_non_null(added);
        memmove(bytes + kept, line, (size_t)(added - line));
        kept += (size_t)(added - line);
        for (end = next - 2; *end != '}'; end--)
            ;
        *(next - 1) = '\n';
        memmove(bytes + kept, end, (size_t)(next - end));
        kept += (size_t)(next - end);
    }
    return kept;
}

static void changes_no_byte_but_for_the_member(void **state)
{
    (void)state;
    assert_true(recordings.gl_pathc >= 16);
    for (size_t i = 0; i < recordings.gl_pathc; i++) {
        size_t size;
        char *bytes = read_file(recordings.gl_pathv[i], &size);
        struct run_result result;

        run(ARGUMENTS(TOOL, "tag", recordings.gl_pathv[i]), NULL, &result);
        assert_int_equal(result.exit_code, 0);
        assert_string_equal(result.err, "");
        assert_int_equal(without_members(result.out, result.out_size), size);
        assert_int_equal(memcmp(result.out, bytes, size), 0);
        run_result_free(&result);
        free(bytes);
    }
}

/* ---- Counts ----------------------------------------------------------------------------------------------------- */

/* Copies a value up to its end, with "\\" as "\"; values of filters have no other escapes. */
static void copy_value(const char *at, char value[TEXT_BYTES])
{
    const char *ends = *at == '"' ? "\"" : ",}";
    size_t used = 0;

    for (at += *at == '"'; !strchr(ends, *at); at++) {
        at += *at == '\\';
        assert_true(used + 1 < TEXT_BYTES);
        value[used++] = *at;
    }
    value[used] = '\0';
}

/* Copies the value of a member of the line. Returns it, or NULL if the line has no such member. */
static const char *member(const char *line, const char *name, char value[TEXT_BYTES])
{
    size_t length = strlen(name);

    for (const char *at = line; (at = strchr(at, '"')) != NULL; at++) {
        if (at == line || !strchr("{,", at[-1]) || strncasecmp(at + 1, name, length) != 0 || at[length + 1] != '"' ||
            at[length + 2] != ':')
            continue;
        copy_value(at + length + 3, value);
        return strcmp(value, "null") == 0 ? NULL : value;
    }
    return NULL;
}

/* Reads a line, with the fields that the filters of Windows events use. */
static void read_line(const char *line, struct logged *logged)
{
    static char id[TEXT_BYTES], provider[TEXT_BYTES], channel[TEXT_BYTES], values[NAMES_MOST][TEXT_BYTES];
    size_t used = 0;

    memset(logged, 0, sizeof *logged);
    logged->id = member(line, "EventID", id);
    logged->provider = member(line, "SourceName", provider);
    logged->channel = member(line, "Channel", channel);
    for (size_t i = 0; i < name_count; i++)
        if (member(line, names[i], values[i])) {
            logged->fields[used++] = names[i];
            logged->fields[used++] = values[i];
        }
}

/* Returns, for each event and technique, whether a row has both. */
static bool *join(void)
{
    bool *both = calloc(event_count * mapping.techniques.count, sizeof *both);
    size_t technique = 0;

    assert_non_null(both);
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const struct naive_row *row = &mapping.rows.row[i];

        while (strcmp(mapping.techniques.row[technique].field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_TECHNIQUE_ID]) != 0)
            technique++;
        for (size_t j = 0; j < event_count; j++)
            if (naive_same_columns(row, events[j], NAIVE_EVENT_ID, NAIVE_FILTER_IN))
                both[j * mapping.techniques.count + technique] = true;
    }
    return both;
}

/* Adds, by technique, the number of lines that match one of its events. */
static void count_lines(char *bytes, const bool *both, unsigned long *counts)
{
    size_t techniques = mapping.techniques.count;
    bool *shown = calloc(techniques, sizeof *shown);

    assert_non_null(shown);
    for (char *line = bytes, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        struct logged logged;

        *end = '\0';
        memset(shown, 0, techniques * sizeof *shown);
        read_line(line, &logged);
        for (size_t i = 0; i < event_count; i++) {
            if (!naive_matches(events[i], &logged))
                continue;
            for (size_t k = 0; k < techniques; k++)
                shown[k] = shown[k] || both[i * techniques + k];
        }
        for (size_t k = 0; k < techniques; k++)
            counts[k] += shown[k];
    }
    free(shown);
}

/* Fails unless the summary has this count for a technique; a larger one, if its kind is `condition`, which a naive
 * reader does not evaluate. Returns whether the summary has the technique. */
static bool expect_count(const char *summary, const char *id, unsigned long count)
{
    char start[ID_BYTES + 8];
    const char *line;
    unsigned long counted;
    char *end;

    snprintf(start, sizeof start, "\n%s\t", id);
    line = strstr(summary, start);
    if (!line && !count)
        return false;
    if (!line)
        fail_msg("no line of %s", id);
    counted = strtoul(line + strlen(start), &end, 10);
    assert_true(*end == '\t');
    strtoul(end + 1, &end, 10); /* its rank */
    if (strncmp(end, "\tcondition\t", 11) == 0 ? counted < count : counted != count)
        fail_msg("%s: %lu lines, not %lu", id, counted, count);
    return true;
}

static void counts_the_lines_of_each_technique(void **state)
{
    bool *both = join();

    (void)state;
    for (size_t i = 0; i < recordings.gl_pathc; i++) {
        unsigned long *counts = calloc(mapping.techniques.count, sizeof *counts);
        char *bytes = read_file(recordings.gl_pathv[i], NULL);
        struct run_result result;
        size_t lines = 0, expected = 0;

        assert_non_null(counts);
        count_lines(bytes, both, counts);
        run(ARGUMENTS(TOOL, "tag", "--summary", recordings.gl_pathv[i]), NULL, &result);
        assert_int_equal(result.exit_code, 0);
        for (const char *at = result.out; (at = strchr(at, '\n')) != NULL; at++)
            lines++;
        for (size_t k = 0; k < mapping.techniques.count; k++)
            expected += expect_count(result.out, mapping.techniques.row[k].field[NAIVE_TECHNIQUE_ID], counts[k]);
        assert_true(expected > 50);
        assert_int_equal(lines, expected + 1);
        run_result_free(&result);
        free(bytes);
        free(counts);
    }
    free(both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_no_byte_but_for_the_member),
        cmocka_unit_test(counts_the_lines_of_each_technique),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
