/* SPDX-License-Identifier: MIT
 *
 * An event whose provider and channel have one name is in one list once.
 */
#include "lookup_index.h"

#include "host/letter_case.h"
#include "text/memory.h"

#include <stdlib.h>

static void append(struct text_numbers *texts, const char *log, const char *id)
{
    text_numbers_append_folded(texts, log);
    text_numbers_append_bytes(texts, "", 1);
    text_numbers_append_folded(texts, id);
}

static void add(struct lookup_index *index, const char *log, const struct attack_event *event)
{
    uint32_t number;

    append(&index->logs, log, event->id);
    number = text_numbers_end(&index->logs);
    if (number == index->first_count) {
        MAKE_ROOM(index->first, index->first_count, index->first_capacity);
        index->first[index->first_count++] = LOOKUP_INDEX_END;
    }
    MAKE_ROOM(index->links, index->count, index->capacity);
    index->links[index->count] = (struct lookup_link){event->index, index->first[number]};
    index->first[number] = index->count++;
}

void lookup_index_fill(struct lookup_index *index, const struct attack_db *db)
{
    struct attack_event event;

    *index = (struct lookup_index){.first = NULL};
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        if (event.id && event.provider)
            add(index, event.provider, &event);
        if (event.id && event.channel && !(event.provider && fold_equal(event.provider, event.channel)))
            add(index, event.channel, &event);
    }
}

void lookup_index_free(struct lookup_index *index)
{
    text_numbers_free(&index->logs);
    free(index->first);
    free(index->links);
}

size_t lookup_index_find(struct lookup_index *index, const char *log, const char *id)
{
    uint32_t number;

    if (!log)
        return LOOKUP_INDEX_END;
    append(&index->logs, log, id);
    number = text_numbers_find(&index->logs);
    return number == TEXT_NUMBERS_NONE ? LOOKUP_INDEX_END : index->first[number];
}
