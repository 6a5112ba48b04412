/* SPDX-License-Identifier: MIT
 *
 * One sink for every format: a command says which columns it has and hands over its rows, and does not know how they
 * are printed. Rows go out one by one and are never kept.
 */
#ifndef ATTACK_EVENTS_CLI_OUTPUT_H
#define ATTACK_EVENTS_CLI_OUTPUT_H

#include "value.h"

#include <stddef.h>

enum format { FORMAT_TABLE, FORMAT_TSV, FORMAT_JSON };

enum { COLUMNS_MOST = 32 };

struct column {
    const char *key;         /* of TSV's header and of JSON's objects */
    const char *heading;     /* of the table */
    size_t legible;          /* the table makes it no narrower while it can leave another column out instead */
    unsigned dispensable;    /* which columns those are: the highest goes first, 0 never */
    const char *dull_prefix; /* what cells lose first in a narrow table, since many share it; or NULL */
};

/* The columns that a command prints: `shown` are positions in `all`, and in the values of a row. */
struct layout {
    const struct column *all;
    const unsigned char *shown;
    size_t count; /* of `shown`, at most COLUMNS_MOST */
};

struct output;

/* Hands every row of `source` to output_row. A table calls it twice: first to measure its columns. */
typedef void output_walk(struct output *output, const void *source);

void output_print(enum format format, const struct layout *layout, output_walk *walk, const void *source);
void output_row(struct output *output, const struct value *values);

#endif
