/* SPDX-License-Identifier: MIT
 *
 * What the table of a technique must show, from what a naive reader finds.
 */
#ifndef EXPECTED_TABLE_H
#define EXPECTED_TABLE_H

#include "naive.h"
#include "stream.h"

struct expected_table {
    const struct naive_mapping *mapping;
    bool has_filter_column; /* else filters are among the names */
    bool is_stacked;        /* rows are blocks of lines, and say all */
    struct stream streams[STREAMS];
    struct stream summary; /* without the data sources: each component and its number of events */
};

/* Fills the streams, once the other members are there. */
void expected_table_fill(struct expected_table *table, const char *id);
void expected_table_free(struct expected_table *table);

#endif
