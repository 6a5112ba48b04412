/* SPDX-License-Identifier: MIT */
#include "numbered.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_BYTES = 1 << 14, LEAST_TEXTS = 1 << 8 };

/* The table is at most half full: it has twice as many slots as `starts` has places. */
static bool make_room_for_text(struct numbered *texts)
{
    uint32_t capacity = texts->starts_capacity ? 2 * texts->starts_capacity : LEAST_TEXTS;
    size_t *starts;

    if (texts->count < texts->starts_capacity)
        return true;
    starts = realloc(texts->starts, capacity * sizeof *starts);
    if (!starts)
        return false;
    texts->starts = starts;
    free(texts->slots);
    texts->slots = calloc(2 * (size_t)capacity, sizeof *texts->slots);
    if (!texts->slots)
        return false;
    texts->starts_capacity = capacity;
    texts->slot_count = 2 * capacity;
    return true;
}

static bool make_room_for_bytes(struct numbered *texts, size_t size)
{
    size_t capacity = texts->capacity ? texts->capacity : LEAST_BYTES;
    char *bytes;

    if (size <= texts->capacity - texts->used)
        return true;
    while (size > capacity - texts->used)
        capacity *= 2;
    bytes = realloc(texts->bytes, capacity);
    if (!bytes)
        return false;
    texts->bytes = bytes;
    texts->capacity = capacity;
    return true;
}

/* FNV-1a. Returns the slot of this text, or the empty one where it belongs. */
static uint32_t *find_slot(const struct numbered *texts, const char *text)
{
    uint32_t hash = 2166136261u;

    for (const char *at = text; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    for (uint32_t i = hash & (texts->slot_count - 1);; i = (i + 1) & (texts->slot_count - 1)) {
        uint32_t *slot = &texts->slots[i];

        if (*slot == 0 || strcmp(numbered_text(texts, *slot - 1), text) == 0)
            return slot;
    }
}

static void append_bytes(struct numbered *texts, const char *bytes, size_t size)
{
    if (texts->failed || !make_room_for_bytes(texts, size)) {
        texts->failed = true;
        return;
    }
    memcpy(texts->bytes + texts->used, bytes, size);
    texts->used += size;
}

void numbered_append(struct numbered *texts, const char *piece)
{
    append_bytes(texts, piece, strlen(piece));
}

uint32_t numbered_end(struct numbered *texts)
{
    uint32_t had = texts->slot_count, *slot;

    append_bytes(texts, "", 1);
    if (texts->failed || !make_room_for_text(texts)) {
        texts->failed = true;
        return 0;
    }
    if (texts->slot_count != had)
        for (uint32_t i = 0; i < texts->count; i++)
            *find_slot(texts, numbered_text(texts, i)) = i + 1;
    slot = find_slot(texts, texts->bytes + texts->open);
    if (*slot) {
        texts->used = texts->open;
        return *slot - 1;
    }
    texts->starts[texts->count] = texts->open;
    texts->open = texts->used;
    *slot = ++texts->count;
    return texts->count - 1;
}

uint32_t numbered_add(struct numbered *texts, const char *text)
{
    numbered_append(texts, text);
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
