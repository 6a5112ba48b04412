/* SPDX-License-Identifier: MIT
 *
 * The events that machines collect, from the files of `--collected`: a table with a header line, whose columns say
 * where each event was logged and its id. Which columns it knows, and how a row is understood, docs/coverage.md says.
 */
#ifndef ATTACK_EVENTS_CLI_COLLECTED_H
#define ATTACK_EVENTS_CLI_COLLECTED_H

#include "line/options.h"

#include "attack_events.h"

/* Adds the events of all files together to `collected`. What is no such table, and rows that are no event of the
 * mapping, are said on standard error. Returns false when a file could not be read as a table. */
bool collected_fill(const struct attack_db *db, const struct options *options, struct attack_set collected);

#endif
