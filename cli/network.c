/* SPDX-License-Identifier: MIT
 *
 * Nodes are found again through the index that the mapping gives them; edges are sorted when all are there.
 */
#include "network.h"

#include "fold.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

static size_t *no_nodes(uint32_t count)
{
    size_t *nodes = memory_resize(NULL, count, sizeof *nodes);

    for (uint32_t i = 0; i < count; i++)
        nodes[i] = NO_NODE;
    return nodes;
}

void network_start(struct network *network, const struct attack_db *db)
{
    memset(network, 0, sizeof *network);
    network->db = db;
    network->technique_nodes = no_nodes(attack_technique_count(db));
    network->component_nodes = no_nodes(attack_data_component_count(db));
    network->event_nodes = no_nodes(attack_event_count(db));
}

void network_free(struct network *network)
{
    free(network->nodes);
    free(network->edges);
    free(network->technique_nodes);
    free(network->component_nodes);
    free(network->event_nodes);
}

static struct node *add(struct network *network, enum node_kind kind)
{
    struct node *node;

    network->nodes = memory_room(network->nodes, network->node_count, &network->node_capacity, sizeof *network->nodes);
    node = &network->nodes[network->node_count];
    memset(node, 0, sizeof *node);
    node->kind = kind;
    node->group = network->node_count++;
    return node;
}

size_t network_technique(struct network *network, const struct attack_technique *technique)
{
    size_t *at = &network->technique_nodes[technique->index];

    if (*at == NO_NODE) {
        struct node *node = add(network, NODE_TECHNIQUE);

        node->technique = *technique;
        *at = node->group;
    }
    return *at;
}

size_t network_source(struct network *network, const char *data_source)
{
    struct node *node;

    for (size_t i = 0; i < network->node_count; i++)
        if (network->nodes[i].kind == NODE_SOURCE && strcmp(network->nodes[i].component.data_source, data_source) == 0)
            return i;
    node = add(network, NODE_SOURCE);
    node->component.data_source = data_source;
    return node->group;
}

size_t network_component(struct network *network, const struct attack_data_component *component)
{
    size_t *at = &network->component_nodes[component->index];

    if (*at == NO_NODE) {
        struct node *node = add(network, NODE_COMPONENT);

        node->component = *component;
        *at = node->group;
    }
    return *at;
}

size_t network_event(struct network *network, const struct attack_event *event)
{
    size_t *at = &network->event_nodes[event->index];

    if (*at == NO_NODE) {
        struct node *node = add(network, NODE_EVENT);

        node->event = *event;
        *at = node->group;
    }
    return *at;
}

void network_join(struct network *network, size_t from, size_t to, unsigned span)
{
    struct edge *edge;

    network->edges = memory_room(network->edges, network->edge_count, &network->edge_capacity, sizeof *network->edges);
    edge = &network->edges[network->edge_count++];
    edge->from = from;
    edge->to = to;
    edge->span = span;
}

static int compare_edges(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to == b->to ? 0 : a->to < b->to ? -1 : 1;
}

static bool same_filters(const struct attack_db *db, const struct attack_event *a, const struct attack_event *b)
{
    struct attack_filters a_filters = attack_event_filters(db, a), b_filters = attack_event_filters(db, b);
    struct attack_filter a_filter, b_filter;
    bool more;

    while ((more = attack_filters_next(&a_filters, &a_filter)) == attack_filters_next(&b_filters, &b_filter))
        if (!more)
            return true;
        else if (!fold_equal(a_filter.field, b_filter.field) || !fold_equal(a_filter.value, b_filter.value))
            return false;
    return false;
}

static void find_ambiguous(struct network *network)
{
    for (size_t i = 0; i < network->node_count; i++) {
        struct node *a = &network->nodes[i];

        for (size_t j = 0; a->kind == NODE_EVENT && j < i; j++) {
            struct node *b = &network->nodes[j];

            if (b->kind == NODE_EVENT && fold_equal(a->event.id, b->event.id) &&
                fold_equal(a->event.provider, b->event.provider) && fold_equal(a->event.platform, b->event.platform) &&
                same_filters(network->db, &a->event, &b->event))
                a->is_ambiguous = b->is_ambiguous = true;
        }
    }
}

void network_finish(struct network *network)
{
    size_t kept = 0;

    if (network->edge_count)
        qsort(network->edges, network->edge_count, sizeof *network->edges, compare_edges);
    for (size_t i = 0; i < network->edge_count; i++)
        if (kept == 0 || compare_edges(&network->edges[kept - 1], &network->edges[i]) != 0)
            network->edges[kept++] = network->edges[i];
    network->edge_count = kept;
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
