/* SPDX-License-Identifier: MIT
 *
 * Finds nodes by their index in the mapping or by the number of a name; sorts the edges when all have been added.
 */
#include "network.h"

#include "host/order.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

void network_start(struct network *network, const struct attack_db *db)
{
    memset(network, 0, sizeof *network);
    network->db = db;
    network->technique_nodes = memory_numbers(attack_technique_count(db), NO_NODE);
    network->component_nodes = memory_numbers(attack_data_component_count(db), NO_NODE);
    network->event_nodes = memory_numbers(attack_event_count(db), NO_NODE);
}

void network_free(struct network *network)
{
    free(network->nodes);
    free(network->edges);
    free(network->technique_nodes);
    free(network->component_nodes);
    free(network->event_nodes);
    free(network->named_sources);
    free(network->edges_by_end);
    free(network->entrances);
    free(network->logged_nodes);
    text_numbers_free(&network->source_names);
    text_numbers_free(&network->logged);
}

/* Adds a node, and sets `at` to its position. */
static struct node *add(struct network *network, enum node_kind kind, size_t *at)
{
    struct node *node;

    MAKE_ROOM(network->nodes, network->node_count, network->node_capacity);
    node = &network->nodes[network->node_count];
    memset(node, 0, sizeof *node);
    node->kind = kind;
    node->group = *at = network->node_count++;
    node->next_in_group = NO_NODE;
    return node;
}

size_t network_technique(struct network *network, const struct attack_technique *technique)
{
    size_t *at = &network->technique_nodes[technique->index];

    if (*at == NO_NODE)
        add(network, NODE_TECHNIQUE, at)->technique = *technique;
    return *at;
}

size_t network_source(struct network *network, const char *data_source)
{
    uint32_t known = network->source_names.count, number = text_numbers_add(&network->source_names, data_source);

    if (number == known) {
        MAKE_ROOM(network->named_sources, known, network->named_source_capacity);
        add(network, NODE_SOURCE, &network->named_sources[number])->component.data_source = data_source;
    }
    return network->named_sources[number];
}

size_t network_component(struct network *network, const struct attack_data_component *component)
{
    size_t *at = &network->component_nodes[component->index];

    if (*at == NO_NODE)
        add(network, NODE_COMPONENT, at)->component = *component;
    return *at;
}

/* Returns the place of the node for all events with a condition that have the id, log and audit sub-category of this
 * one. */
static size_t *logged_node(struct network *network, const struct attack_event *event)
{
    uint32_t known = network->logged.count, number;

    text_numbers_append_key(&network->logged, event->id);
    text_numbers_append_key(&network->logged, event->provider);
    text_numbers_append_key(&network->logged, event->channel);
    text_numbers_append_key(&network->logged, event->platform);
    text_numbers_append_key(&network->logged, event->audit_category);
    text_numbers_append_key(&network->logged, event->audit_sub_category);
    number = text_numbers_end(&network->logged);
    if (number == known) {
        MAKE_ROOM(network->logged_nodes, known, network->logged_capacity);
        network->logged_nodes[number] = NO_NODE;
    }
    return &network->logged_nodes[number];
}

size_t network_event(struct network *network, const struct attack_event *event)
{
    size_t *at = &network->event_nodes[event->index];

    if (*at == NO_NODE && attack_event_has_condition(network->db, event)) {
        size_t *shared = logged_node(network, event);

        if (*shared == NO_NODE)
            add(network, NODE_EVENT, shared)->event = *event;
        *at = *shared;
        network->nodes[*at].conditions++;
    } else if (*at == NO_NODE) {
        add(network, NODE_EVENT, at)->event = *event;
    }
    return *at;
}

void network_join(struct network *network, size_t from, size_t to, unsigned span)
{
    MAKE_ROOM(network->edges, network->edge_count, network->edge_capacity);
    network->edges[network->edge_count++] = (struct edge){from, to, span};
}

