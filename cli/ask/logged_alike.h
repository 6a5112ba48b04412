/* SPDX-License-Identifier: MIT
 *
 * Which events of the mapping are one event of a log: those with the same id and log, which differ in filter,
 * condition, platform or audit sub-category. A mapping with conditions has thousands of events, and few events of logs.
 */
#ifndef ATTACK_EVENTS_CLI_LOGGED_ALIKE_H
#define ATTACK_EVENTS_CLI_LOGGED_ALIKE_H

#include "attack_events.h"

/* The events of the mapping in groups. */
struct logged_alike {
    uint32_t *group;  /* of each event, from 0 in the order of the first event of each */
    uint32_t *events; /* sorted by group, then by index */
    uint32_t *first;  /* position of the first event of each group in `events`; one more for the end */
    uint32_t count;   /* of groups */
};

void logged_alike_start(struct logged_alike *alike, const struct attack_db *db);
void logged_alike_free(struct logged_alike *alike);

#endif
