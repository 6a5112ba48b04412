/* SPDX-License-Identifier: MIT
 *
 * Allocates from blocks that double in size. It knows nothing of what it holds.
 */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

union most_aligned {
    long long integer;
    long double real;
    void *pointer;
};

struct arena_block {
    struct arena_block *next;
    size_t size, used; /* size of `bytes`, and how many are in use */
    union most_aligned bytes[];
};

/* Under AddressSanitizer each allocation has a block of exactly its size, so that an access behind it is noticed.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALLOCATE_APART
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ALLOCATE_APART
#endif
#if defined(ALLOCATE_APART)
enum { BLOCK_SIZE = 0, ALIGNMENT = 1 };
#else
enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = sizeof(union most_aligned) };
#endif

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    struct arena_block *block;

    if (size < BLOCK_SIZE)
        size = BLOCK_SIZE;
    block = malloc(sizeof *block + size);
    if (!block)
        fail_out_of_memory();
    block->next = arena->blocks;
    block->size = size;
    block->used = 0;
    arena->blocks = block;
    return block;
}

static void *take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->blocks;
    char *taken;

    if (size > SIZE_MAX / 2)
        fail_out_of_memory();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!block || !BLOCK_SIZE || block->size - block->used < size)
        block = add_block(arena, size);
    taken = (char *)block->bytes + block->used;
    block->used += size;
    return taken;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t length)
{
    char *copy = take(arena, length + 1);

    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return arena_copy(arena, text, strlen(text));
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    void *grown;

    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 16;
    if (*capacity > SIZE_MAX / 2 / item_size)
        fail_out_of_memory();
    grown = arena_allocate(arena, *capacity * item_size);
    if (count)
        memcpy(grown, items, count * item_size);
    return grown;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *last = arena->blocks;

    while (last && last->next) {
        struct arena_block *next = last->next;

        free(last);
        last = next;
    }
    arena->blocks = last;
    if (last)
        last->used = 0;
}

void arena_free(struct arena *arena)
{
    arena_reset(arena);
    free(arena->blocks);
    arena->blocks = NULL;
}

void numbers_add(struct arena *arena, struct numbers *numbers, uint32_t number)
{
    numbers->items = arena_grow(arena, numbers->items, numbers->count, &numbers->capacity, sizeof number);
    numbers->items[numbers->count++] = number;
}
