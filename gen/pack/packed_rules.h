/* SPDX-License-Identifier: MIT
 *
 * The tables of rules of runtime/tables.h as numbers in memory. It knows the layout and neither YAML nor C.
 */
#ifndef GEN_PACKED_RULES_H
#define GEN_PACKED_RULES_H

#include "pool.h"

#include <stdbool.h>

/* The tables of cells, in the order in which they are written. */
enum rule_table { RULE_TABLE_RULES, RULE_TABLE_OF_CONDITIONS, RULE_TABLES };

extern const struct table_shape rule_table_shapes[RULE_TABLES];

struct packed_rules {
    struct numbers cells[RULE_TABLES];
    struct string_pool strings;
    bool wide;         /* cells of rules have 32 bits */
    uint32_t *numbers; /* of each packed rule, its number in the model; for verify_rules.c */
};

/* Whether the cells of a table have 32 bits. */
bool has_wide_rule_cells(const struct packed_rules *rules, enum rule_table table);

/* How many records a table has. */
size_t packed_rule_count(const struct packed_rules *rules, enum rule_table table);

#endif
