/* SPDX-License-Identifier: MIT
 *
 * Prints evidence without repetition: data components and their relationships are headings, an event whose name is its
 * id is shown without a name, and a platform that all events share is above the table. A column says which events
 * show the technique directly; it is absent if all are candidates. Filters have a column if there
 * is room, and are otherwise below the event's name. It groups nothing; evidence.c does.
 */
#include "evidence_print.h"

#include "columns.h"
#include "print/labels.h"
#include "print/table.h"
#include "text/terminal.h"

#include <stdio.h>
#include <string.h>

enum { RELATIONSHIP_INDENT = 2, EVENT_INDENT = 4 };

static bool is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static const char not_stated[] = "(no data component is stated)";

static bool is_stated(const struct evidence_component *component)
{
    return component->component.data_source || component->component.name;
}

/* ---- The summary ------------------------------------------------------------------------------------------------ */

enum { SUMMARY_COLUMNS = 3 };

static const struct column summary_columns[SUMMARY_COLUMNS] = {
    {"data_source", "DATA SOURCE", 11, 0, NULL},
    {"data_component", "DATA COMPONENT", 14, 0, NULL},
    {"events", "EVENTS", 6, 0, NULL},
};

static void walk_summary(struct sink *sink, const void *source)
{
    const struct evidence *evidence = source;

    for (size_t i = 0; i < evidence->component_count; i++) {
        const struct evidence_component *component = &evidence->components[i];
        bool repeats = i > 0 && is_same_text(component->component.data_source, component[-1].component.data_source);
        const struct value values[SUMMARY_COLUMNS] = {
            value_text(repeats ? NULL : component->component.data_source),
            value_text(is_stated(component) ? component->component.name : not_stated),
            component->event_count ? value_number((uint32_t)component->event_count) : value_text("none"),
        };

        sink_row(sink, values);
    }
}

void evidence_print_summary(const struct evidence *evidence)
{
    static const struct layout layout = {summary_columns, NULL, SUMMARY_COLUMNS};

    sink_print(FORMAT_TABLE, &layout, walk_summary, evidence);
}

/* ---- The events ------------------------------------------------------------------------------------------------- */

/* Columns like those of columns.h, with other headings. */
static const struct column event_columns[COLUMN_COUNT] = {
    [COLUMN_EVENT_ID] = {"event_id", "EVENT", 21, 0, NULL},
    [COLUMN_EVENT_NAME] = {"event_name", "NAME", 30, 0, NULL},
    [COLUMN_EVENT_PLATFORM] = {"event_platform", "PLATFORM", 8, 0, NULL},
    [COLUMN_LOG_SOURCE] = {"log_source", "PROVIDER", 18, 0, "Microsoft-Windows-"},
    [COLUMN_CHANNEL] = {"channel", "CHANNEL", 20, 1, "Microsoft-Windows-"},
    [COLUMN_FILTER_IN] = {"filter_in", "FILTER", 18, 0, NULL},
    [COLUMN_KIND] = {"kind", "KIND", 6, 0, NULL},
};

enum { EVENT_COLUMNS_MOST = 7 };

struct view {
    const struct attack_db *db;
    const struct evidence *evidence;
    bool has_filter_column;
    struct column columns[COLUMN_COUNT];
    unsigned char shown[EVENT_COLUMNS_MOST];
    struct layout layout;
    struct table table;
};

static bool has_text(const char *text)
{
    return text && *text;
}

/* Whether an event has filters or a condition. */
static bool has_filter(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event->index == ATTACK_NONE ? NULL : event);
    struct attack_filter filter;

    return attack_filter_next(&filters, &filter) || attack_event_has_condition(db, event);
}

/* Makes the one or two rows of an event: a filter or a condition goes into the second if it has no column and cannot
 * take the place of the name. Returns how many there are. */
