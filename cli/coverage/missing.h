/* SPDX-License-Identifier: MIT
 *
 * How far what is collected covers a technique, and which of its data components could be collected and are not. It
 * counts as attack_technique_coverage() does, which allocates nothing, and takes longer where components are many.
 */
#ifndef ATTACK_EVENTS_CLI_MISSING_H
#define ATTACK_EVENTS_CLI_MISSING_H

#include "attack_events.h"

#include <stddef.h>

/* Starts as zeros, and may be filled again. */
struct missing {
    const char **names; /* of the components, or of its data source where one has none; in the order of the input */
    size_t count;
    struct attack_coverage coverage;
    unsigned char *seen; /* to work with, by data component: zeros between calls */
};

/* Lists the components with an event among `chosen` and none among those of them that are collected, and counts. */
void missing_fill(struct missing *missing, const struct attack_db *db, const struct attack_technique *technique,
                  struct attack_set chosen, struct attack_set collected);
void missing_free(struct missing *missing);

#endif
