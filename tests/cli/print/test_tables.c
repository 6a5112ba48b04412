/* SPDX-License-Identifier: MIT
 *
 * The tables for people: no line is wider than the terminal, nothing controls it, and everything that a naive reader
 * finds is there, in its place, however it was wrapped. Tables are compared without white space: a stream of headings,
 * and one for each column.
 */
#include "ask_tool.h"
#include "expected_table.h"
#include "shown_table.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 40, WIDEST = 200 };

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

static int read_files(void **state)
{
    (void)state;
    read_mapping(&mapping, files, sizeof files / sizeof *files);
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

static void compare_streams(struct stream *expected, struct stream *found, const char *what)
{
    static const char *const dropped[] = {"Microsoft-Windows-", "ActionType", "?" /* the ellipsis */};

    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        stream_drop(expected, dropped[i]);
        stream_drop(found, dropped[i]);
    }
    if (strcmp(expected->text ? expected->text : "", found->text ? found->text : "") != 0)
        fail_msg("%s:\n%s\ninstead of\n%s", what, found->text ? found->text : "", expected->text ? expected->text : "");
}

/* Whether an event of a technique has a condition, whose wording the naive reader does not know: then only the headings
 * are compared. */
static bool has_condition(const char *id)
{
    for (size_t i = 0; i < mapping.rows.count; i++)
        if (mapping.rows.row[i].field[NAIVE_CONDITION] &&
            strcmp(mapping.rows.row[i].field[NAIVE_TECHNIQUE_ID], id) == 0)
            return true;
    return false;
}

static void check_technique(const char *id, unsigned width)
{
    struct expected_table expected = {.mapping = &mapping};
    struct shown_table shown;
    struct run_result result;
    bool is_known = !has_condition(id);
    char what[300];

    run_at_width(ARGUMENTS(TOOL, "technique", id, "--format", "table"), width, &result);
    expect_tidy(result.out, width);
    shown_table_read(&shown, result.out);
    expected.has_filter_column = shown.has[STREAM_FILTER];
    expected.is_stacked = shown.is_stacked;
    expected_table_fill(&expected, id);
    assert_true(shown.has_events == (expected.streams[STREAM_HEADINGS].length > 0));
    for (int i = 0; i < STREAMS; i++) {
        snprintf(what, sizeof what, "%s at width %u, %s", id, width, i ? stream_headings[i] : "headings");
        if (shown.has[i] && (is_known || i == STREAM_HEADINGS))
            compare_streams(&expected.streams[i], &shown.streams[i], what);
    }
    if (width >= 200 && expected.summary.text) { /* if the summary is not wrapped */
        snprintf(what, sizeof what, "%s at width %u, summary", id, width);
        compare_streams(&expected.summary, &shown.summary, what);
    }
    expected_table_free(&expected);
    shown_table_free(&shown);
    run_result_free(&result);
}

static void shows_every_technique_whole(void **state)
{
    static const unsigned widths[] = {NARROWEST, 80, WIDEST, LINE_MOST - 100};

    (void)state;
    for (size_t i = 0; i < mapping.techniques.count; i++)
        check_technique(mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID],
                        widths[i % (sizeof widths / sizeof *widths)]);
}

/* The technique with the most rows, and the one with the most events. */
static void shows_a_large_technique_at_every_width(void **state)
{
    const char *largest = NULL;
    size_t most = 0, rows = 0;

    (void)state;
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const char *id = mapping.rows.row[i].field[NAIVE_TECHNIQUE_ID];

        rows = i > 0 && strcmp(id, mapping.rows.row[i - 1].field[NAIVE_TECHNIQUE_ID]) == 0 ? rows + 1 : 1;
        if (rows > most) {
            most = rows;
            largest = id;
        }
    }
    assert_non_null(largest);
    for (unsigned width = NARROWEST; width <= WIDEST; width++)
        check_technique(largest, width);
}

/* The other tables: all rows, all columns, an event. At some widths rows are blocks. */
static void keeps_to_every_width(void **state)
{
    const char *id = mapping.rows.row[mapping.rows.count / 2].field[NAIVE_TECHNIQUE_ID];
    const char *event = NULL;
    char all[1000] = "";

    (void)state;
    for (size_t i = 0; i < mapping.rows.count && !event; i++)
        event = mapping.rows.row[i].field[NAIVE_EVENT_ID];
    for (int column = 0; column < NAIVE_PRINTED; column++)
        strcat(strcat(all, column ? "," : ""), naive_column_names[column]);
    for (unsigned width = NARROWEST; width <= WIDEST; width++) {
        const char *const *const runs[] = {
            ARGUMENTS(TOOL, "technique", id, "--format", "table", "--columns", all),
            ARGUMENTS(TOOL, "technique", id, "--format", "table", "--columns", "event_id,event_name,log_source"),
            ARGUMENTS(TOOL, "event", event ? event : "", "--format", "table"),
            ARGUMENTS(TOOL, "rows", "--format", "table"),
        };

        for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
            struct run_result result;

            if ((i == 2 && !event) || (i == 3 && width % 20 != 0))
                continue;
            run_at_width(runs[i], width, &result);
            expect_tidy(result.out, width);
            if (i < 2) /* columns that were asked for */
                assert_null(strstr(result.err, "leaves out"));
            run_result_free(&result);
        }
    }
}

/* A requested column is never omitted: all its texts are there, in a column or in blocks. */
static void shows_every_requested_column_at_every_width(void **state)
{
    static const int columns[] = {NAIVE_EVENT_ID, NAIVE_EVENT_NAME, NAIVE_LOG_SOURCE, NAIVE_CHANNEL, NAIVE_FILTER_IN};
    const char *id = mapping.rows.row[mapping.rows.count / 2].field[NAIVE_TECHNIQUE_ID];

    (void)state;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (unsigned width = NARROWEST; width <= WIDEST; width += 10) {
            struct stream expected = {NULL, 0, 0}, found = {NULL, 0, 0};
            struct run_result result;
            char line[LINE_MOST];
            const char *rest;

            for (size_t j = 0; j < mapping.rows.count; j++)
                if (strcmp(mapping.rows.row[j].field[NAIVE_TECHNIQUE_ID], id) == 0)
                    stream_add(&expected, mapping.rows.row[j].field[columns[i]]);
            run_at_width(
                ARGUMENTS(TOOL, "technique", id, "--format", "table", "--columns", naive_column_names[columns[i]]),
                width, &result);
            rest = result.out;
            assert_true(take_line(&rest, line)); /* the heading */
            while (take_line(&rest, line))
                stream_add(&found, line);
            compare_streams(&expected, &found, naive_column_names[columns[i]]);
            free(expected.text);
            free(found.text);
            run_result_free(&result);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_every_technique_whole),
        cmocka_unit_test(shows_a_large_technique_at_every_width),
        cmocka_unit_test(keeps_to_every_width),
        cmocka_unit_test(shows_every_requested_column_at_every_width),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
