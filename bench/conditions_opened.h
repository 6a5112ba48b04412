/* SPDX-License-Identifier: MIT
 *
 * What bench/conditions.c has to know of the inside of the matcher.
 */
#ifndef BENCH_CONDITIONS_OPENED_H
#define BENCH_CONDITIONS_OPENED_H

#include "attack_events.h"
#include "tables.h"

/* Counts the conditions that are evaluated for an event of Sysmon 1, and how many there are on it. */
uint32_t count_opened(const struct attack_db *db, attack_field *field, void *context, uint32_t *conditions);

/* Makes a copy of a mapping's descriptor where no condition has a gate, so that all are evaluated. It lives as long as
 * the program. */
void without_gates(const struct attack_db *db, struct attack_db *copy);

#endif
