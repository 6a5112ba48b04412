/* SPDX-License-Identifier: MIT
 *
 * Groups techniques that the same nodes lead to, so that they are drawn as one node. This neither removes nor adds a
 * path.
 */
#include "network.h"
#include "text/memory.h"
#include "text/order.h"

#include <stdlib.h>

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

/* Returns a number that is the same for entrances from the same nodes; edges from one node share a span. */
static uint32_t number_entrance(struct numbered *numbers, const struct entrance *entrance)
{
    for (size_t i = 0; i < entrance->count; i++)
        numbered_append_bytes(numbers, &entrance->edges[i].from, sizeof entrance->edges[i].from);
    return numbered_end(numbers);
}

void network_group_techniques(struct network *network)
{
    struct numbered numbers = {.bytes = NULL};
    size_t *last = memory_resize(NULL, network->node_count,
                                 sizeof *last); /* the last node of each group, by the number of its entrance */

    find_entrances(network);
    for (size_t i = 0; i < network->node_count; i++) {
        struct node *node = &network->nodes[i];
        uint32_t known = numbers.count, number;

        if (node->kind != NODE_TECHNIQUE)
            continue;
        number = number_entrance(&numbers, &network->entrances[i]);
        if (number < known) {
            node->group = network->nodes[last[number]].group;
            network->nodes[last[number]].next_in_group = i;
        }
        last[number] = i;
    }
    numbered_free(&numbers);
    free(last);
}
