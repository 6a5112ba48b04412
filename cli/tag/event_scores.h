/* SPDX-License-Identifier: MIT
 *
 * The scores of one event of a log: of all events of the mapping that it matches, the best one counts for each
 * technique. A sum would favour what the mapping describes in many ways. Its time does not depend on the mapping.
 */
#ifndef ATTACK_EVENTS_CLI_EVENT_SCORES_H
#define ATTACK_EVENTS_CLI_EVENT_SCORES_H

#include "attack_events.h"

#include <stddef.h>

struct event_score {
    uint32_t technique, score;
    uint32_t event; /* of the mapping, that has this score; of several, the first */
};

struct event_scores {
    const struct attack_db *db;
    struct event_score *all; /* those above 0, in no order */
    size_t count, capacity;
    uint32_t *one, *best; /* scratch, by technique: zeros between calls */
    uint32_t *best_event; /* likewise, but never read before it is written */
};

void event_scores_start(struct event_scores *scores, const struct attack_db *db);

/* Finds the techniques of these events of the mapping, each once, with its best score. */
void event_scores_find(struct event_scores *scores, const uint32_t *events, uint32_t count);

/* Sorts them, best first; ties are in the order of the ids. */
void event_scores_sort(struct event_scores *scores);

void event_scores_free(struct event_scores *scores);

#endif
