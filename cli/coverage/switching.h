/* SPDX-License-Identifier: MIT
 *
 * What each switch would add to what is collected, in pairs of a technique and one of its data components: the least
 * that has to be switched on for the most. It chooses step by step and prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_SWITCHING_H
#define ATTACK_EVENTS_CLI_SWITCHING_H

#include "enable/switches.h"

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
    size_t stake; /* of the switch in the technique */
};

/* What a switch has at stake in a technique that it covers a pair of. */
struct switching_stake {
    size_t log_switch, group;
    size_t left; /* pairs of the technique that are not covered, and that the switch would cover */
    size_t next; /* of the list that it is in */
};

struct switching {
    struct switching_pair *pairs;
    size_t pair_count, pair_capacity;
    struct log_switch *switches; /* in the order of switch_compare() */
    size_t switch_count, switch_capacity;
    struct switching_use *uses; /* which switch covers which pair, each once, by switch */
    size_t use_count, use_capacity;
    size_t covered; /* pairs, so far */

    struct switching_stake *stakes;
    size_t stake_count, stake_capacity;
    size_t *first_by_pair, *uses_by_pair; /* the uses of a pair; and the end behind the last pair's */
    /* By switch: pairs that it would add, techniques that it would cover wholly; which switch is the best of a part of
     * them, a tree whose root is at 1. */
    size_t *left, *completed, *best;
    /* Of a technique, at its group: how many of its pairs are not covered, and the stakes that would cover all these.
     * At its group plus a number: those stakes that would not, and that had one more than that number left. */
    size_t *group_left, *completing, *waiting;
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

/* For switching_start(): gets the first step ready, once pairs, switches and uses are listed. */
void switching_prepare(struct switching *switching);

/* Takes the switch that adds the most pairs; of equal ones the one that covers the most techniques wholly; of equal
 * ones the first in the order of switch_compare(). What nothing is known to switch on is never taken. Returns false
 * when none adds any. */
bool switching_next(struct switching *switching, struct switching_gain *gain);

/* Returns the pairs that are not covered and that a switch would cover. */
size_t switching_left(const struct switching *switching, size_t log_switch);

void switching_free(struct switching *switching);

#endif
