/* SPDX-License-Identifier: MIT
 *
 * The events of a mapping by what a row of a table may say of them, so that a row finds those that it means without a
 * look at the others. It knows nothing of how a row is read.
 */
#ifndef ATTACK_EVENTS_CLI_COLLECTED_INDEX_H
#define ATTACK_EVENTS_CLI_COLLECTED_INDEX_H

#include "text/numbered.h"

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

enum collected_column {
    COLLECTED_ID,
    COLLECTED_PROVIDER,
    COLLECTED_CHANNEL,
    COLLECTED_PLATFORM,
    COLLECTED_SUB_CATEGORY,
    COLLECTED_FILTER,
    COLLECTED_COLUMNS
};

struct collected_entry;

struct collected_index {
    const struct attack_db *db;
    struct numbered keys; /* of lists of events: what these have in some columns */
    uint32_t *lists;      /* their first entries, by the number of the key */
    size_t list_capacity;
    struct collected_entry *entries;
    size_t entry_count, entry_capacity;
    /* By the columns of a key: which of them are lacking together in some event, a bit for each set of columns; 0: no
     * event is listed so yet. */
    uint64_t lacking[1 << COLLECTED_COLUMNS];
};

void collected_index_start(struct collected_index *index, const struct attack_db *db);
void collected_index_free(struct collected_index *index);

/* Adds the events that a row means, by the values of its columns, NULL where it has none: of its id, or all of a log or
 * a sub-category. Returns whether there are any. */
bool collected_index_add(struct collected_index *index, const char *const values[COLLECTED_COLUMNS],
                         struct attack_set events);

#endif
