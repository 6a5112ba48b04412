/* SPDX-License-Identifier: MIT
 *
 * Prints rows of the mapping, for every command that prints some. It knows nothing of formats.
 */
#ifndef ATTACK_EVENTS_CLI_ROWS_H
#define ATTACK_EVENTS_CLI_ROWS_H

#include "line/options.h"
#include "print/sink.h"
#include "text/exit_status.h"

/* Rows that can be iterated several times: those of some techniques that match the options. */
struct row_source {
    const struct attack_db *db;
    const struct options *options;
    const struct attack_technique *techniques; /* NULL: the whole mapping */
    size_t count;                              /* of `techniques` */
};

/* An sink_walk over a `struct row_source`. */
void rows_walk(struct sink *sink, const void *source);

/* Returns whether there is any row. */
bool rows_any(const struct row_source *source);

/* Prints the rows with the columns that the user has chosen, or else with `layout`. Reports on standard error if no row
 * matches the options, or if a value of an option is not in the mapping. Returns the exit status. */
enum exit_status rows_print(const struct row_source *source, const struct layout *layout);

#endif
