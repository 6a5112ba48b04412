/* SPDX-License-Identifier: MIT
 *
 * Writes a network in DOT, Graphviz's language: the look of its nodes, its title and its legend. It knows nothing of
 * how the network was found, and does not run Graphviz.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_H
#define ATTACK_EVENTS_CLI_DOT_H

#include "network.h"

#include <stdio.h>

struct dot_title {
    const char *first, *second; /* "T1003.001", "LSASS Memory"; either may be NULL */
    const char *about;          /* a line below them */
};

void dot_write(FILE *file, const struct network *network, const struct dot_title *title);

#endif
