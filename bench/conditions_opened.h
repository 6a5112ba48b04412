/* SPDX-License-Identifier: MIT
 *
 * What bench/conditions.c and bench/rules.c have to know of the inside of the matcher.
 */
#ifndef BENCH_CONDITIONS_OPENED_H
#define BENCH_CONDITIONS_OPENED_H

#include "attack_events.h"
#include "tables.h"

/* How many conditions are evaluated, and how many of these belong to a rule. */
struct opened {
    uint32_t conditions, rules;
};

/* Adds those that gates let through for an event of a log; all that are on the event, in a mapping without gates. */
void count_opened(const struct attack_db *db, const struct attack_log_event *asked, struct opened *opened);

/* Makes a copy of a mapping's descriptor where no condition has a gate, so that all are evaluated. It lives as long as
 * the program. */
void without_gates(const struct attack_db *db, struct attack_db *copy);

#endif
