/* SPDX-License-Identifier: MIT
 *
 * The graph of techniques, data sources, data components and events: every node and every edge once, in the order in
 * which they were first met, so that one question always gives one graph. It knows nothing of how a graph is drawn.
 */
#ifndef ATTACK_EVENTS_CLI_NETWORK_H
#define ATTACK_EVENTS_CLI_NETWORK_H

#include "text/numbered.h"

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_TECHNIQUE, NODE_SOURCE, NODE_COMPONENT, NODE_EVENT };
enum { NODE_KINDS = NODE_EVENT + 1 };

struct node {
    enum node_kind kind;
    struct attack_technique technique;      /* of NODE_TECHNIQUE */
    struct attack_data_component component; /* of NODE_COMPONENT; of NODE_SOURCE the name of the source alone */
    struct attack_event event;              /* of NODE_EVENT */
    size_t group;                           /* the first node of those that are drawn as one; itself: it stands alone */
    size_t next_in_group;                   /* NO_NODE: it is the last */
    bool is_bare;                           /* a data source or component from which nothing leads on */
    bool is_ambiguous;                      /* an event that its id, provider, platform and filters do not tell apart */
};

struct edge {
    size_t from, to;
    unsigned span; /* columns of the picture that it crosses: above 1 where the mapping leaves a level out */
};

/* The edges that lead to one node, in order of where they come from. */
struct entrance {
    const struct edge *edges;
    size_t count;
};

struct network {
    const struct attack_db *db;
    struct node *nodes;
    size_t node_count, node_capacity;
    struct edge *edges; /* once finished: by `from`, then by `to`, each once */
    size_t edge_count, edge_capacity;
    size_t *technique_nodes, *component_nodes, *event_nodes; /* by their index in the mapping; NO_NODE: not there */
    size_t *source_nodes;         /* likewise, of a data component's source by the index of the component */
    struct numbered source_names; /* of those that are there */
    size_t *named_sources;        /* their nodes, by the number of the name */
    size_t named_source_capacity;
    struct edge *edges_by_end; /* once grouped */
    struct entrance *entrances;
};

#define NO_NODE SIZE_MAX

void network_start(struct network *network, const struct attack_db *db);
void network_free(struct network *network);

/* Each returns the node of what it names, which it adds when it is not there yet; the second that of a component's
 * source. */
size_t network_technique(struct network *network, const struct attack_technique *technique);
size_t network_source(struct network *network, const struct attack_data_component *component);
size_t network_component(struct network *network, const struct attack_data_component *component);
size_t network_event(struct network *network, const struct attack_event *event);

void network_join(struct network *network, size_t from, size_t to, unsigned span);

/* Puts the edges in order, each once, and says of each node what depends on the others. Nothing is added afterwards. */
void network_finish(struct network *network);

/* Returns how many nodes of a kind there are. */
size_t network_count(const struct network *network, enum node_kind kind);

/* Draws techniques as one that exactly the same nodes lead to. A finished network whose techniques no edge leaves. */
void network_group_techniques(struct network *network);

#endif
