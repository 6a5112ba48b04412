/* SPDX-License-Identifier: MIT
 *
 * An index from events to rows, so that the rows of a few events are found without a walk over all. It prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_ROW_INDEX_H
#define ATTACK_EVENTS_CLI_ROW_INDEX_H

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

/* The position of a row: its technique, and the number of earlier rows of that technique. */
struct row_place {
    uint32_t technique, row;
};

/* Starts as zeros. */
struct row_index {
    const struct attack_db *db;
    struct row_place *places;          /* by event */
    size_t *first;                     /* first place of each event; one more element for the end */
    struct attack_row_iterator *marks; /* copies of each technique's iterator, one every few rows */
    size_t mark_count, mark_capacity;
    size_t *first_mark; /* by technique */
    struct row_place *found;
    size_t found_count, found_capacity;
};

/* Some rows of a technique. */
struct row_walk {
    const struct row_index *index;
    const struct row_place *next, *end;
    struct attack_row_iterator rows;
    uint32_t row; /* number of the row that `rows` returns next */
};

/* Finds the rows of these events, which must be distinct. The first call builds the index. */
void row_index_find(struct row_index *index, const struct attack_db *db, const uint32_t *events, uint32_t count);

/* Starts an iteration over those of the found rows that belong to a technique. */
struct row_walk row_index_walk(const struct row_index *index, uint32_t technique);

/* Fills `row` with the next one, in the order of the mapping. Returns false when none is left. */
bool row_walk_next(struct row_walk *walk, struct attack_row *row);

void row_index_free(struct row_index *index);

#endif
