/* SPDX-License-Identifier: MIT
 *
 * Prints everything that a mapping answers as text. Freestanding, so that the same source runs on every target.
 */
#ifndef DUMP_H
#define DUMP_H

#include "attack_events.h"

/* Returns false if the number of rows is not the one that the mapping states. */
bool dump(const struct attack_db *db);

void put(const char *text); /* defined by the target */

/* Put a tab and the value; absent text is "(none)". */
void put_field(const char *text);
void put_number(uint32_t number);

size_t length_of(const char *text);

/* Whether an event has a condition, and the one before it has another on the same event of the same log. All that is
 * asked with ids and logs was asked for that one; there may be a thousand such events. */
bool repeats_before(const struct attack_db *db, const struct attack_event *event);

void dump_matching(const struct attack_db *db);

#endif
