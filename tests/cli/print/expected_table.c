/* SPDX-License-Identifier: MIT
 *
 * Computes the streams of the expected table from the rows of the naive reader.
 */
#include "expected_table.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_IN_TECHNIQUE = 3000, RELATIONSHIPS_MOST = 40 };

static const int naive_columns[STREAMS] = {
    0,         NAIVE_EVENT_ID, NAIVE_EVENT_NAME, NAIVE_EVENT_PLATFORM, NAIVE_LOG_SOURCE, NAIVE_CHANNEL, NAIVE_FILTER_IN,
    NAIVE_KIND};

/* An event of a component, with the relationships of all its rows there. */
struct seen {
    const struct naive_row *row; /* the first */
    struct stream relationships; /* joined by "," */
    char *texts[RELATIONSHIPS_MOST];
    size_t text_count;
    const char *kind; /* "direct" if one of the rows is; or NULL */
    bool is_printed;
};

static bool has_any(const struct naive_row *row, int first, int last)
{
    for (int column = first; column <= last; column++)
        if (row->field[column])
            return true;
    return false;
}

static bool has_event(const struct naive_row *row)
{
    return has_any(row, NAIVE_EVENT_ID, NAIVE_FILTER_IN);
}

/* A relationship or an event. */
static bool says_something(const struct naive_row *row)
{
    return has_any(row, NAIVE_RELATIONSHIP_ID, NAIVE_FILTER_IN);
}

/* Equal texts are in it once. */
static void add_relationship(struct seen *seen, const struct naive_row *row)
{
    const int parts[] = {NAIVE_SOURCE, NAIVE_RELATIONSHIP, NAIVE_TARGET};
    struct stream text = {NULL, 0, 0};

    stream_add(&text, row->field[NAIVE_NAME]);
    for (size_t i = 0; i < 3 && !row->field[NAIVE_NAME]; i++)
        stream_add(&text, row->field[parts[i]]);
    if (!text.length)
        stream_add(&text, row->field[NAIVE_RELATIONSHIP_ID] ? row->field[NAIVE_RELATIONSHIP_ID]
                                                            : "(no relationship is stated)");
    for (size_t i = 0; i < seen->text_count; i++)
        if (strcmp(seen->texts[i], text.text) == 0) {
            free(text.text);
            return;
        }
    assert_true(seen->text_count < RELATIONSHIPS_MOST);
    seen->texts[seen->text_count++] = text.text;
    stream_add(&seen->relationships, seen->text_count > 1 ? "," : "");
    stream_add(&seen->relationships, text.text);
}

static void free_seen(struct seen *seen)
{
    for (size_t i = 0; i < seen->text_count; i++)
        free(seen->texts[i]);
    free(seen->relationships.text);
}

/* Finds the events of a technique's component. Returns how many rows they have. */
static size_t find_events(const struct naive_mapping *mapping, const struct naive_row *component, struct seen *seen,
                          size_t *count)
{
    size_t rows = 0;

    *count = 0;
    for (size_t i = 0; i < mapping->rows.count; i++) {
        const struct naive_row *row = &mapping->rows.row[i];
        size_t at = 0;

        if (strcmp(row->field[NAIVE_TECHNIQUE_ID], component->field[NAIVE_TECHNIQUE_ID]) != 0 ||
            !naive_same_columns(row, component, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT) || !says_something(row))
            continue;
        rows++;
        while (at < *count && !naive_same_columns(row, seen[at].row, NAIVE_EVENT_ID, NAIVE_FILTER_IN))
            at++;
        if (at == *count) {
            assert_true(*count < MOST_IN_TECHNIQUE);
            memset(&seen[at], 0, sizeof seen[at]);
            seen[(*count)++].row = row;
        }
        add_relationship(&seen[at], row);
        if (row->field[NAIVE_KIND])
            seen[at].kind = row->field[NAIVE_KIND];
    }
    return rows;
}

static bool is_named(const struct naive_row *row)
{
    return row->field[NAIVE_EVENT_NAME] && !naive_same(row->field[NAIVE_EVENT_NAME], row->field[NAIVE_EVENT_ID]);
}

