/* SPDX-License-Identifier: MIT
 *
 * One sink for every format: a command says which columns it has and hands over its rows, and does not know how they
 * are printed. Rows go out one by one and are never kept.
 */
#ifndef ATTACK_EVENTS_CLI_OUTPUT_H
#define ATTACK_EVENTS_CLI_OUTPUT_H

#include "layout.h"

enum format { FORMAT_TABLE, FORMAT_TSV, FORMAT_JSON };

struct output;

/* Hands every row of `source` to output_row. A table calls it twice: first to measure its columns. */
typedef void output_walk(struct output *output, const void *source);

void output_print(enum format format, const struct layout *layout, output_walk *walk, const void *source);
void output_row(struct output *output, const struct value *values);

#endif
