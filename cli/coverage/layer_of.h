/* SPDX-License-Identifier: MIT
 *
 * The layers of `attack-events layer`, with scores from 0 to 100.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_OF_H
#define ATTACK_EVENTS_CLI_LAYER_OF_H

#include "line/scope.h"

#include "attack_events.h"

/* Write a layer with layer_write(): for the coverage of each technique; for the events of an id within the scope.
 */
bool layer_of_coverage(const struct attack_db *db, const struct scope *scope, const char *path);
bool layer_of_events(const struct attack_db *db, const char *id, const struct scope *scope, const char *path);

#endif
