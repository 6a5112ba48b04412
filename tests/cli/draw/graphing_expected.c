/* SPDX-License-Identifier: MIT
 *
 * Computes the expected graph from the rows of the naive reader.
 */
#include "graphing.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* Appends a line of a tooltip; a tab is shown as an escape. */
static void line(char *text, const char *label, const char *value)
{
    if (!value)
        return;
    strcat(strcat(strcat(text, "\n"), label), ": ");
    for (char *end = text + strlen(text); *value; value++) {
        *end++ = *value == '\t' ? '\\' : *value;
        if (*value == '\t')
            *end++ = 't';
        *end = '\0';
    }
}

static bool has_event(const struct naive_row *row)
{
    for (int column = NAIVE_EVENT_ID; column <= NAIVE_FILTER_IN; column++)
        if (row->field[column])
            return true;
    return false;
}

static const char *event_text(const struct naive_row *row)
{
    static char text[LINE_BYTES];

    strcpy(text, "event");
    line(text, "id", row->field[NAIVE_EVENT_ID]);
    if (!row->field[NAIVE_CONDITION]) /* events of one log that have conditions are one node */
        line(text, "name", row->field[NAIVE_EVENT_NAME]);
    line(text, "platform", row->field[NAIVE_EVENT_PLATFORM]);
    line(text, "audit category", row->field[NAIVE_AUDIT_CATEGORY]);
    line(text, "audit sub-category", row->field[NAIVE_AUDIT_SUB_CATEGORY]);
    line(text, "channel", row->field[NAIVE_CHANNEL]);
    line(text, "provider", row->field[NAIVE_LOG_SOURCE]);
    line(text, "filter", row->field[NAIVE_FILTER_IN]);
    if (row->field[NAIVE_CONDITION])
        strcat(text, "\ncondition");
    return text;
}

static const char *source_text(const struct naive_row *row)
{
    static char text[LINE_BYTES];

    strcpy(text, "data source");
    line(text, "name", row->field[NAIVE_DATA_SOURCE]);
    return text;
}

static const char *component_text(const struct naive_row *row)
{
    static char text[LINE_BYTES];

    strcpy(text, "data component");
    line(text, "name", row->field[NAIVE_DATA_COMPONENT]);
    line(text, "data source", row->field[NAIVE_DATA_SOURCE]);
    return text;
}

static const char *technique_text(const char *id)
{
    static char text[64];

    snprintf(text, sizeof text, "technique %s", id);
    return text;
}

/* Follows a row as far as it goes. Returns whether it ends in an event. */
static void expect_row(const struct naive_row *row, struct graph *graph)
{
    const char *last = technique_text(row->field[NAIVE_TECHNIQUE_ID]);

    texts_add(&graph->nodes, last);
    if (row->field[NAIVE_DATA_SOURCE]) {
        texts_add(&graph->nodes, source_text(row));
        graph_join(graph, last, source_text(row));
        last = source_text(row);
    }
    if (row->field[NAIVE_DATA_COMPONENT]) {
        texts_add(&graph->nodes, component_text(row));
        graph_join(graph, last, component_text(row));
        last = component_text(row);
    }
    if (has_event(row)) {
        texts_add(&graph->nodes, event_text(row));
        graph_join(graph, last, event_text(row));
    }
}

void graph_expect_technique(const struct naive_mapping *mapping, const char *id, struct graph *graph)
{
    const struct naive_rows *all[] = {&mapping->techniques, &mapping->components, &mapping->rows};

    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < all[i]->count; j++) {
            struct naive_row row = all[i]->row[j];

            if (strcmp(row.field[NAIVE_TECHNIQUE_ID], id) != 0)
                continue;
            if (i == 0)
                texts_add(&graph->nodes, technique_text(id));
            else
                expect_row(&row, graph);
        }
}

void graph_expect_event(const struct naive_mapping *mapping, const char *id, struct graph *graph)
{
    for (size_t i = 0; i < mapping->rows.count; i++) {
        const struct naive_row *row = &mapping->rows.row[i];
        bool has_component = row->field[NAIVE_DATA_SOURCE] || row->field[NAIVE_DATA_COMPONENT];
        const char *technique = technique_text(row->field[NAIVE_TECHNIQUE_ID]);

        if (!row->field[NAIVE_EVENT_ID] || naive_compare_folded(row->field[NAIVE_EVENT_ID], id) != 0)
            continue;
        texts_add(&graph->nodes, event_text(row));
        texts_add(&graph->nodes, technique);
        if (has_component)
            texts_add(&graph->nodes, component_text(row));
        graph_join(graph, event_text(row), has_component ? component_text(row) : technique);
        if (has_component)
            graph_join(graph, component_text(row), technique);
    }
}

/* Marks the data sources and components without an outgoing edge. */
static void mark_bare(struct graph *graph)
{
    static char start[LINE_BYTES];

    for (size_t i = 0; i < graph->nodes.count; i++) {
        bool leads_on = strncmp(graph->nodes.text[i], "data ", 5) != 0;

        snprintf(start, sizeof start, "%s -> ", graph->nodes.text[i]);
        for (size_t j = 0; j < graph->edges.count && !leads_on; j++)
            leads_on = strncmp(graph->edges.text[j], start, strlen(start)) == 0;
        if (leads_on)
            continue;
        strcpy(strstr(start, " -> "), " (dashed)");
        free(graph->nodes.text[i]);
        graph->nodes.text[i] = naive_copy(start);
    }
}

void graph_compare(struct graph *actual, struct graph *expected, const char *about)
{
    texts_unique(&expected->nodes);
    texts_unique(&expected->edges);
    mark_bare(expected);
    texts_sort(&expected->nodes);
    texts_sort(&actual->nodes);
    texts_sort(&actual->edges);
    expect_same_texts(&actual->nodes, &expected->nodes, about);
    expect_same_texts(&actual->edges, &expected->edges, about);
}
