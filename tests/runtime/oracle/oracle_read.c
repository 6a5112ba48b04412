/* SPDX-License-Identifier: MIT
 *
 * An oracle of the naive reader's rows.
 */
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

static void add_list(struct oracle *oracle, struct oracle_names *names, const char *list)
{
    while (list) {
        const char *end = strchr(list, ',');

        oracle_add_name(oracle, names, list, end ? (size_t)(end - list) : strlen(list));
        list = end ? end + 1 : NULL;
    }
}

static void read_techniques(struct oracle *oracle)
{
    const struct naive_rows *techniques = &oracle->mapping.techniques, *components = &oracle->mapping.components;

    oracle->technique_count = techniques->count;
    oracle->techniques = oracle_memory(oracle, techniques->count, sizeof *oracle->techniques);
    for (size_t i = 0; i < techniques->count; i++) {
        struct oracle_technique *technique = &oracle->techniques[i];
        const char *const *field = techniques->row[i].field;

        technique->id = field[NAIVE_TECHNIQUE_ID];
        technique->name = field[NAIVE_TECHNIQUE];
        add_list(oracle, &technique->tactics, field[NAIVE_TACTIC]);
        add_list(oracle, &technique->platforms, field[NAIVE_PLATFORM]);
        for (size_t k = 0; k < components->count; k++) {
            const char *name = components->row[k].field[NAIVE_DATA_COMPONENT];

            if (name && naive_same(components->row[k].field[NAIVE_TECHNIQUE_ID], technique->id))
                oracle_add_name(oracle, &technique->components, name, strlen(name));
        }
    }
}

/* "Field=Value,Field=Value": in the tested mappings, no filter has a comma or an equals sign in its texts. */
static void read_filters(struct oracle *oracle, struct oracle_event *event, const char *text)
{
    struct oracle_names filters = {NULL, 0}, parts = {NULL, 0};

    add_list(oracle, &filters, text);
    event->filters = oracle_memory(oracle, filters.count, sizeof *event->filters);
    event->filter_count = filters.count;
    for (size_t i = 0; i < filters.count; i++) {
        const char *equals = strchr(filters.name[i], '=');

        if (!equals)
            abort();
        oracle_add_name(oracle, &parts, filters.name[i], (size_t)(equals - filters.name[i]));
        event->filters[i].field = parts.name[parts.count - 1];
        event->filters[i].value = equals + 1;
    }
}

/* Returns the first row of each event, in the order of the events. */
static const struct naive_row **read_events(struct oracle *oracle)
{
    const struct naive_row **rows =
        naive_distinct(&oracle->mapping.rows, NAIVE_EVENT_ID, NAIVE_FILTER_IN, &oracle->event_count);

    qsort(rows, oracle->event_count, sizeof *rows, naive_compare_events);
    oracle->events = oracle_memory(oracle, oracle->event_count, sizeof *oracle->events);
    for (size_t i = 0; i < oracle->event_count; i++) {
        struct oracle_event *event = &oracle->events[i];
        const char *const *field = rows[i]->field;

        event->id = field[NAIVE_EVENT_ID];
        event->platform = field[NAIVE_EVENT_PLATFORM];
        event->provider = field[NAIVE_LOG_SOURCE];
        event->channel = field[NAIVE_CHANNEL];
        event->has_condition = field[NAIVE_CONDITION] != NULL;
        read_filters(oracle, event, field[NAIVE_FILTER_IN]);
    }
    return rows;
}

/* Returns which of these rows has the same values in some columns, or their count. */
static size_t place_of(const struct naive_row *const *rows, size_t count, const struct naive_row *row, int first,
                       int last)
{
    size_t place = 0;

    while (place < count && !naive_same_columns(rows[place], row, first, last))
        place++;
    return place;
}

static void read_aliases(struct oracle *oracle)
{
    const struct naive_rows *aliases = &oracle->mapping.aliases;

    oracle->alias_count = aliases->count;
    oracle->aliases = oracle_memory(oracle, aliases->count, sizeof *oracle->aliases);
    for (size_t i = 0; i < aliases->count; i++) {
        oracle->aliases[i].name = aliases->row[i].field[NAIVE_ALIAS];
        oracle->aliases[i].id = aliases->row[i].field[NAIVE_EVENT_ID];
    }
}

bool oracle_read(struct oracle *oracle, const char *const *paths, size_t path_count)
{
    const struct naive_rows *rows = &oracle->mapping.rows;
    const struct naive_row **events, **components;

    memset(oracle, 0, sizeof *oracle);
    if (!naive_read(&oracle->mapping, paths, path_count))
        return false;
    read_techniques(oracle);
    events = read_events(oracle);
    components = naive_distinct(rows, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT, &oracle->component_count);
    oracle->row_count = rows->count;
    oracle->rows = oracle_memory(oracle, rows->count, sizeof *oracle->rows);
    for (size_t i = 0; i < rows->count; i++) {
        const struct naive_row *row = &rows->row[i];

        oracle->rows[i].technique = oracle_technique(oracle, oracle_known(row->field[NAIVE_TECHNIQUE_ID]));
        oracle->rows[i].event = place_of(events, oracle->event_count, row, NAIVE_EVENT_ID, NAIVE_FILTER_IN);
        oracle->rows[i].kind = !row->field[NAIVE_KIND]                        ? ORACLE_CANDIDATE
                               : naive_same(row->field[NAIVE_KIND], "direct") ? ORACLE_DIRECT
                                                                              : ORACLE_CONDITION;
        oracle->rows[i].component =
            place_of(components, oracle->component_count, row, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT);
    }
    free(events);
    free(components);
    read_aliases(oracle);
    oracle_relate(oracle);
    return true;
}
