/* SPDX-License-Identifier: MIT
 *
 * What `attack-events layer` writes: layers with scores of 0 to 100.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_OF_H
#define ATTACK_EVENTS_CLI_LAYER_OF_H

#include "line/scope.h"

#include "attack_events.h"

/* Write a layer as layer_write() does: of how far each technique is covered; of the events of an id that the scope has.
 */
bool layer_of_coverage(const struct attack_db *db, const struct scope *scope, const char *path);
bool layer_of_events(const struct attack_db *db, const char *id, const struct scope *scope, const char *path);

#endif
