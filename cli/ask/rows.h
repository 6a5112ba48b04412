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

/* Reports on standard error if a value of an option is not in the mapping, and if no row matches the options. Returns
 * whether there is something to print, and the exit status. */
bool rows_check(const struct row_source *source, enum exit_status *status);

/* Checks the rows as above, and prints them with the columns that the user has chosen, or else with `layout`. Returns
 * the exit status. */
enum exit_status rows_print(const struct row_source *source, const struct layout *layout);

#endif
