/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256, FIRST_BYTES = 8192 };

/* Returns `old` with room for `needed` elements, or NULL; then `old` is as it was. */
static void *grown(void *old, size_t needed, size_t *capacity, size_t first, size_t size)
{
    size_t wanted = *capacity ? *capacity : first;
    void *memory;

    if (needed <= *capacity)
        return old;
    while (wanted < needed && wanted <= SIZE_MAX / 2)
        wanted *= 2;
    memory = wanted < needed || wanted > SIZE_MAX / size ? NULL : realloc(old, wanted * size);
    *capacity = memory ? wanted : *capacity;
    return memory;
}

bool numbers_add(struct numbers *numbers, int32_t number)
{
    int32_t *all = grown(numbers->all, numbers->count + 1, &numbers->capacity, FIRST_CAPACITY, sizeof *numbers->all);

    if (!all)
        return false;
    numbers->all = all;
    numbers->all[numbers->count++] = number;
    return true;
}

static size_t hash(const char *text)
{
    uint32_t sum = 2166136261u; /* FNV-1a */

    for (; *text; text++)
        sum = (sum ^ (unsigned char)*text) * 16777619u;
    return sum ^ sum >> 15;
}

/* Returns the slot of a text: that with its number, or the empty one where it would be. */
static size_t find_slot(const struct pool *pool, const char *text)
{
    size_t at = hash(text) & (pool->slot_count - 1);

    while (pool->slots[at] && strcmp(pool->texts + pool->starts[pool->slots[at] - 1], text) != 0)
        at = (at + 1) & (pool->slot_count - 1);
    return at;
}

/* Keeps the hash table at most half full. */
static bool grow_slots(struct pool *pool)
{
    size_t wanted = pool->slot_count ? 2 * pool->slot_count : (size_t)2 * FIRST_CAPACITY;
    uint32_t *slots;

    if (2 * (pool->count + 1) <= pool->slot_count)
        return true;
    slots = calloc(wanted, sizeof *slots);
    if (!slots)
        return false;
    free(pool->slots);
    pool->slots = slots;
    pool->slot_count = wanted;
    for (size_t i = 0; i < pool->count; i++)
        pool->slots[find_slot(pool, pool->texts + pool->starts[i])] = (uint32_t)i + 1;
    return true;
}

static bool grow(struct pool *pool, size_t bytes)
{
    char *texts = grown(pool->texts, pool->used + bytes, &pool->room, FIRST_BYTES, 1);
    size_t *starts;

    if (!texts)
        return false;
    pool->texts = texts;
    starts = grown(pool->starts, pool->count + 1, &pool->capacity, FIRST_CAPACITY, sizeof *pool->starts);
    if (!starts)
        return false;
    pool->starts = starts;
    return grow_slots(pool);
}

/* The text is written behind the others, and stays there if it is new. */
int32_t pool_add_joined(struct pool *pool, const char *text, const char *more)
{
    size_t length = text ? strlen(text) : 0, more_length = more ? strlen(more) : 0;
    size_t bytes = length + more_length + 1, slot;

    if (!text && !more)
        return -1;
    if (pool->has_failed || pool->count == INT32_MAX || !grow(pool, bytes)) {
        pool->has_failed = true;
        return -1;
    }
    if (length)
        memcpy(pool->texts + pool->used, text, length);
    if (more_length)
        memcpy(pool->texts + pool->used + length, more, more_length);
    pool->texts[pool->used + bytes - 1] = '\0';
    slot = find_slot(pool, pool->texts + pool->used);
    if (!pool->slots[slot]) {
        pool->starts[pool->count++] = pool->used;
        pool->used += bytes;
        pool->slots[slot] = (uint32_t)pool->count;
    }
    return (int32_t)pool->slots[slot] - 1;
}

int32_t pool_add(struct pool *pool, const char *text)
{
    return pool_add_joined(pool, text, NULL);
}

void pool_free_index(struct pool *pool)
{
    free(pool->slots);
    free(pool->starts);
    pool->slots = NULL;
    pool->starts = NULL;
}
