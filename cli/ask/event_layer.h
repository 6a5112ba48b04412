/* SPDX-License-Identifier: MIT
 *
 * What the events of an id could show, as a layer for ATT&CK Navigator.
 */
#ifndef ATTACK_EVENTS_CLI_EVENT_LAYER_H
#define ATTACK_EVENTS_CLI_EVENT_LAYER_H

#include "line/options.h"
#include "text/exit_status.h"

/* Writes the layer of the events with an id that the filters admit, of which there is at least one. The score of a
 * technique is how specific these events are for it, in percent of the highest. "-" and NULL are standard output. */
enum exit_status event_layer_write(const struct attack_db *db, const struct options *options, const char *id,
                                   const char *path);

#endif
