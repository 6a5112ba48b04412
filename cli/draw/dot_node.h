/* SPDX-License-Identifier: MIT
 *
 * One node of the picture: its colours, its label, and all that is known of it as its tooltip.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_NODE_H
#define ATTACK_EVENTS_CLI_DOT_NODE_H

#include "network.h"

#include <stdio.h>

/* How nodes of a kind look: colours of Okabe and Ito that the colour-blind tell apart, or tints of them. Text keeps a
 * contrast of 4.5:1 at least, and the columns of the picture tell the kinds apart without any colour. */
struct dot_look {
    const char *name, *class; /* in the legend; in SVG */
    const char *fill, *line, *text;
    int width; /* points at least, so that a column is even */
};

extern const struct dot_look dot_looks[NODE_KINDS];

/* Writes the name of a node, in quotes. */
void dot_node_name(FILE *file, const struct network *network, size_t index);

/* Writes the statement of a node. With `is_named`, components carry the name of their data source. */
void dot_node(FILE *file, const struct network *network, size_t index, bool is_named);

/* Writes the statement of a node that stands for all techniques of its group, in `columns`. */
void dot_node_group(FILE *file, const struct network *network, size_t index, size_t columns);

#endif