static int compare_edges(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;

    return order_of_pairs(a->from, b->from, a->to, b->to);
}

/* Returns a number that is the same for events with the same id, provider, platform and filters, or each with a
 * condition. */
static uint32_t number_event(struct text_numbers *looks, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;

    text_numbers_append_key(looks, event->id);
    text_numbers_append_key(looks, event->provider);
    text_numbers_append_key(looks, event->platform);
    if (attack_event_has_condition(db, event))
        text_numbers_append_key(looks, "condition");
    while (attack_filter_next(&filters, &filter)) {
        text_numbers_append_key(looks, filter.field);
        text_numbers_append_key(looks, filter.value);
    }
    return text_numbers_end(looks);
}

static void find_ambiguous(struct network *network)
{
    /* the first node with each of these numbers */
    size_t *first = memory_resize(NULL, network->node_count, sizeof *first);
    struct text_numbers looks = {.bytes = NULL};

    for (size_t i = 0; i < network->node_count; i++) {
        struct node *node = &network->nodes[i];
        uint32_t known = looks.count, number;

        if (node->kind != NODE_EVENT)
            continue;
        number = number_event(&looks, network->db, &node->event);
        if (number == known)
            first[number] = i;
        else
            node->is_ambiguous = network->nodes[first[number]].is_ambiguous = true;
    }
    text_numbers_free(&looks);
    free(first);
}

void network_finish(struct network *network)
{
    network->edge_count = sort_distinct(network->edges, network->edge_count, sizeof *network->edges, compare_edges);
    for (size_t i = 0; i < network->node_count; i++)
        network->nodes[i].is_bare = network->nodes[i].kind == NODE_SOURCE || network->nodes[i].kind == NODE_COMPONENT;
    for (size_t i = 0; i < network->edge_count; i++)
        network->nodes[network->edges[i].from].is_bare = false;
    find_ambiguous(network);
}

size_t network_count(const struct network *network, enum node_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < network->node_count; i++)
        count += network->nodes[i].kind == kind;
    return count;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* Groups techniques that the same nodes lead to, so that they are drawn as one node. This neither removes nor adds a
 * path. */

static int compare_by_end(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;

    return order_of_pairs(a->to, b->to, a->from, b->from);
}

/* Lists the edges to each node. */
static void find_entrances(struct network *network)
{
    struct edge *edges = memory_resize(NULL, network->edge_count, sizeof *edges);
    size_t at = 0;

    network->edges_by_end = edges;
    network->entrances = memory_resize(NULL, network->node_count, sizeof *network->entrances);
    for (size_t i = 0; i < network->edge_count; i++)
        edges[i] = network->edges[i];
    if (network->edge_count)
        qsort(edges, network->edge_count, sizeof *edges, compare_by_end);
    for (size_t i = 0; i < network->node_count; i++) {
        network->entrances[i] = (struct entrance){edges + at, 0};
        for (; at < network->edge_count && edges[at].to == i; at++)
            network->entrances[i].count++;
    }
}

void network_group_techniques(struct network *network)
{
    struct text_numbers numbers = {.bytes = NULL};
    /* the last node of each group, by the number of its entrance */
    size_t *last = memory_resize(NULL, network->node_count, sizeof *last);

    find_entrances(network);
    for (size_t i = 0; i < network->node_count; i++) {
        struct node *node = &network->nodes[i];
        uint32_t known = numbers.count, number;

        if (node->kind != NODE_TECHNIQUE)
            continue;
        for (size_t j = 0; j < network->entrances[i].count; j++) /* edges from one node share a span */
            text_numbers_append_bytes(&numbers, &network->entrances[i].edges[j].from, sizeof(size_t));
        number = text_numbers_end(&numbers);
        if (number < known) {
            node->group = network->nodes[last[number]].group;
            network->nodes[last[number]].next_in_group = i;
        }
        last[number] = i;
    }
    text_numbers_free(&numbers);
    free(last);
}
