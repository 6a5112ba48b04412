/* SPDX-License-Identifier: MIT
 *
 * Turns rows into nodes and edges. If a row lacks a level, such as the data source, an edge skips that column, so that
 * the columns of the picture keep their meaning. It knows nothing of how the graph is drawn.
 */
#include "graph_query.h"

#include "line/event_ids.h"
#include "line/row_filters.h"
#include "line/selection.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { FORWARD_TECHNIQUE, FORWARD_SOURCE, FORWARD_COMPONENT, FORWARD_EVENT }; /* columns, from left to right */

static bool event_not_found(const struct attack_db *db, const struct options *options, const char *id)
{
    struct event_ids events = event_ids_find(db, id);
    struct attack_event event;

    if (!event_ids_next(&events, &event)) {
        selection_no_event(db, id);
        return false;
    }
    text_begin_message("no event '", id);
    fputs("' is where the options look; attack-events event ID lists all that bear an id\n", stderr);
    row_filters_complain(options);
    return false;
}

/* A node and its column. */
struct place {
    size_t node;
    unsigned column;
};

static struct place lead_on(struct network *network, struct place from, size_t node, unsigned column)
{
    network_join(network, from.node, node, column - from.column);
    return (struct place){node, column};
}

static struct place lead_to_component(struct network *network, struct place from,
                                      const struct attack_data_component *component)
{
    if (component->data_source)
        from = lead_on(network, from, network_source(network, component->data_source), FORWARD_SOURCE);
    if (component->name)
        from = lead_on(network, from, network_component(network, component), FORWARD_COMPONENT);
    return from;
}

static void add_technique(struct network *network, const struct options *options,
                          const struct attack_technique *technique)
{
    struct attack_data_component_iterator components = attack_technique_data_components(network->db, technique);
    struct attack_row_iterator rows = attack_technique_rows(network->db, technique);
    struct place start = {network_technique(network, technique), FORWARD_TECHNIQUE};
    struct attack_data_component component;
    struct attack_row row;

    while (attack_data_component_next(&components, &component))
        lead_to_component(network, start, &component);
    while (attack_row_next(&rows, &row)) {
        struct place last = lead_to_component(network, start, &row.data_component);

        if (row.event.index != ATTACK_NONE && row_filters_admit_event(options, &row.event))
            lead_on(network, last, network_event(network, &row.event), FORWARD_EVENT);
    }
}

bool graph_add_techniques(struct network *network, const struct options *options)
{
    struct selection selection;
    bool found = selection_fill(network->db, options, &selection);

    for (size_t i = 0; found && i < selection.count; i++)
        add_technique(network, options, &selection.techniques[i]);
    selection_free(&selection);
    return found;
}

static void add_row(struct network *network, const struct attack_row *row)
{
    size_t technique = network_technique(network, &row->technique);
    size_t event = network->event_nodes[row->event.index];

    if (row->data_component.index == ATTACK_NONE) {
        network_join(network, event, technique, 2);
    } else {
        size_t component = network_component(network, &row->data_component);

        network_join(network, event, component, 1);
        network_join(network, component, technique, 1);
    }
}

bool graph_add_events(struct network *network, const struct options *options)
{
    struct attack_row_iterator rows = attack_rows(network->db);
    struct attack_row row;

    for (size_t i = 0; i < options->operand_count; i++) {
        const char *id = options->operands[i];
        struct event_ids events = event_ids_find(network->db, id);
        bool found = false;

        while (event_ids_next(&events, &row.event)) {
            if (!row_filters_admit_event(options, &row.event))
                continue;
            if (!found)
                selection_note_alias(id, &row.event);
            network_event(network, &row.event);
            found = true;
        }
        if (!found)
            return event_not_found(network->db, options, id);
    }
    while (attack_row_next(&rows, &row))
        if (row.event.index != ATTACK_NONE && network->event_nodes[row.event.index] != NO_NODE)
            add_row(network, &row);
    return true;
}
