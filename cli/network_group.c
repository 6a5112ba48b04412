/* SPDX-License-Identifier: MIT
 *
 * Techniques that the same nodes lead to are drawn as one node, and no path of the graph is lost or added by it.
 */
#include "memory.h"
#include "network.h"

#include <stdlib.h>

static int compare_by_end(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;

    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return a->from == b->from ? 0 : a->from < b->from ? -1 : 1;
}

/* The edges that lead to one node, in order of where they come from. */
struct entrance {
    const struct edge *edges;
    size_t count;
};

static bool same_entrance(const struct entrance *a, const struct entrance *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->edges[i].from != b->edges[i].from || a->edges[i].span != b->edges[i].span)
            return false;
    return true;
}

void network_group_techniques(struct network *network)
{
    struct edge *edges = memory_resize(NULL, network->edge_count, sizeof *edges);
    struct entrance *entrances = memory_resize(NULL, network->node_count, sizeof *entrances);
    size_t at = 0;

    for (size_t i = 0; i < network->edge_count; i++)
        edges[i] = network->edges[i];
    if (network->edge_count)
        qsort(edges, network->edge_count, sizeof *edges, compare_by_end);
    for (size_t i = 0; i < network->node_count; i++) {
        struct node *node = &network->nodes[i];

        entrances[i].edges = edges + at;
        entrances[i].count = 0;
        for (; at < network->edge_count && edges[at].to == i; at++)
            entrances[i].count++;
        for (size_t j = 0; node->kind == NODE_TECHNIQUE && j < i && node->group == i; j++)
            if (network->nodes[j].kind == NODE_TECHNIQUE && same_entrance(&entrances[i], &entrances[j]))
                node->group = j;
    }
    free(edges);
    free(entrances);
}