/* The naive reader joins filters by ",", the table by ", ". */
static void expect_event(struct stream streams[STREAMS], const struct naive_row *row, const struct naive_row *before,
                         bool has_filter_column, bool is_stacked)
{
    bool is_same = before && !is_stacked && row->field[NAIVE_FILTER_IN] &&
                   naive_same_columns(row, before, NAIVE_EVENT_ID, NAIVE_EVENT_PLATFORM) &&
                   naive_same_columns(row, before, NAIVE_CHANNEL, NAIVE_LOG_SOURCE);

    for (int i = STREAM_EVENT; i < STREAM_FILTER && !is_same; i++)
        if (i != STREAM_NAME || is_named(row))
            stream_add(&streams[i], row->field[naive_columns[i]]);
    if (!has_event(row))
        stream_add(&streams[STREAM_NAME], "(no event is mapped)");
    stream_add(&streams[has_filter_column ? STREAM_FILTER : STREAM_NAME], row->field[NAIVE_FILTER_IN]);
}

static void expect_heading(struct stream *stream, const struct naive_row *component)
{
    const char *source = component->field[NAIVE_DATA_SOURCE], *name = component->field[NAIVE_DATA_COMPONENT];

    stream_add(stream, source);
    stream_add(stream, source && name ? ":" : "");
    stream_add(stream, source || name ? name : "(no data component is stated)");
}

static void expect_summary(struct stream *stream, const struct naive_row *component, const struct seen *seen,
                           size_t count)
{
    size_t events = 0;
    char number[32];

    for (size_t i = 0; i < count; i++)
        events += has_event(seen[i].row);
    snprintf(number, sizeof number, "%zu", events);
    stream_add(stream, has_any(component, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT)
                           ? component->field[NAIVE_DATA_COMPONENT]
                           : "(no data component is stated)");
    stream_add(stream, events ? number : "none");
}

/* Events with the same relationships are grouped below these. */
static void expect_groups(struct expected_table *table, struct seen *seen, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct naive_row *before = NULL;

        if (seen[i].is_printed)
            continue;
        stream_add(&table->streams[STREAM_HEADINGS], seen[i].relationships.text);
        for (size_t j = i; j < count; j++) {
            if (strcmp(seen[i].relationships.text, seen[j].relationships.text) != 0)
                continue;
            expect_event(table->streams, seen[j].row, before, table->has_filter_column, table->is_stacked);
            stream_add(&table->streams[STREAM_KIND], seen[j].kind);
            seen[j].is_printed = true;
            before = seen[j].row;
        }
    }
}

static void expect_component(struct expected_table *table, const struct naive_row *component)
{
    static struct seen seen[MOST_IN_TECHNIQUE];
    size_t count;

    if (find_events(table->mapping, component, seen, &count) > 0)
        expect_heading(&table->streams[STREAM_HEADINGS], component);
    if (count > 0 || has_any(component, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT))
        expect_summary(&table->summary, component, seen, count);
    expect_groups(table, seen, count);
    for (size_t i = 0; i < count; i++)
        free_seen(&seen[i]);
}

static bool is_of_source(const struct naive_row *component, const char *id, const char *source)
{
    return strcmp(component->field[NAIVE_TECHNIQUE_ID], id) == 0 &&
           naive_same(component->field[NAIVE_DATA_SOURCE], source);
}

/* The components of a technique, grouped by data source; then those without one. */
void expected_table_fill(struct expected_table *table, const char *id)
{
    const struct naive_rows *all = &table->mapping->components;
    const struct naive_row none = {.field = {[NAIVE_TECHNIQUE_ID] = id}};

    for (size_t i = 0; i < all->count; i++) {
        const char *source = all->row[i].field[NAIVE_DATA_SOURCE];
        bool is_first = is_of_source(&all->row[i], id, source);

        for (size_t j = 0; is_first && j < i; j++)
            is_first = !is_of_source(&all->row[j], id, source);
        for (size_t j = i; is_first && j < all->count; j++)
            if (is_of_source(&all->row[j], id, source))
                expect_component(table, &all->row[j]);
    }
    expect_component(table, &none);
}

void expected_table_free(struct expected_table *table)
{
    streams_free(table->streams);
    free(table->summary.text);
}
