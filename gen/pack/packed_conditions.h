/* SPDX-License-Identifier: MIT
 *
 * The tables of conditions of runtime/tables.h as numbers in memory. It knows the layout and neither YAML nor C.
 */
#ifndef GEN_PACKED_CONDITIONS_H
#define GEN_PACKED_CONDITIONS_H

#include "pool.h"

#include <stdbool.h>

/* The tables of cells, in the order in which they are written. */
enum condition_table {
    CONDITION_TABLE_GROUPS,
    CONDITION_TABLE_CONDITIONS,
    CONDITION_TABLE_FIELDS,
    CONDITION_TABLE_BUCKETS,
    CONDITION_TABLE_ENTRIES,
    CONDITION_TABLES
};

extern const struct table_shape condition_table_shapes[CONDITION_TABLES];

struct packed_conditions {
    struct numbers cells[CONDITION_TABLES];
    struct string_pool strings;
    struct byte_stream code, grams, marks;
    bool wide, wide_gates; /* cells have 32 bits; likewise those of buckets and entries */
    uint32_t gram_bits, group_most, fields_most;
    struct gate_counts *counts; /* from which gates were chosen, for verify_conditions.c */
};

/* How many records a table has; buckets without the end of the last one. */
size_t packed_condition_count(const struct packed_conditions *conditions, enum condition_table table);

/* Whether the cells of a table have 32 bits. */
bool has_wide_cells(const struct packed_conditions *conditions, enum condition_table table);

#endif
