/* SPDX-License-Identifier: MIT
 *
 * One node of the graph: its colours, its label, and all its data as its tooltip.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_NODE_H
#define ATTACK_EVENTS_CLI_DOT_NODE_H

#include "network.h"

#include <stdio.h>

/* The look of a kind of node. The colours are Okabe and Ito's, which colour-blind readers can distinguish, or tints of
 * them. Text has a contrast of at least 4.5:1, and each kind has its own column, so colour is not needed. */
struct dot_look {
    const char *name, *class; /* the name in the legend, and the class in SVG */
    const char *fill, *line, *text;
    int width; /* minimum, in points, so that all nodes of a column are equally wide */
};

extern const struct dot_look dot_looks[NODE_KINDS];

/* Writes the name of a node in DOT, quoted. */
void dot_node_name(FILE *file, const struct network *network, size_t index);

/* Writes the statement for a node. With `is_named`, components show the name of their data source. */
void dot_node(FILE *file, const struct network *network, size_t index, bool is_named);

#endif
