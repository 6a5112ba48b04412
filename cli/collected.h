/* SPDX-License-Identifier: MIT
 *
 * The events that machines collect, from the files of `--collected`: a table with a header line, whose columns say
 * where each event was logged and its id. Which columns it knows, and how a row is understood, docs/coverage.md says.
 */
#ifndef ATTACK_EVENTS_CLI_COLLECTED_H
#define ATTACK_EVENTS_CLI_COLLECTED_H

#include "options.h"

#include "attack_events.h"

struct collected {
    uint32_t *words;
    struct attack_set events; /* of all files together */
};

/* Fills `collected`, for collected_free(). What is no such table, and rows that are no event of the mapping, are said
 * on standard error. Returns false when a file could not be read as a table. */
bool collected_fill(const struct attack_db *db, const struct options *options, struct collected *collected);
void collected_free(struct collected *collected);

#endif
