/* SPDX-License-Identifier: MIT
 *
 * The rows of a mapping by their events, so that those of a few events are found without a walk over all.
 */
#ifndef ATTACK_EVENTS_CLI_ROW_INDEX_H
#define ATTACK_EVENTS_CLI_ROW_INDEX_H

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a row is: the technique, and how many rows of it go before. */
struct row_place {
    uint32_t technique, row;
};

/* Starts as zeros. */
struct row_index {
    const struct attack_db *db;
    struct row_place *places;  /* by event */
    size_t *first;             /* place of an event; and the end behind the last event's */
    struct attack_rows *marks; /* the walk of a technique before every so many rows */
    size_t mark_count, mark_capacity;
    size_t *first_mark; /* of a technique */
    struct row_place *found;
    size_t found_count, found_capacity;
};

/* Some rows of a technique. */
struct row_walk {
    const struct row_index *index;
    const struct row_place *next, *end;
    struct attack_rows rows;
    uint32_t row; /* that `rows` is at */
};

/* Finds the rows of these events, each of which is given once. The first time makes the index. */
void row_index_find(struct row_index *index, const struct attack_db *db, const uint32_t *events, uint32_t count);

/* Starts with the rows of a technique among those found. */
struct row_walk row_index_walk(const struct row_index *index, uint32_t technique);

/* Fills `row` with the next one, in the order of the mapping. Returns false when none is left. */
bool row_walk_next(struct row_walk *walk, struct attack_row *row);

void row_index_free(struct row_index *index);

#endif
