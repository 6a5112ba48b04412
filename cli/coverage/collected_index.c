/* SPDX-License-Identifier: MIT
 *
 * A row states some of six properties. A matching event has the same id and filters if the row states them; each of the
 * other four properties, if stated, is equal or absent in the event. So for each set of properties, this index lists
 * events by their values, and a row looks up at most 16 lists: one for each choice of the four that the event may lack.
 * The answer is that of attack_candidates(), which knows two names of one provider.
 */
#include "collected_index.h"

#include "enable/switches.h"
#include "host/letter_case.h"
#include "line/event_ids.h"
#include "print/value.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    HAS_ID = 1 << COLLECTED_ID,
    HAS_PROVIDER = 1 << COLLECTED_PROVIDER,
    HAS_CHANNEL = 1 << COLLECTED_CHANNEL,
    HAS_SUB_CATEGORY = 1 << COLLECTED_SUB_CATEGORY,
    HAS_FILTER = 1 << COLLECTED_FILTER,
    MAY_LACK = HAS_PROVIDER | HAS_CHANNEL | 1 << COLLECTED_PLATFORM | HAS_SUB_CATEGORY
};

/* An event in a list, and the position of the next entry. */
struct collected_entry {
    uint32_t event, next;
};

#define NO_ENTRY UINT32_MAX

void collected_index_start(struct collected_index *index, const struct attack_db *db)
{
    memset(index, 0, sizeof *index);
    index->db = db;
}

void collected_index_free(struct collected_index *index)
{
    free(index->lists);
    free(index->entries);
    text_numbers_free(&index->keys);
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

/* Builds a key from the values of some columns, without the filters, which are added last. */
static void begin_key(struct collected_index *index, unsigned columns, const char *const values[COLLECTED_COLUMNS])
{
    text_numbers_append_bytes(&index->keys, &columns, sizeof columns);
    for (unsigned i = 0; i < COLLECTED_FILTER; i++) {
        bool is_alias = i == COLLECTED_PROVIDER && fold_equal(values[i], "Linux-Sysmon");

        if (columns >> i & 1)
            text_numbers_append_key(&index->keys, is_alias ? "sysmon" : values[i]);
    }
}

static void append_piece(void *keys, const char *piece)
{
    text_numbers_append_folded(keys, piece);
}

static void list_event(struct collected_index *index, unsigned columns, const struct attack_event *event,
                       const char *sub_category)
{
    const char *const values[COLLECTED_COLUMNS] = {event_id_shown(index->db, event), event->provider, event->channel,
                                                   event->platform, sub_category};
    uint32_t known = index->keys.count, list;
    unsigned lacks = 0;

    begin_key(index, columns, values);
    if (columns & HAS_FILTER) {
        struct value filters = value_filters(attack_event_filters(index->db, event));

        value_pieces(&filters, ",", append_piece, &index->keys);
    }
    list = text_numbers_end(&index->keys);
    if (list == known) {
        MAKE_ROOM(index->lists, known, index->list_capacity);
        index->lists[list] = NO_ENTRY;
    }
    MAKE_ROOM(index->entries, index->entry_count, index->entry_capacity);
    index->entries[index->entry_count] = (struct collected_entry){event->index, index->lists[list]};
    index->lists[list] = (uint32_t)index->entry_count++;
    for (unsigned i = 0; i < COLLECTED_FILTER; i++)
        lacks |= (columns >> i & !values[i]) << i;
    index->lacking[columns] |= (uint64_t)1 << lacks;
}

/* Lists all events. If the mapping and Microsoft use different names for an event's sub-category, it is under both. */
static void list_events(struct collected_index *index, unsigned columns)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_event_at(index->db, i, &event); i++) {
        struct log_switch log_switch;

        list_event(index, columns, &event, event.audit_sub_category);
        if (!(columns & HAS_SUB_CATEGORY))
            continue;
        log_switch = switch_of(index->db, &event);
        if (log_switch.kind == SWITCH_AUDIT && !fold_equal(log_switch.name, event.audit_sub_category))
            list_event(index, columns, &event, log_switch.name);
    }
}

/* Adds the events of one list. */
static bool add_list(struct collected_index *index, unsigned columns, const char *const values[COLLECTED_COLUMNS],
                     struct attack_set events)
{
    uint32_t number;

    begin_key(index, columns, values);
    if (columns & HAS_FILTER)
        text_numbers_append_folded(&index->keys, values[COLLECTED_FILTER]);
    number = text_numbers_find(&index->keys);
    if (number == TEXT_NUMBERS_NONE)
        return false;
    for (uint32_t i = index->lists[number]; i != NO_ENTRY; i = index->entries[i].next)
        attack_set_add(events, index->entries[i].event);
    index->lists[number] = NO_ENTRY; /* so that it is added only once */
    return true;
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Whether a row may match events that equal it in the columns `same` and lack the others that it states. */
static bool means(unsigned said, unsigned same)
{
    if (said & HAS_SUB_CATEGORY && !(same & HAS_SUB_CATEGORY) && !(said & HAS_ID))
        return false; /* the row means a sub-category, not its whole log */
    if (said & (HAS_PROVIDER | HAS_CHANNEL))
        return same & (HAS_PROVIDER | HAS_CHANNEL);
    return said & HAS_SUB_CATEGORY ? same & HAS_SUB_CATEGORY : said & HAS_ID;
}

bool collected_index_add(struct collected_index *index, const char *const values[COLLECTED_COLUMNS],
                         struct attack_set events)
{
    unsigned said = 0, listed;
    bool any = false;

    for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
        said |= (unsigned)(values[i] != NULL) << i;
    listed = said;
    if (!(said & (HAS_PROVIDER | HAS_CHANNEL | HAS_SUB_CATEGORY)))
        listed |= HAS_PROVIDER | HAS_CHANNEL; /* an event without a log matches as well */
    if (!index->lacking[listed])
        list_events(index, listed);
    for (unsigned lacks = 0; lacks <= MAY_LACK; lacks++) {
        const char *has[COLLECTED_COLUMNS];

        if (lacks & ~(said & MAY_LACK) || !means(said, said & ~lacks) ||
            !(index->lacking[listed] >> (lacks | (listed & ~said)) & 1))
            continue;
        for (unsigned i = 0; i < COLLECTED_COLUMNS; i++)
            has[i] = lacks >> i & 1 ? NULL : values[i];
        any = add_list(index, listed, has, events) || any;
    }
    return any;
}
