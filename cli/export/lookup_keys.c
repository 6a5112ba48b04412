/* SPDX-License-Identifier: MIT
 *
 * Keys point into the mapping, so nothing is copied but what tells which keys are known.
 */
#include "lookup_keys.h"

#include "host/letter_case.h"
#include "line/row_filters.h"
#include "text/memory.h"

#include <stdlib.h>

static void append_folded(struct text_numbers *texts, const char *text)
{
    text_numbers_append_bytes(texts, text ? "+" : "-", 1);
    text_numbers_append_folded(texts, text ? text : "");
    text_numbers_append_bytes(texts, "", 1);
}

static void add(struct lookup_keys *keys, struct lookup_key key)
{
    uint32_t known = keys->known.count;

    append_folded(&keys->known, key.log);
    append_folded(&keys->known, key.provider);
    append_folded(&keys->known, key.channel);
    append_folded(&keys->known, key.id);
    if (text_numbers_end(&keys->known) < known)
        return;
    MAKE_ROOM(keys->all, keys->count, keys->capacity);
    keys->all[keys->count++] = key;
}

void lookup_keys_fill(struct lookup_keys *keys, const struct attack_db *db, const struct options *options,
                      bool is_joined)
{
    struct attack_event event;

    *keys = (struct lookup_keys){.all = NULL};
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        if (!event.id || (!event.provider && !event.channel) || !row_filters_admit_event(options, &event))
            continue;
        if (!is_joined)
            add(keys, (struct lookup_key){NULL, event.provider, event.channel, event.id});
        if (is_joined && event.provider)
            add(keys, (struct lookup_key){event.provider, NULL, NULL, event.id});
        if (is_joined && event.channel)
            add(keys, (struct lookup_key){event.channel, NULL, NULL, event.id});
    }
}

void lookup_keys_free(struct lookup_keys *keys)
{
    free(keys->all);
    text_numbers_free(&keys->known);
}

static bool same(const char *a, const char *b)
{
    return a && b && fold_equal(a, b);
}

static bool agree(const char *a, const char *b)
{
    return !a || !b || fold_equal(a, b);
}

bool lookup_key_means(const struct lookup_key *key, const struct attack_event *event)
{
    if (key->log)
        return same(key->log, event->provider) || same(key->log, event->channel);
    return (same(key->provider, event->provider) || same(key->channel, event->channel)) &&
           agree(key->provider, event->provider) && agree(key->channel, event->channel);
}
