/* SPDX-License-Identifier: MIT
 *
 * One sink for all formats: a command declares its columns and passes its rows, and knows nothing of formats. Rows are
 * printed one by one and never stored.
 */
#ifndef ATTACK_EVENTS_CLI_SINK_H
#define ATTACK_EVENTS_CLI_SINK_H

#include "layout.h"

enum format { FORMAT_TABLE, FORMAT_TSV, FORMAT_JSON };

struct sink;

/* A callback that passes every row of `source` to sink_row(). A table calls it twice: first to measure its columns. */
typedef void sink_walk(struct sink *sink, const void *source);

void sink_print(enum format format, const struct layout *layout, sink_walk *walk, const void *source);
void sink_row(struct sink *sink, const struct value *values);

#endif
