/* SPDX-License-Identifier: MIT
 *
 * A network as a picture in Graphviz's language: what its nodes look like, its title and its legend. It knows nothing
 * of how the network was found, and does not draw.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_H
#define ATTACK_EVENTS_CLI_DOT_H

#include "network.h"

#include <stdio.h>

struct dot_title {
    const char *first, *second; /* "T1003.001", "LSASS Memory"; either may be NULL */
    const char *about;          /* one line below */
};

void dot_write(FILE *file, const struct network *network, const struct dot_title *title);

#endif
