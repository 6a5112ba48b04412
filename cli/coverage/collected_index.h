/* SPDX-License-Identifier: MIT
 *
 * An index from the values in a row of a table to the events of a mapping, so that a row finds its events without a
 * search of all. It knows nothing of how a row is read.
 */
#ifndef ATTACK_EVENTS_CLI_COLLECTED_INDEX_H
#define ATTACK_EVENTS_CLI_COLLECTED_INDEX_H

#include "text/text_numbers.h"

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
    struct text_numbers keys; /* the values of events in some columns */
    uint32_t *lists;          /* the first entry of the list for a key, by the key's number */
    size_t list_capacity;
    struct collected_entry *entries;
    size_t entry_count, entry_capacity;
    /* By the set of a key's columns: which subsets of them some event lacks, one bit for each subset; 0: no event is
     * listed under such a key yet. */
    uint64_t lacking[1 << COLLECTED_COLUMNS];
};

void collected_index_start(struct collected_index *index, const struct attack_db *db);
void collected_index_free(struct collected_index *index);

/* Adds the events that a row matches, by the values of its columns (NULL: absent): those with its id, or all of a log
 * or a sub-category. Returns whether there are any. */
bool collected_index_add(struct collected_index *index, const char *const values[COLLECTED_COLUMNS],
                         struct attack_set events);

#endif