static size_t fill_rows(const struct view *view, const struct sighting *sighting, struct value rows[2][COLUMN_COUNT])
{
    const struct attack_event *event = &sighting->event;
    const struct attack_row row = {.event = *event, .kind = sighting->kind};
    bool is_named = has_text(event->name) && !(event->id && strcmp(event->id, event->name) == 0);

    columns_fill(view->db, &row, rows[0]);
    columns_join_filters(rows[0]);
    columns_fill(view->db, &(struct attack_row){.event = {.index = ATTACK_NONE}}, rows[1]);
    rows[1][COLUMN_KIND] = value_text(NULL);
    if (sighting->kind == ATTACK_CANDIDATE)
        rows[0][COLUMN_KIND] = value_text(NULL);
    if (event->index == ATTACK_NONE)
        rows[0][COLUMN_EVENT_NAME] = value_text("(no event is mapped)");
    else if (!is_named)
        rows[0][COLUMN_EVENT_NAME] = value_text(NULL);
    if (view->has_filter_column || !has_filter(view->db, event))
        return 1;
    rows[is_named ? 1 : 0][COLUMN_EVENT_NAME] = rows[0][COLUMN_FILTER_IN];
    return is_named ? 2 : 1;
}

/* Chooses the columns that are not empty for every event. */
static void choose_columns(struct view *view)
{
    static const unsigned char all[EVENT_COLUMNS_MOST] = {COLUMN_EVENT_ID,   COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM,
                                                          COLUMN_LOG_SOURCE, COLUMN_CHANNEL,    COLUMN_FILTER_IN,
                                                          COLUMN_KIND};
    struct value rows[2][COLUMN_COUNT];
    bool has[COLUMN_COUNT] = {false};

    for (size_t i = 0; i < view->evidence->sighting_count; i++) {
        fill_rows(view, &view->evidence->sightings[i], rows);
        for (size_t column = 0; column < EVENT_COLUMNS_MOST; column++) {
            struct cell cell = {NULL, 0, 0};

            cell_add_value(&cell, &rows[0][all[column]]);
            has[all[column]] = has[all[column]] || cell.length;
            cell_free(&cell);
        }
    }
    if (view->evidence->platform)
        has[COLUMN_EVENT_PLATFORM] = false;
    if (!view->has_filter_column)
        has[COLUMN_FILTER_IN] = false;
    memcpy(view->columns, event_columns, sizeof event_columns);
    if (!view->has_filter_column)
        view->columns[COLUMN_EVENT_NAME].heading = "NAME, FILTER";
    view->layout.all = view->columns;
    view->layout.shown = view->shown;
    view->layout.count = 0;
    for (size_t column = 0; column < EVENT_COLUMNS_MOST; column++)
        if (has[all[column]])
            view->shown[view->layout.count++] = all[column];
}

static void measure(struct view *view, bool has_filter_column)
{
    struct value rows[2][COLUMN_COUNT];

    view->has_filter_column = has_filter_column;
    choose_columns(view);
    table_start(&view->table, &view->layout, EVENT_INDENT);
    for (size_t i = 0; i < view->evidence->sighting_count; i++) {
        size_t count = fill_rows(view, &view->evidence->sightings[i], rows);

        for (size_t row = 0; row < count; row++)
            table_measure(&view->table, rows[row]);
    }
}

/* Returns whether an event differs from the one printed before only in its filter or condition. */
static bool is_same_but_filtered(const struct view *view, const struct attack_event *event,
                                 const struct attack_event *before)
{
    return !view->table.is_stacked && has_filter(view->db, event) && is_same_text(event->id, before->id) &&
           is_same_text(event->name, before->name) && is_same_text(event->platform, before->platform) &&
           is_same_text(event->provider, before->provider) && is_same_text(event->channel, before->channel);
}

