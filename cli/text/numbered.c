/* SPDX-License-Identifier: MIT
 *
 * A hash table with open addressing over one buffer of texts. It knows nothing of what the texts mean.
 */
#include "numbered.h"

#include "host/keyed_hash.h"
#include "host/letter_case.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_TEXTS = 1 << 6 };

/* Returns the slot of these bytes, or the free slot for them. */
static struct numbered_slot *find_slot(const struct numbered *texts, uint32_t hash, const char *bytes, size_t size)
{
    uint32_t mask = texts->slot_count - 1;

    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        struct numbered_slot *slot = &texts->slots[i];
        size_t start, end;

        if (!slot->number)
            return slot;
        if (slot->hash != hash)
            continue;
        start = texts->starts[slot->number - 1];
        end = slot->number < texts->count ? texts->starts[slot->number] : texts->open;
        if (end - start - 1 == size && memcmp(texts->bytes + start, bytes, size) == 0)
            return slot;
    }
}

/* Keeps the table at most half full: it has twice as many slots as `starts` has elements. */
static void make_room_for_text(struct numbered *texts)
{
    struct numbered_slot *before = texts->slots;
    uint32_t count = texts->slot_count, mask;

    if (texts->count < texts->starts_capacity)
        return;
    texts->starts_capacity = texts->starts_capacity ? 2 * texts->starts_capacity : LEAST_TEXTS;
    texts->slot_count = 2 * texts->starts_capacity;
    texts->starts = memory_resize(texts->starts, texts->starts_capacity, sizeof *texts->starts);
    texts->slots = memory_resize(NULL, texts->slot_count, sizeof *texts->slots);
    memset(texts->slots, 0, texts->slot_count * sizeof *texts->slots);
    mask = texts->slot_count - 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = before[i].hash & mask;

        while (before[i].number && texts->slots[at].number)
            at = (at + 1) & mask;
        if (before[i].number)
            texts->slots[at] = before[i];
    }
    free(before);
}

void numbered_append_bytes(struct numbered *texts, const void *bytes, size_t size)
{
    texts->bytes = memory_room_for(texts->bytes, texts->used, size, &texts->capacity, 1);
    memcpy(texts->bytes + texts->used, bytes, size);
    texts->used += size;
}

void numbered_append(struct numbered *texts, const char *piece)
{
    numbered_append_bytes(texts, piece, strlen(piece));
}

void numbered_append_folded(struct numbered *texts, const char *piece)
{
    size_t size = strlen(piece);

    numbered_append_bytes(texts, piece, size);
    for (size_t at = texts->used - size; at < texts->used; at++)
        texts->bytes[at] = fold(texts->bytes[at]);
}

void numbered_append_key(struct numbered *texts, const char *text)
{
    numbered_append_bytes(texts, text ? "+" : "-", 1);
    numbered_append_folded(texts, text ? text : "");
    numbered_append_bytes(texts, "", 1);
}

uint32_t numbered_end(struct numbered *texts)
{
    size_t size = texts->used - texts->open;
    struct numbered_slot *slot;
    uint32_t hash;

    numbered_append_bytes(texts, "", 1);
    make_room_for_text(texts);
    hash = keyed_hash(texts->bytes + texts->open, size);
    slot = find_slot(texts, hash, texts->bytes + texts->open, size);
    if (slot->number) {
        texts->used = texts->open;
        return slot->number - 1;
    }
    texts->starts[texts->count] = texts->open;
    texts->open = texts->used;
    *slot = (struct numbered_slot){hash, ++texts->count};
    return texts->count - 1;
}

uint32_t numbered_find(struct numbered *texts)
{
    size_t size = texts->used - texts->open;
    const char *bytes;

    texts->used = texts->open;
    if (!texts->count)
        return NUMBERED_NONE;
    bytes = texts->bytes + texts->open;
    return find_slot(texts, keyed_hash(bytes, size), bytes, size)->number - 1;
}

uint32_t numbered_add(struct numbered *texts, const char *text)
{
    return numbered_add_bytes(texts, text, strlen(text));
}

uint32_t numbered_add_bytes(struct numbered *texts, const void *bytes, size_t size)
{
    numbered_append_bytes(texts, bytes, size);
    return numbered_end(texts);
}

const char *numbered_text(const struct numbered *texts, uint32_t number)
{
    return texts->bytes + texts->starts[number];
}

void numbered_free(struct numbered *texts)
{
    free(texts->bytes);
    free(texts->starts);
    free(texts->slots);
    memset(texts, 0, sizeof *texts);
}
