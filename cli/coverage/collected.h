/* SPDX-License-Identifier: MIT
 *
 * The events that machines collect, from the files of `--collected`: a table with a header line, whose columns say
 * where each event was logged and its id. docs/coverage.md describes the columns and how a row is matched.
 */
#ifndef ATTACK_EVENTS_CLI_COLLECTED_H
#define ATTACK_EVENTS_CLI_COLLECTED_H

#include "line/options.h"

#include "attack_events.h"

/* Adds the events of all files to `collected`. Reports files that are not such tables and rows that match no event.
 * Returns false if a file could not be read as a table. */
bool collected_fill(const struct attack_db *db, const struct options *options, struct attack_set collected);

#endif
