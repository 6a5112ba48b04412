/* SPDX-License-Identifier: MIT */
#include "oracle_walk.h"

#include <string.h>

static void walk_names(struct oracle *oracle, struct oracle_names *into, struct attack_name_iterator names)
{
    const char *name;

    while ((name = attack_name_next(&names)))
        oracle_add_name(oracle, into, name, strlen(name));
}

static void walk_techniques(struct oracle *oracle, const struct attack_db *db)
{
    struct attack_technique view;

    oracle->technique_count = attack_technique_count(db);
    oracle->techniques = oracle_memory(oracle, oracle->technique_count, sizeof *oracle->techniques);
    for (uint32_t i = 0; attack_technique_at(db, i, &view); i++) {
        struct oracle_technique *technique = &oracle->techniques[i];

        technique->id = view.id;
        technique->name = view.name;
        walk_names(oracle, &technique->tactics, attack_technique_tactics(db, &view));
        walk_names(oracle, &technique->platforms, attack_technique_platforms(db, &view));
    }
}

static void walk_filters(struct oracle *oracle, struct oracle_event *event, struct attack_filter_iterator filters)
{
    struct attack_filter_iterator counted = filters;
    struct attack_filter filter;

    while (attack_filter_next(&counted, &filter))
        event->filter_count++;
    event->filters = oracle_memory(oracle, event->filter_count, sizeof *event->filters);
    for (size_t i = 0; attack_filter_next(&filters, &filter); i++)
        event->filters[i] = (struct oracle_filter){filter.field, filter.value};
}

static void walk_events(struct oracle *oracle, const struct attack_db *db)
{
    struct attack_event view;
    struct attack_rule rule;

    oracle->event_count = attack_event_count(db);
    oracle->events = oracle_memory(oracle, oracle->event_count, sizeof *oracle->events);
    for (uint32_t i = 0; attack_event_at(db, i, &view); i++) {
        struct oracle_event *event = &oracle->events[i];

        event->id = view.id;
        event->platform = view.platform;
        event->provider = view.provider;
        event->channel = view.channel;
        event->has_condition = attack_event_has_condition(db, &view);
        if (attack_event_rule(db, &view, &rule)) {
            event->is_detection = rule.is_detection;
            event->level = (unsigned)rule.level;
        }
        walk_filters(oracle, event, attack_event_filters(db, &view));
    }
}

static size_t number_of(uint32_t index, size_t count)
{
    return index == ATTACK_NONE ? count : index;
}

/* The same data component follows itself for many rows: a name that is added twice does no harm. */
static void walk_rows(struct oracle *oracle, const struct attack_db *db)
{
    struct attack_row_iterator rows = attack_rows(db), counted = rows;
    struct attack_row row;
    const struct oracle_row *before = NULL;

    while (attack_row_next(&counted, &row))
        oracle->row_count++;
    oracle->component_count = attack_data_component_count(db);
    oracle->rows = oracle_memory(oracle, oracle->row_count, sizeof *oracle->rows);
    for (struct oracle_row *into = oracle->rows; attack_row_next(&rows, &row); before = into++) {
        *into = (struct oracle_row){row.technique.index, number_of(row.event.index, oracle->event_count),
                                    number_of(row.data_component.index, oracle->component_count),
                                    row.kind == ATTACK_RULE        ? ORACLE_RULE
                                    : row.kind == ATTACK_CONDITION ? ORACLE_CONDITION
                                    : row.kind == ATTACK_DIRECT    ? ORACLE_DIRECT
                                                                   : ORACLE_CANDIDATE};
        if (row.data_component.name &&
            (!before || before->technique != into->technique || before->component != into->component))
            oracle_add_name(oracle, &oracle->techniques[into->technique].components, row.data_component.name,
                            strlen(row.data_component.name));
    }
}

void oracle_walk(struct oracle *oracle, const struct attack_db *db)
{
    memset(oracle, 0, sizeof *oracle);
    walk_techniques(oracle, db);
    walk_events(oracle, db);
    walk_rows(oracle, db);
    oracle_relate(oracle);
}
