/* SPDX-License-Identifier: MIT
 *
 * What `attack-events graph` is asked for, as a network: from techniques on to events, or from events back.
 */
#ifndef ATTACK_EVENTS_CLI_GRAPH_QUERY_H
#define ATTACK_EVENTS_CLI_GRAPH_QUERY_H

#include "line/options.h"
#include "network.h"

#include <stdbool.h>

/* Adds the techniques that the operands mean, with all that leads from them to the events that the options admit.
 * Returns false, with a message on standard error, when one is not there. */
bool graph_add_techniques(struct network *network, const struct options *options);

/* Adds the events of the operands that the options admit, with all that leads from them to techniques. Returns false,
 * with a message on standard error, when an id has none. */
bool graph_add_events(struct network *network, const struct options *options);

#endif
