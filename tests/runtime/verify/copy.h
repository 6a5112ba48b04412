/* SPDX-License-Identifier: MIT
 *
 * A mapping whose tables are in the test's memory, each in a block of exactly its size, so that AddressSanitizer
 * notices a read past it. The tables may be changed.
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
    PART_RETIRED,
    PART_ALIASES,
    PART_FIELDS,
    PART_FACTORS,
    PART_TECHNIQUE_STEPS,
    PART_TECHNIQUE_WEIGHTS,
    PART_TECHNIQUE_SLOTS,
    PART_EVENT_STEPS,
    PART_EVENT_WEIGHTS,
    PART_EVENT_SLOTS,
    PART_CONDITION_STRINGS,
    PART_CODE,
    PART_GRAMS,
    PART_MARKS,
    PART_GROUPS,
    PART_CONDITIONS,
    PART_CONDITION_FIELDS,
    PART_BUCKETS,
    PART_ENTRIES,
    PART_RULE_STRINGS,
    PART_RULES,
    PART_CONDITION_RULES,
    PARTS
};

struct copy {
    struct attack_db db;
    struct attack_conditions conditions;
    struct attack_rules rules;
    struct {
        const char *name;
        unsigned char *bytes; /* NULL if the mapping has no such table */
        size_t size;
    } part[PARTS];
};

void copy_init(struct copy *copy, const struct attack_db *original);
/* To cells of 32 bits, as in a large mapping; they must have 16 bits before. Those of conditions and rules stay. */
void copy_widen(struct copy *copy);
void copy_free(struct copy *copy);

/* One cell of a table, but for those of conditions and rules. */
uint32_t copy_cell(const struct copy *copy, enum part part, size_t at);
void copy_set_cell(struct copy *copy, enum part part, size_t at, uint32_t value);

#endif
