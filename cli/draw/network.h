/* SPDX-License-Identifier: MIT
 *
 * The graph of techniques, data sources, data components and events. Each node and each edge is in it once, in the
 * order in which it was first added, so that the output is deterministic. It knows nothing of how a graph is drawn.
 */
#ifndef ATTACK_EVENTS_CLI_NETWORK_H
#define ATTACK_EVENTS_CLI_NETWORK_H

#include "text/text_numbers.h"

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_TECHNIQUE, NODE_SOURCE, NODE_COMPONENT, NODE_EVENT };
enum { NODE_KINDS = NODE_EVENT + 1 };

struct node {
    enum node_kind kind;
    struct attack_technique technique;      /* for NODE_TECHNIQUE */
    struct attack_data_component component; /* for NODE_COMPONENT; for NODE_SOURCE only the source's name */
    struct attack_event event;              /* for NODE_EVENT: the first, if there are several */
    uint32_t conditions;  /* for NODE_EVENT: events of one log that differ in name and condition, drawn as one node */
    size_t group;         /* the first node of its group, which is drawn as one node; itself if it is alone */
    size_t next_in_group; /* NO_NODE: it is the last */
    bool is_bare;         /* a data source or component without a path to an event */
    bool is_ambiguous;    /* another event has the same id, provider, platform and filters */
};

struct edge {
    size_t from, to;
    unsigned span; /* columns that it crosses: more than 1 if the mapping lacks a level */
};

/* The edges that lead to one node, sorted by their start. */
struct entrance {
    const struct edge *edges;
    size_t count;
};

struct network {
    const struct attack_db *db;
    struct node *nodes;
    size_t node_count, node_capacity;
    struct edge *edges; /* after network_finish(): sorted by `from`, then by `to`, each once */
    size_t edge_count, edge_capacity;
    size_t *technique_nodes, *component_nodes, *event_nodes; /* by index in the mapping; NO_NODE: not in the graph */
    struct text_numbers source_names;                        /* names of the sources in the graph */
    size_t *named_sources;                                   /* their nodes, by number of the name */
    size_t named_source_capacity;
    struct text_numbers logged; /* events with a condition, by their log */
    size_t *logged_nodes;       /* their nodes, by number */
    size_t logged_capacity;
    struct edge *edges_by_end; /* set when grouped */
    struct entrance *entrances;
};

#define NO_NODE SIZE_MAX

void network_start(struct network *network, const struct attack_db *db);
void network_free(struct network *network);

/* Each returns a node, which it adds if it is new. Several components may share the node of a data source, and the
 * events with a condition that have the same id and log share a node. */
size_t network_technique(struct network *network, const struct attack_technique *technique);
size_t network_source(struct network *network, const char *data_source);
size_t network_component(struct network *network, const struct attack_data_component *component);
size_t network_event(struct network *network, const struct attack_event *event);

void network_join(struct network *network, size_t from, size_t to, unsigned span);

/* Sorts the edges, removes duplicates, and sets the members of nodes that depend on other nodes. Nothing can be added
 * afterwards. */
void network_finish(struct network *network);

/* Returns how many nodes of a kind there are. */
size_t network_count(const struct network *network, enum node_kind kind);

/* Groups techniques that exactly the same nodes lead to. The network must be finished, and have no edges
 * from techniques. */
void network_group_techniques(struct network *network);

#endif
