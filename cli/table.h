/* SPDX-License-Identifier: MIT
 *
 * An aligned table for people: every row is one line within the terminal's width; what does not fit is cut with an
 * ellipsis, and where cutting would leave nothing to read, whole columns are left out. It is walked twice: all rows are
 * measured before the first is printed.
 */
#ifndef ATTACK_EVENTS_CLI_TABLE_H
#define ATTACK_EVENTS_CLI_TABLE_H

#include "output.h"

struct table {
    const struct layout *layout;
    size_t widths[COLUMNS_MOST];
    bool left_out[COLUMNS_MOST];
};

void table_start(struct table *table, const struct layout *layout);
void table_measure(struct table *table, const struct value *values);

/* Shares `width` columns out, once all rows are measured, and prints the headings. */
void table_header(struct table *table, size_t width);

void table_row(const struct table *table, const struct value *values);

/* Says on standard error which columns were left out. */
void table_end(const struct table *table);

#endif
