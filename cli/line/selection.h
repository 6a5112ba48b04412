/* SPDX-License-Identifier: MIT
 *
 * The techniques of a command's operands: "T1003.001", or "T1003.*" for T1003 and its sub-techniques. A retired id
 * stands for the technique that took its place, with a note on standard error. It knows no options.
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

/* Fills `selection`; free it with selection_free(). Returns whether the mapping has all techniques. Missing ones are
 * reported on standard error, with the nearest spelling. */
bool selection_fill(const struct attack_db *db, const struct options *options, struct selection *selection);
void selection_free(struct selection *selection);

/* Reports on standard error that the mapping has no such "technique", "event" or other thing, and what is near. */
void selection_absent(const char *what, const char *typed, const struct suggestions *near);

/* Reports on standard error that no event of the mapping has this id, with the nearest id. */
void selection_no_event(const struct attack_db *db, const char *id);

/* Says on standard error that the id of an event was found by another name, if it was. */
void selection_note_alias(const char *typed, const struct attack_event *found);

#endif
