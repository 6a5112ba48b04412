/* SPDX-License-Identifier: MIT
 *
 * Rows of the mapping on their way to the sink, for every command that prints some.
 */
#ifndef ATTACK_EVENTS_CLI_ROWS_H
#define ATTACK_EVENTS_CLI_ROWS_H

#include "output.h"

/* Rows that can be walked more than once: the iterator is copied before each walk. */
struct row_source {
    const struct attack_db *db;
    struct attack_rows rows;
};

/* An output_walk over a `struct row_source`. */
void rows_walk(struct output *output, const void *source);

#endif
