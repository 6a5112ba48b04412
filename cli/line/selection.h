/* SPDX-License-Identifier: MIT
 *
 * The techniques that the operands of a command mean: "T1003.001", or "T1003.*" for T1003 and its sub-techniques.
 */
#ifndef ATTACK_EVENTS_CLI_SELECTION_H
#define ATTACK_EVENTS_CLI_SELECTION_H

#include "options.h"
#include "text/suggest.h"

#include "attack_events.h"

struct selection {
    struct attack_technique *techniques; /* each once, in the order of the operands */
    size_t count, capacity;
};

/* Fills `selection`, for selection_free(). Returns whether the mapping has all of them; those that it has not are named
 * on standard error, with the nearest spelling. */
bool selection_fill(const struct attack_db *db, const struct options *options, struct selection *selection);
void selection_free(struct selection *selection);

/* Says on standard error that the mapping has no such "technique", "event" or other thing, with what was nearly typed.
 */
void selection_absent(const char *what, const char *typed, const struct suggestions *near);

/* Says on standard error that no event of the mapping has this id, with the nearest that one has. */
void selection_no_event(const struct attack_db *db, const char *id);

#endif
