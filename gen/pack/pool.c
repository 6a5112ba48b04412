/* SPDX-License-Identifier: MIT
 *
 * Sorts strings by their ends to find those that end others, and encodes lists as LEB128.
 */
#include "pool.h"

#include "host/order.h"
#include "tables.h"

#include <stdlib.h>
#include <string.h>

void strings_init(struct string_pool *pool, struct arena *arena)
{
    memset(pool, 0, sizeof *pool);
    pool->strings.arena = arena;
}

void strings_add(struct string_pool *pool, const char *bytes, size_t length)
{
    if (length)
        intern(&pool->strings, bytes, length);
}

struct pooled {
    const char *bytes;
    size_t length;
    uint32_t number;
    struct pooled *host; /* the string that this one is the end of, if any */
};

/* Compares bytewise from the end, so that a string comes right before those that end in it. */
static int compare_endings(const void *one, const void *other)
{
    const struct pooled *mine = one, *theirs = other;
    size_t i = mine->length, j = theirs->length;

    while (i && j) {
        unsigned char a = (unsigned char)mine->bytes[--i], b = (unsigned char)theirs->bytes[--j];

        if (a != b)
            return order_of(a, b);
    }
    return order_of((uint32_t)i, (uint32_t)j); /* one of them is 0 */
}

static bool ends(const struct pooled *tail, const struct pooled *whole)
{
    return tail->length <= whole->length &&
           memcmp(tail->bytes, whole->bytes + whole->length - tail->length, tail->length) == 0;
}

void strings_lay_out(struct string_pool *pool)
{
    struct arena *arena = pool->strings.arena;
    size_t count = pool->strings.count;
    struct pooled *sorted = arena_allocate(arena, count * sizeof *sorted);
    struct pooled **by_number = arena_allocate(arena, count * sizeof(struct pooled *));
    size_t size = 1 + ATTACK_STRING_PADDING;

    for (uint32_t i = 0; i < count; i++) {
        sorted[i].bytes = interned(&pool->strings, i, &sorted[i].length);
        sorted[i].number = i;
    }
    qsort(sorted, count, sizeof *sorted, compare_endings);
    for (size_t i = count; i-- > 0;) {
        if (i + 1 < count && ends(&sorted[i], &sorted[i + 1]))
            sorted[i].host = sorted[i + 1].host ? sorted[i + 1].host : &sorted[i + 1];
        by_number[sorted[i].number] = &sorted[i];
        size += sorted[i].host ? 0 : sorted[i].length + 1;
    }
    pool->offsets = arena_allocate(arena, count * sizeof *pool->offsets);
    pool->bytes = arena_allocate(arena, size);
    pool->size = 1; /* offset 0 is absent text */
    for (uint32_t i = 0; i < count; i++) {
        if (by_number[i]->host)
            continue;
        memcpy(pool->bytes + pool->size, by_number[i]->bytes, by_number[i]->length);
        pool->offsets[i] = (uint32_t)pool->size;
        pool->size += by_number[i]->length + 1;
    }
    pool->size += ATTACK_STRING_PADDING;
    for (uint32_t i = 0; i < count; i++) {
        const struct pooled *host = by_number[i]->host;

        if (host)
            pool->offsets[i] = pool->offsets[host->number] + (uint32_t)(host->length - by_number[i]->length);
    }
}

uint32_t strings_offset(const struct string_pool *pool, const char *bytes, size_t length)
{
    uint32_t number;

    return length && intern_find(&pool->strings, bytes, length, &number) ? pool->offsets[number] : 0;
}

void stream_add_byte(struct byte_stream *stream, unsigned byte)
{
    stream->bytes = arena_grow(stream->arena, stream->bytes, stream->size, &stream->capacity, 1);
    stream->bytes[stream->size++] = (uint8_t)byte;
}

void stream_add_number(struct byte_stream *stream, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        stream_add_byte(stream, 0x80 | (number & 0x7f));
    stream_add_byte(stream, number);
}

void lists_init(struct list_pool *pool, struct arena *arena)
{
    memset(pool, 0, sizeof *pool);
    pool->lists.arena = pool->encoded.arena = arena;
    stream_add_byte(&pool->encoded, 0); /* position 0 means that there is no list */
}

uint32_t lists_add(struct list_pool *pool, const uint32_t *numbers, size_t count)
{
    size_t known = pool->lists.count;
    uint32_t number = intern(&pool->lists, numbers, count * sizeof *numbers);

    if (number < known)
        return pool->positions[number];
    pool->positions =
        arena_grow(pool->lists.arena, pool->positions, known, &pool->position_capacity, sizeof *pool->positions);
    pool->positions[number] = (uint32_t)pool->encoded.size;
    for (size_t i = 0; i < count; i++)
        stream_add_number(&pool->encoded, numbers[i]);
    return pool->positions[number];
}
