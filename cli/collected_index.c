/* SPDX-License-Identifier: MIT
 *
 * A row says some of six things. An event that it means has the same id and filters where the row says them, and of the
 * other four each the same, or none. So for each set of things that rows say, events are listed by what they have of
 * them, and a row asks for the 16 lists at most that it can mean. The same event of a log is found as
 * attack_candidates() finds it, which knows two names of one provider.
 */
#include "collected_index.h"

#include "fold.h"
#include "memory.h"
#include "switches.h"
#include "value.h"

#include <stdlib.h>
#include <string.h>

enum {
    HAS_ID = 1 << COLLECTED_ID,
    HAS_PROVIDER = 1 << COLLECTED_PROVIDER,
    HAS_CHANNEL = 1 << COLLECTED_CHANNEL,
    HAS_SUB_CATEGORY = 1 << COLLECTED_SUB_CATEGORY,
    MAY_LACK = HAS_PROVIDER | HAS_CHANNEL | 1 << COLLECTED_PLATFORM | HAS_SUB_CATEGORY
};

/* What an event has, as numbers of texts: NUMBERED_NONE where it has none. Microsoft's name of its sub-category will do
 * where the mapping has another. */
struct collected_event {
    uint32_t has[COLLECTED_COLUMNS], other_sub_category;
};

/* An event in a list, and the place of the next. */
struct collected_entry {
    uint32_t event, next;
};

#define NO_ENTRY UINT32_MAX

static const char *name_of_provider(const char *name)
{
    return fold_equal(name, "Linux-Sysmon") ? "sysmon" : name;
}

static uint32_t number_text(struct collected_index *index, const char *text)
{
    if (!text)
        return NUMBERED_NONE;
    numbered_append_folded(&index->texts, text);
    return numbered_end(&index->texts);
}

static void append_piece(void *texts, const char *piece)
{
    numbered_append_folded(texts, piece);
}

static struct collected_event describe(struct collected_index *index, const struct attack_db *db,
                                       const struct attack_event *event)
{
    struct value filters = value_filters(attack_event_filters(db, event));
    struct log_switch log_switch = switch_of(event);
    struct collected_event described;

    described.has[COLLECTED_ID] = number_text(index, event->id);
    described.has[COLLECTED_PROVIDER] = number_text(index, name_of_provider(event->provider));
    described.has[COLLECTED_CHANNEL] = number_text(index, event->channel);
    described.has[COLLECTED_PLATFORM] = number_text(index, event->platform);
    described.has[COLLECTED_SUB_CATEGORY] = number_text(index, event->audit_sub_category);
    described.other_sub_category = number_text(index, log_switch.kind == SWITCH_AUDIT ? log_switch.name : NULL);
    value_pieces(&filters, ",", append_piece, &index->texts);
    described.has[COLLECTED_FILTER] = numbered_end(&index->texts);
    return described;
}

void collected_index_start(struct collected_index *index, const struct attack_db *db)
{
    struct attack_event event;

    memset(index, 0, sizeof *index);
    index->event_count = attack_event_count(db);
    index->events = memory_resize(NULL, index->event_count, sizeof *index->events);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        index->events[i] = describe(index, db, &event);
}

