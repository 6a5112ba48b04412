/* SPDX-License-Identifier: MIT
 *
 * The expected table of a technique, computed by a naive reader.
 */
#ifndef EXPECTED_TABLE_H
#define EXPECTED_TABLE_H

#include "naive.h"
#include "stream.h"

struct expected_table {
    const struct naive_mapping *mapping;
    bool has_filter_column; /* else filters are in the column of names */
    bool is_stacked;        /* rows are blocks of lines, and repeat everything */
    struct stream streams[STREAMS];
    struct stream summary; /* without the data sources: each component and its number of events */
};

/* Fills the streams; the other members must be set. */
void expected_table_fill(struct expected_table *table, const char *id);
void expected_table_free(struct expected_table *table);

#endif