/* Prints an event, without what it has in common with the one `before` it, which may be NULL. */
static void print_event(struct view *view, const struct sighting *sighting, const struct sighting *before)
{
    struct value rows[2][COLUMN_COUNT];
    size_t count = fill_rows(view, sighting, rows);

    if (before && is_same_but_filtered(view, &sighting->event, &before->event)) {
        size_t place = view->has_filter_column ? COLUMN_FILTER_IN : COLUMN_EVENT_NAME;

        rows[0][place] = rows[0][COLUMN_FILTER_IN];
        for (size_t column = 0; column < COLUMN_COUNT; column++)
            if (column != place && column != COLUMN_KIND)
                rows[0][column] = value_text(NULL);
        count = 1;
    }
    for (size_t row = 0; row < count; row++)
        table_row(&view->table, rows[row]);
}

/* Adds what a rule is: its title, level, status and author. Returns whether the relationship is one. */
static bool add_rule(struct cell *cell, const struct attack_db *db, const struct attack_relationship *relationship)
{
    struct attack_rule rule;
    struct value words;

    if (!attack_relationship_rule(db, relationship, &rule))
        return false;
    words = value_rule(db, rule.index);
    cell_add_value(cell, &words);
    return true;
}

static void add_relationship(struct cell *cell, const struct attack_relationship *relationship)
{
    const char *parts[] = {relationship->source, relationship->relationship, relationship->target};
    bool any = has_text(relationship->name);

    cell_add(cell, relationship->name);
    for (size_t i = 0; !has_text(relationship->name) && i < sizeof parts / sizeof parts[0]; i++) {
        cell_add(cell, any && has_text(parts[i]) ? " " : "");
        cell_add(cell, parts[i]);
        any = any || has_text(parts[i]);
    }
    if (!any)
        cell_add(cell, has_text(relationship->id) ? relationship->id : "(no relationship is stated)");
}

static void print_relationships(const struct view *view, const struct sighting *sighting)
{
    const struct evidence *evidence = view->evidence;
    struct cell cell = {NULL, 0, 0};

    for (size_t i = sighting->first_row; i != SIZE_MAX; i = evidence->rows[i].next) {
        cell_add(&cell, i == sighting->first_row ? "" : ", ");
        if (!add_rule(&cell, view->db, &evidence->rows[i].relationship))
            add_relationship(&cell, &evidence->rows[i].relationship);
    }
    printf("%*s", RELATIONSHIP_INDENT, "");
    cell_print(stdout, &cell, RELATIONSHIP_INDENT, RELATIONSHIP_INDENT, terminal_width());
    putchar('\n');
    cell_free(&cell);
}

/* Prints the events of a group, whose first sighting this is. */
static void print_group(struct view *view, size_t group)
{
    const struct sighting *sightings = view->evidence->sightings;
    const struct sighting *before = NULL;

    view->table.any = false;
    for (size_t i = group; i != SIZE_MAX; i = sightings[i].next_in_group) {
        print_event(view, &sightings[i], before);
        before = &sightings[i];
    }
}

static void print_component(struct view *view, const struct evidence_component *component)
{
    const struct sighting *sightings = view->evidence->sightings;
    size_t end = component->first_sighting + component->sighting_count;

    putchar('\n');
    labels_heading(component->component.data_source, ": ",
                   is_stated(component) ? component->component.name : not_stated);
    for (size_t group = component->first_sighting; group < end; group++) {
        if (sightings[group].group != group)
            continue;
        print_relationships(view, &sightings[group]);
        print_group(view, group);
    }
}

void evidence_print_events(const struct attack_db *db, const struct evidence *evidence)
{
    struct view view = {.db = db, .evidence = evidence};

    measure(&view, true);
    if (table_whole_width(&view.table) > terminal_width()) {
        table_free(&view.table);
        measure(&view, false);
    }
    table_fit(&view.table, terminal_width());
    if (!view.table.is_stacked)
        putchar('\n');
    table_header(&view.table);
    for (size_t i = 0; i < evidence->component_count; i++)
        if (evidence->components[i].sighting_count)
            print_component(&view, &evidence->components[i]);
    fflush(stdout); /* so that on a terminal the note is below the table */
    terminal_check();
    table_note(&view.table);
    table_free(&view.table);
}
