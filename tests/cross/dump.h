/* SPDX-License-Identifier: MIT
 *
 * Everything that a mapping answers, as text. Freestanding, so that the same source runs on every target.
 */
#ifndef DUMP_H
#define DUMP_H

#include "attack_events.h"

/* Returns false where the rows are not as many as the mapping says. */
bool dump(const struct attack_db *db);

void put(const char *text); /* the target's */

/* Put a tab and the value; absent text is "(none)". */
void put_field(const char *text);
void put_number(uint32_t number);

size_t length_of(const char *text);

void dump_matching(const struct attack_db *db);

#endif
