/* SPDX-License-Identifier: MIT
 *
 * The tables of runtime/tables.h as numbers in memory: what packing makes and what is written. It knows the layout and
 * neither YAML nor C.
 */
#ifndef GEN_PACKED_H
#define GEN_PACKED_H

#include "hash.h"
#include "model/model.h"
#include "packed_conditions.h"
#include "packed_rules.h"
#include "pool.h"

/* The tables of cells, in the order in which they are written. */
enum table {
    TABLE_TECHNIQUES,
    TABLE_RUNS,
    TABLE_COMPONENTS,
    TABLE_RELATIONSHIPS,
    TABLE_EVENTS,
    TABLE_LOGS,
    TABLE_VARIANTS,
    TABLE_RETIRED,
    TABLE_ALIASES,
    TABLE_FIELDS,
    TABLE_FACTORS,
    TABLES
};

extern const struct table_shape table_shapes[TABLES];

struct packed {
    struct numbers cells[TABLES];
    struct string_pool strings;
    struct list_pool lists;
    bool wide;     /* cells have 32 bits */
    uint32_t date; /* seconds since 1970-01-01; 0 if it is not known */
    uint32_t row_count;
    uint32_t domain, version, sha256, selection, attribution; /* string offsets */
    uint32_t tactics, platforms, data_sources;                /* list positions */
    uint32_t candidates_most, fields_most;
    struct hash technique_hash, event_hash;
    struct packed_conditions *conditions; /* NULL if there are none */
    struct packed_rules *rules;           /* likewise */
    const char *gperf_version;            /* "" without a hash */
    struct numbers *event_techniques;     /* by packed event: technique, kind, technique, kind ... */
    /* For verify.c: the model's rows by packed technique, where those of each start, and its number in the model. */
    const struct row **rows;
    size_t *first_row;
    uint32_t *technique_numbers;
};

/* How many records a table has. */
size_t packed_count(const struct packed *packed, enum table table);

#endif
