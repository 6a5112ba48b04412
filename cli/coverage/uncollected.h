/* SPDX-License-Identifier: MIT
 *
 * How far collected events cover a technique, and which of its data components could be collected and are not. It gives
 * the counts of attack_technique_coverage(), but allocates memory to be faster for many components.
 */
#ifndef ATTACK_EVENTS_CLI_UNCOLLECTED_H
#define ATTACK_EVENTS_CLI_UNCOLLECTED_H

#include "attack_events.h"

#include <stddef.h>

/* Starts as zeros, and may be filled again. */
struct uncollected {
    const char **names; /* of the missing components, or of the data source if one has no name; in input order */
    size_t count;
    struct attack_coverage coverage;
    unsigned char *seen; /* scratch, by data component: zeros between calls */
};

/* Lists the components that have an event in `chosen` but none that is also in `collected`, and counts. */
void uncollected_fill(struct uncollected *missing, const struct attack_db *db, const struct attack_technique *technique,
                      struct attack_set chosen, struct attack_set collected);
void uncollected_free(struct uncollected *missing);

#endif
