/* SPDX-License-Identifier: MIT
 *
 * The network for `attack-events graph`: from techniques to events, or from events to techniques.
 */
#ifndef ATTACK_EVENTS_CLI_GRAPH_QUERY_H
#define ATTACK_EVENTS_CLI_GRAPH_QUERY_H

#include "line/options.h"
#include "network.h"

#include <stdbool.h>

/* Adds the techniques of the operands, with all paths to events that match the options. Returns false, with a message
 * on standard error, if one is not in the mapping. */
bool graph_add_techniques(struct network *network, const struct options *options);

/* Adds the events of the operands that match the options, with all paths to techniques. Returns false, with a message
 * on standard error, if an id has no such event. */
bool graph_add_events(struct network *network, const struct options *options);

#endif
