/* SPDX-License-Identifier: MIT
 *
 * What `attack-events layer` writes: layers with scores of 0 to 100.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_OF_H
#define ATTACK_EVENTS_CLI_LAYER_OF_H

#include "attack_events.h"

struct coverage_sets {
    struct attack_set techniques, chosen, collected;
};

/* Write a layer as layer_write() does: of how far each technique is covered; of the chosen events of an id. */
bool layer_of_coverage(const struct attack_db *db, const struct coverage_sets *sets, const char *path);
bool layer_of_events(const struct attack_db *db, const char *id, struct attack_set chosen, const char *path);

#endif
