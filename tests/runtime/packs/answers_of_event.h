/* SPDX-License-Identifier: MIT
 *
 * The part of print_answers() about events.
 */
#ifndef ANSWERS_OF_EVENT_H
#define ANSWERS_OF_EVENT_H

#include "attack_events.h"

#include <stdio.h>

/* Returns the word for a kind. */
const char *kind_text(enum attack_kind kind);

void print_events(FILE *to, const struct attack_db *db, const char *id);

/* `event` is "id=4688 | channel=Security | Field=value". */
void print_techniques_of_log(FILE *to, const struct attack_db *db, const char *event);

#endif
