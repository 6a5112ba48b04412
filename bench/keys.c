/* SPDX-License-Identifier: MIT
 *
 * Collects the keys of the linked mapping and shuffles them.
 */
#include "keys.h"

#include "attack_events_builtin.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long long state = 88172645463325252ULL;

/* xorshift: the same order in every run. */
static size_t below(size_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return limit ? (size_t)(state % limit) : 0;
}

static void *room_for(size_t count, size_t size)
{
    void *room = malloc((count + 1) * size);

    if (!room)
        abort();
    return room;
}

static char *copy(const char *text, size_t length)
{
    char *bytes = room_for(length + 1, 1);

    memcpy(bytes, text, length);
    bytes[length] = '\0';
    return bytes;
}

static struct key make_key(const char *provider, const char *id)
{
    size_t size = (provider ? strlen(provider) : 0) + strlen(id) + 2;
    char *joined = room_for(size, 1);
    struct key key;

    snprintf(joined, size, "%s%s%s", provider ? provider : "", provider ? "\n" : "", id);
    key.provider = provider ? copy(provider, strlen(provider)) : NULL;
    key.provider_length = provider ? strlen(provider) : 0;
    key.id = copy(id, strlen(id));
    key.length = strlen(id);
    key.joined = joined;
    key.joined_length = strlen(joined);
    return key;
}

static void free_key(const struct key *key)
{
    free(key->provider);
    free(key->id);
    free(key->joined);
}

static bool has_key(const struct keys *keys, const char *joined)
{
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->items[i].joined, joined) == 0)
            return true;
    return false;
}

static void draw(struct keys *keys)
{
    keys->draw = room_for(DRAWS, sizeof *keys->draw);
    for (size_t i = 0; i < DRAWS; i++)
        keys->draw[i] = (unsigned short)below(keys->count);
}

struct keys technique_keys(void)
{
    const struct attack_db *db = attack_events_builtin();
    struct keys keys = {room_for(attack_technique_count(db), sizeof(struct key)), 0, NULL};
    struct attack_technique technique;

    while (attack_technique_at(db, (uint32_t)keys.count, &technique))
        keys.items[keys.count++] = make_key(NULL, technique.id);
    draw(&keys);
    return keys;
}

struct keys event_keys(void)
{
    const struct attack_db *db = attack_events_builtin();
    struct keys keys = {room_for(attack_event_count(db), sizeof(struct key)), 0, NULL};
    struct attack_event event;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (event.id && event.provider) {
            struct key key = make_key(event.provider, event.id);

            if (!has_key(&keys, key.joined))
                keys.items[keys.count++] = key;
            else
                free_key(&key);
        }
    draw(&keys);
    return keys;
}

struct keys missing_keys(const struct keys *keys)
{
    struct keys missing = {room_for(keys->count, sizeof(struct key)), 0, NULL};

    while (missing.count < keys->count) {
        const struct key *like = &keys->items[missing.count];
        char *id = copy(like->id, like->length);
        size_t at = below(like->length);
        struct key key;

        /* Ids are mostly digits: another digit gives a similar key of the same length. */
        id[at] = (char)(id[at] == '.' ? 'x' : '0' + below(10));
        key = make_key(like->provider, id);
        if (!has_key(keys, key.joined))
            missing.items[missing.count++] = key;
        else
            free_key(&key);
        free(id);
    }
    draw(&missing);
    return missing;
}