void collected_index_free(struct collected_index *index)
{
    free(index->events);
    free(index->lists);
    free(index->entries);
    numbered_free(&index->texts);
    numbered_free(&index->keys);
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

/* Puts the key of a list together: what its events have of some columns. */
static void begin_key(struct collected_index *index, unsigned columns, const uint32_t has[COLLECTED_COLUMNS])
{
    numbered_append_bytes(&index->keys, &columns, sizeof columns);
    for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
        if (columns >> i & 1)
            numbered_append_bytes(&index->keys, &has[i], sizeof has[i]);
}

static void list_event(struct collected_index *index, unsigned columns, uint32_t event,
                       const uint32_t has[COLLECTED_COLUMNS])
{
    uint32_t known = index->keys.count, list;
    unsigned lacks = 0;

    for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
        lacks |= (columns >> i & (has[i] == NUMBERED_NONE)) << i;
    index->lacking[columns] |= (uint64_t)1 << lacks;
    begin_key(index, columns, has);
    list = numbered_end(&index->keys);
    if (list == known) {
        index->lists = memory_room(index->lists, known, &index->list_capacity, sizeof *index->lists);
        index->lists[list] = NO_ENTRY;
    }
    index->entries = memory_room(index->entries, index->entry_count, &index->entry_capacity, sizeof *index->entries);
    index->entries[index->entry_count] = (struct collected_entry){event, index->lists[list]};
    index->lists[list] = (uint32_t)index->entry_count++;
}

static void list_events(struct collected_index *index, unsigned columns)
{
    for (uint32_t i = 0; i < index->event_count; i++) {
        struct collected_event event = index->events[i];
        uint32_t other = event.other_sub_category;

        list_event(index, columns, i, event.has);
        if (!(columns & HAS_SUB_CATEGORY) || other == NUMBERED_NONE || other == event.has[COLLECTED_SUB_CATEGORY])
            continue;
        event.has[COLLECTED_SUB_CATEGORY] = other;
        list_event(index, columns, i, event.has);
    }
}

/* Adds the events of one list. */
static bool add_list(struct collected_index *index, unsigned columns, const uint32_t has[COLLECTED_COLUMNS],
                     struct attack_set events)
{
    uint32_t number;

    begin_key(index, columns, has);
    number = numbered_find(&index->keys);
    if (number == NUMBERED_NONE)
        return false;
    for (uint32_t i = index->lists[number]; i != NO_ENTRY; i = index->entries[i].next)
        attack_set_add(events, index->entries[i].event);
    index->lists[number] = NO_ENTRY; /* once is enough */
    return true;
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Finds the numbers of what a row says. Returns which columns no event has so. */
static unsigned find_texts(struct collected_index *index, const char *const values[COLLECTED_COLUMNS],
                           uint32_t said[COLLECTED_COLUMNS])
{
    unsigned unknown = 0;

    for (unsigned i = 0; i < COLLECTED_COLUMNS; i++) {
        said[i] = NUMBERED_NONE;
        if (!values[i])
            continue;
        numbered_append_folded(&index->texts, i == COLLECTED_PROVIDER ? name_of_provider(values[i]) : values[i]);
        said[i] = numbered_find(&index->texts);
        unknown |= (unsigned)(said[i] == NUMBERED_NONE) << i;
    }
    return unknown;
}

/* Whether a row means events that have the same in `same` of what it says, and lack the rest. */
static bool means(unsigned said, unsigned same)
{
    if (said & HAS_SUB_CATEGORY && !(same & HAS_SUB_CATEGORY) && !(said & HAS_ID))
        return false; /* a sub-category, not the whole log that it is in */
    if (said & (HAS_PROVIDER | HAS_CHANNEL))
        return same & (HAS_PROVIDER | HAS_CHANNEL);
    return said & HAS_SUB_CATEGORY ? same & HAS_SUB_CATEGORY : said & HAS_ID;
}

bool collected_index_add(struct collected_index *index, const char *const values[COLLECTED_COLUMNS],
                         struct attack_set events)
{
    uint32_t said[COLLECTED_COLUMNS];
    unsigned unknown = find_texts(index, values, said), columns = 0, listed;
    bool any = false;

    for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
        columns |= (unsigned)(values[i] != NULL) << i;
    if (unknown & ~(unsigned)MAY_LACK)
        return false;
    listed = columns;
    if (!(columns & (HAS_PROVIDER | HAS_CHANNEL | HAS_SUB_CATEGORY)))
        listed |= HAS_PROVIDER | HAS_CHANNEL; /* an event that is in no log either */
    if (!index->lacking[listed])
        list_events(index, listed);
    for (unsigned lacks = 0; lacks <= MAY_LACK; lacks++) {
        uint32_t has[COLLECTED_COLUMNS];

        if (lacks & ~(columns & MAY_LACK) || unknown & ~lacks || !means(columns, columns & ~lacks) ||
            !(index->lacking[listed] >> (lacks | (listed & ~columns)) & 1))
            continue;
        for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
            has[i] = lacks >> i & 1 ? NUMBERED_NONE : said[i];
        any = add_list(index, listed, has, events) || any;
    }
    return any;
}
