/* SPDX-License-Identifier: MIT
 *
 * A hash table with open addressing over one buffer of texts. It knows nothing of what the texts mean.
 */
#include "text_numbers.h"

#include "host/keyed_hash.h"
#include "host/letter_case.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_TEXTS = 1 << 6 };

/* Returns the slot of these bytes, or the free slot for them. */
static struct text_numbers_slot *find_slot(const struct text_numbers *texts, uint32_t hash, const char *bytes,
                                           size_t size)
{
    uint32_t mask = texts->slot_count - 1;

    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        struct text_numbers_slot *slot = &texts->slots[i];
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
static void make_room_for_text(struct text_numbers *texts)
{
    struct text_numbers_slot *before = texts->slots;
    uint32_t count = texts->slot_count, mask;

    if (texts->count < texts->starts_capacity)
        return;
    texts->starts_capacity = texts->starts_capacity ? 2 * texts->starts_capacity : LEAST_TEXTS;
    texts->slot_count = 2 * texts->starts_capacity;
    texts->starts = memory_resize(texts->starts, texts->starts_capacity, sizeof *texts->starts);
    texts->slots = memory_zeros(texts->slot_count, sizeof *texts->slots);
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

void text_numbers_append_bytes(struct text_numbers *texts, const void *bytes, size_t size)
{
    texts->bytes = memory_room_for(texts->bytes, texts->used, size + 1, &texts->capacity, 1); /* with its NUL */
    memcpy(texts->bytes + texts->used, bytes, size);
    texts->used += size;
}

void text_numbers_append(struct text_numbers *texts, const char *piece)
{
    text_numbers_append_bytes(texts, piece, strlen(piece));
}

void text_numbers_append_folded(struct text_numbers *texts, const char *piece)
{
    size_t size = strlen(piece);

    text_numbers_append_bytes(texts, piece, size);
    for (size_t at = texts->used - size; at < texts->used; at++)
        texts->bytes[at] = fold(texts->bytes[at]);
}

void text_numbers_append_key(struct text_numbers *texts, const char *text)
{
    text_numbers_append_bytes(texts, text ? "+" : "-", 1);
    text_numbers_append_folded(texts, text ? text : "");
    text_numbers_append_bytes(texts, "", 1);
}

uint32_t text_numbers_end(struct text_numbers *texts)
{
    size_t size = texts->used - texts->open;
    struct text_numbers_slot *slot;
    uint32_t hash;

    text_numbers_append_bytes(texts, "", 1);
    make_room_for_text(texts);
    hash = keyed_hash(texts->bytes + texts->open, size);
    slot = find_slot(texts, hash, texts->bytes + texts->open, size);
    if (slot->number) {
        texts->used = texts->open;
        return slot->number - 1;
    }
    texts->starts[texts->count] = texts->open;
    texts->open = texts->used;
    *slot = (struct text_numbers_slot){hash, ++texts->count};
    return texts->count - 1;
}

uint32_t text_numbers_find(struct text_numbers *texts)
{
    size_t size = texts->used - texts->open;
    const char *bytes;

    texts->used = texts->open;
    if (!texts->count)
        return TEXT_NUMBERS_NONE;
    bytes = texts->bytes + texts->open;
    return find_slot(texts, keyed_hash(bytes, size), bytes, size)->number - 1;
}

uint32_t text_numbers_add(struct text_numbers *texts, const char *text)
{
    return text_numbers_add_bytes(texts, text, strlen(text));
}

uint32_t text_numbers_add_bytes(struct text_numbers *texts, const void *bytes, size_t size)
{
    text_numbers_append_bytes(texts, bytes, size);
    return text_numbers_end(texts);
}

const char *text_numbers_text(const struct text_numbers *texts, uint32_t number)
{
    return texts->bytes + texts->starts[number];
}

void text_numbers_free(struct text_numbers *texts)
{
    free(texts->bytes);
    free(texts->starts);
    free(texts->slots);
    memset(texts, 0, sizeof *texts);
}
