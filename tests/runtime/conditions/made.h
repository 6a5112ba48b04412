/* SPDX-License-Identifier: MIT
 *
 * Lays out a mapping with conditions as tables.h describes it, and not as the generator happens to do it. Each table
 * is in a block of exactly its size, so that AddressSanitizer notices a read past it.
 */
#ifndef MADE_H
#define MADE_H

#include "attack_events.h"
#include "said.h"
#include "tables.h"

/* The conditions of one id in the log of one provider; of none if it is "". */
struct made_group {
    const char *id, *provider;
    struct said *const *conditions;
    int count;
};

/* The tables, for tests that change them. */
enum made_table {
    MADE_STRINGS,
    MADE_CODE,
    MADE_GRAMS,
    MADE_MARKS,
    MADE_GROUPS,
    MADE_CONDITIONS,
    MADE_FIELDS,
    MADE_BUCKETS,
    MADE_ENTRIES,
    MADE_EVENTS,
    MADE_LISTS,
    MADE_TABLES
};

struct made {
    struct attack_db db;
    struct attack_conditions conditions;
    unsigned char *tables[MADE_TABLES];
    size_t sizes[MADE_TABLES];
    void *others[3];
    int event_of[1024], events_count; /* the index of each condition's event, and how many events there are */
};

/* Which cells have 32 bits instead of 16: those of gates, and all others. */
enum { WIDE_CELLS = 1, WIDE_GATES = 2, WIDE_ALL = WIDE_CELLS | WIDE_GATES };

/* Groups are sorted by id; of one id, they have different providers. Before them, each id has an event without a
 * condition. Fields are named "F0" to "F5"; the first two are the mapping's. With gates, each condition that can have
 * one has. */
struct made *made_new(const struct made_group *groups, int count, unsigned wide, bool has_gates);
void made_free(struct made *made);

/* Returns the mapping with one condition, whose event has index 1. */
struct made *made_of(struct said *condition, unsigned wide, bool has_gates);

/* Callbacks for an event as a test describes it, its context. */
struct attack_text made_field(void *event, uint32_t field, uint32_t value);
struct attack_text made_value(void *event, uint32_t value);

/* Fills in an event with id 1 of a provider. */
void made_event(struct attack_log_event *event, const char *provider, const struct said_event *said);

/* Returns scratch memory that is large enough, for free(). */
union attack_scratch *made_scratch(const struct attack_db *db, size_t *bytes);

#endif
