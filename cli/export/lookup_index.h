/* SPDX-License-Identifier: MIT
 *
 * The events of the mapping by log and id, so that those of a key are found without a look at all events of its id: a
 * hostile mapping may have any number of logs with one id. A log is a provider or a channel.
 */
#ifndef ATTACK_EVENTS_CLI_LOOKUP_INDEX_H
#define ATTACK_EVENTS_CLI_LOOKUP_INDEX_H

#include "text/text_numbers.h"

#include "attack_events.h"

#define LOOKUP_INDEX_END SIZE_MAX

struct lookup_link {
    uint32_t event;
    size_t next; /* of the same log and id; LOOKUP_INDEX_END: none */
};

struct lookup_index {
    struct text_numbers logs; /* with ids */
    size_t *first;            /* by the number of a log and id */
    size_t first_count, first_capacity;
    struct lookup_link *links;
    size_t count, capacity;
};

void lookup_index_fill(struct lookup_index *index, const struct attack_db *db);
void lookup_index_free(struct lookup_index *index);

/* Returns the first link of a log and an id, ignoring case; LOOKUP_INDEX_END if there is none, or the log is NULL. */
size_t lookup_index_find(struct lookup_index *index, const char *log, const char *id);

#endif
