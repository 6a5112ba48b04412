/* SPDX-License-Identifier: MIT
 *
 * Rows of the mapping on their way to the sink, for every command that prints some.
 */
#ifndef ATTACK_EVENTS_CLI_ROWS_H
#define ATTACK_EVENTS_CLI_ROWS_H

#include "line/options.h"
#include "print/output.h"
#include "text/exit_status.h"

/* Rows that can be walked more than once: of some techniques, as far as the options admit them. */
struct row_source {
    const struct attack_db *db;
    const struct options *options;
    const struct attack_technique *techniques; /* NULL: all of the mapping */
    size_t count;                              /* of `techniques` */
};

/* An output_walk over a `struct row_source`. */
void rows_walk(struct output *output, const void *source);

/* Says whether there is a row to walk. */
bool rows_any(const struct row_source *source);

/* Prints the rows in the columns that the user has chosen, or else in `layout`. Says so on standard error when the
 * options leave none, or when a value of them is not in the mapping. Returns what the program is to exit with. */
enum exit_status rows_print(const struct row_source *source, const struct layout *layout);

#endif
