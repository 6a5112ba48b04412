/* SPDX-License-Identifier: MIT
 *
 * Makes a model with rules through the functions that readers use, and packs it. It knows nothing of how rules are
 * written.
 */
#ifndef RULED_H
#define RULED_H

#include "attack_events.h"
#include "model/condition.h"
#include "pack/packed.h"

struct ruled {
    struct arena arena;
    struct diagnostics diagnostics;
    struct model model;
    struct packed packed;
    const struct attack_db *db; /* of what was packed */
};

/* Starts an empty model. */
void ruled_begin(struct ruled *ruled);
void ruled_end(struct ruled *ruled);

/* Packs it; the generator's own checks must pass. Indexes of the mapping stay the same when it is made again. */
void ruled_pack(struct ruled *ruled);

uint32_t ruled_text(struct ruled *ruled, const char *text);

/* Return the number of a condition + 1: that of one test with one value, or without any if that is NULL; the negation
 * of such a test; one that always holds. */
uint32_t ruled_test(struct ruled *ruled, const char *field, uint32_t op, const char *value);
uint32_t ruled_not(struct ruled *ruled, const char *field, uint32_t op, const char *value);
uint32_t ruled_always(struct ruled *ruled);

/* Adds a rule, whose title is "Title of ID". Returns its number + 1. */
uint32_t ruled_rule(struct ruled *ruled, const char *id, enum level level, enum status status, bool is_hunting);

/* The log of an event; NULL is absent. */
struct ruled_log {
    const char *id, *platform, *provider, *channel;
};

/* Returns the number of an event of the mapping + 1; of a rule, if there is one. */
uint32_t ruled_event(struct ruled *ruled, const struct ruled_log *log, uint32_t condition, uint32_t rule);

/* Adds a row. If the event is a rule's, that is its relationship; others have "REL-1". */
void ruled_row(struct ruled *ruled, const char *technique, uint32_t event, enum kind kind);

#endif
