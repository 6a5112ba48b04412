/* SPDX-License-Identifier: MIT
 *
 * Puts a table together, cell by cell.
 */
#ifndef ATTACK_EVENTS_PYTHON_BUILDER_H
#define ATTACK_EVENTS_PYTHON_BUILDER_H

#include "pool.h"
#include "shim.h"

/* Starts as zeros. */
struct builder {
    struct pool pool;
    struct numbers codes, ends, items;
    uint32_t rows;
    bool has_failed;
};

/* The texts of a row in the order of its columns, then its lists. */
void builder_text(struct builder *builder, const char *text);
void builder_item(struct builder *builder, const char *text);
void builder_end_list(struct builder *builder);

/* Adds the row of a technique, as one view describes it. */
void builder_technique(struct builder *builder, const struct attack_db *db, const struct attack_technique *technique);

/* Returns the table, or NULL if memory ran out. */
struct python_table *builder_finish(struct builder *builder);

#endif
