/* SPDX-License-Identifier: MIT
 *
 * The naive plan: at every step it tries all switches over all rows of the mapping. It takes the switch of an event
 * from switches.c, which has tests of its own. A switch is identified by the first event that has it.
 */
#ifndef GREEDY_H
#define GREEDY_H

#include "enable/switches.h"
#include "expecting.h"

struct gain {
    size_t pairs, techniques;
};

void greedy_start(const struct covering *mapping);
void greedy_free(void);

/* Returns the switch of an event; NULL unless the event is the first that has it. */
const struct log_switch *first_switch(size_t event);

/* Returns what a switch would add. */
struct gain gain_of(const struct question *question, size_t first_event);

/* Counts those of the pairs that have the flag and count. */
size_t count_pairs(const struct question *question, const bool *flags);

/* Returns the plan that must be printed, up to `most` steps, and marks what it covers as collected. */
char *expected_plan(struct question *question, size_t most, size_t *steps);

#endif
