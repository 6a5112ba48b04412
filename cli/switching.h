/* SPDX-License-Identifier: MIT
 *
 * What each switch would add to what is collected, in pairs of a technique and one of its data components: the least
 * that has to be switched on for the most. It chooses step by step and prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_SWITCHING_H
#define ATTACK_EVENTS_CLI_SWITCHING_H

#include "switches.h"

#include "attack_events.h"

#include <stddef.h>

/* A pair of a technique and one of its data components that has an event. */
struct switching_pair {
    uint32_t technique;
    size_t group; /* of the technique's pairs: the first */
    bool covered;
};

struct switching_use {
    size_t log_switch, pair;
};

struct switching {
    struct switching_pair *pairs;
    size_t pair_count, pair_capacity;
    struct log_switch *switches; /* in the order of switch_compare() */
    size_t switch_count, switch_capacity;
    struct switching_use *uses; /* which switch covers which pair, each once, by switch */
    size_t use_count, use_capacity;
    size_t *first_use; /* by switch, and the end behind the last */
    size_t covered;    /* pairs, so far */
};

/* What a step adds. */
struct switching_gain {
    size_t log_switch;
    size_t pairs;
    size_t techniques; /* that are wholly covered by it */
};

/* Starts with what is collected. `chosen` are the events that count, `techniques` the techniques. */
void switching_start(struct switching *switching, const struct attack_db *db, struct attack_set techniques,
                     struct attack_set chosen, struct attack_set collected);

/* Takes the switch that adds the most pairs; of equal ones the one that covers the most techniques wholly; of equal
 * ones the first in the order of switch_compare(). What nothing is known to switch on is never taken. Returns false
 * when none adds any. */
bool switching_next(struct switching *switching, struct switching_gain *gain);

/* Returns the pairs that are not covered and that a switch would cover. */
size_t switching_left(const struct switching *switching, size_t log_switch);

void switching_free(struct switching *switching);

#endif
