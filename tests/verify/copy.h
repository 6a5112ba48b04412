/* SPDX-License-Identifier: MIT
 *
 * A mapping whose tables are memory of the test: each in a block of exactly its size, so that AddressSanitizer sees a
 * read by one byte past it, and free to be changed.
 */
#ifndef COPY_H
#define COPY_H

#include "attack_events.h"
#include "tables.h"

enum part {
    PART_STRINGS,
    PART_LISTS,
    PART_TECHNIQUES,
    PART_RUNS,
    PART_COMPONENTS,
    PART_RELATIONSHIPS,
    PART_EVENTS,
    PART_LOGS,
    PART_VARIANTS,
    PART_REVOCATIONS,
    PART_FACTORS,
    PART_TECHNIQUE_STEPS,
    PART_TECHNIQUE_WEIGHTS,
    PART_TECHNIQUE_SLOTS,
    PART_EVENT_STEPS,
    PART_EVENT_WEIGHTS,
    PART_EVENT_SLOTS,
    PARTS
};

struct copy {
    struct attack_db db;
    struct {
        const char *name;
        unsigned char *bytes; /* NULL where the mapping has none */
        size_t size;
    } part[PARTS];
};

void copy_init(struct copy *copy, const struct attack_db *original);
void copy_widen(struct copy *copy); /* cells of 32 bits, as a large mapping has them; had of 16 bits before */
void copy_free(struct copy *copy);

/* One cell of a table. */
uint32_t copy_cell(const struct copy *copy, enum part part, size_t at);
void copy_set_cell(struct copy *copy, enum part part, size_t at, uint32_t value);

#endif
