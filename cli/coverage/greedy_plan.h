/* SPDX-License-Identifier: MIT
 *
 * A greedy plan: which switch covers the most new pairs of a technique and one of its data components. It chooses step
 * by step and prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_GREEDY_PLAN_H
#define ATTACK_EVENTS_CLI_GREEDY_PLAN_H

#include "enable/switches.h"

#include "attack_events.h"

#include <stddef.h>

/* A pair of a technique and one of its data components that has an event. */
struct greedy_plan_pair {
    uint32_t technique;
    size_t group; /* the first pair of the same technique */
    bool covered;
};

struct greedy_plan_use {
    size_t log_switch, pair;
    size_t stake; /* the stake of this switch in this technique */
};

/* The stake of a switch in a technique: the pairs of the technique that it would cover. */
struct greedy_plan_stake {
    size_t log_switch, group;
    size_t left; /* uncovered pairs of the technique that the switch would cover */
    size_t next; /* the next stake in the same list */
};

struct greedy_plan {
    struct greedy_plan_pair *pairs;
    size_t pair_count, pair_capacity;
    struct log_switch *switches; /* sorted with switch_compare() */
    size_t switch_count, switch_capacity;
    struct greedy_plan_use *uses; /* which switch covers which pair, each once, sorted by switch */
    size_t use_count, use_capacity;
    size_t covered; /* pairs covered so far */

    struct greedy_plan_stake *stakes;
    size_t stake_count, stake_capacity;
    size_t *first_by_pair, *uses_by_pair; /* the uses of each pair; first_by_pair has one more element for the end */
    /* By switch: its first use, pairs that it would add, techniques that it would fully cover; and a tree of the best
     * switch of each subset, whose root is at 1. */
    size_t *first_use, *left, *completed, *best;
    /* At the group of a technique: the number of its uncovered pairs, and the list of stakes that would cover all of
     * them. At the group plus n: the list of stakes that would not, and that had n + 1 left. */
    size_t *group_left, *completing, *waiting;
};

/* What a step covers. */
struct greedy_plan_gain {
    size_t log_switch;
    size_t pairs;
    size_t techniques; /* that are fully covered by it */
};

/* Starts with the collected events. Only the events in `chosen` and the techniques in `techniques` count. */
void greedy_plan_start(struct greedy_plan *plan, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected);

/* Takes the switch that adds the most pairs. Ties go to the one that fully covers the most techniques, then to the
 * first in the order of switch_compare(). SWITCH_NONE is never taken. Returns false if no switch adds a pair. */
bool greedy_plan_next(struct greedy_plan *plan, struct greedy_plan_gain *gain);

void greedy_plan_free(struct greedy_plan *plan);

#endif
