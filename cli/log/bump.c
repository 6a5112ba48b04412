/* SPDX-License-Identifier: MIT
 *
 * Chunks, each twice as large as the one before. An allocation takes the next bytes of the newest chunk.
 */
#include "bump.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 1 << 16, ALIGNMENT = 16 };

struct bump_chunk {
    struct bump_chunk *before;
    size_t size, used; /* of the bytes behind this header, from the first aligned one */
};

/* The header of each allocation. */
struct piece {
    size_t size;
};

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static char *bytes_of(struct bump_chunk *chunk)
{
    return (char *)chunk + aligned(sizeof *chunk);
}

static void add_chunk(struct bump *bump, size_t least)
{
    size_t size = bump->newest ? 2 * bump->newest->size : FIRST_BYTES;
    struct bump_chunk *chunk;

    if (size < least)
        size = least;
    chunk = memory_resize(NULL, aligned(sizeof *chunk) + size, 1);
    chunk->before = bump->newest;
    chunk->size = size;
    chunk->used = 0;
    bump->newest = chunk;
}

void *bump_get(struct bump *bump, size_t size)
{
    size_t needed = ALIGNMENT + aligned(size);
    char *at;

    if (!bump->newest || bump->newest->size - bump->newest->used < needed)
        add_chunk(bump, needed);
    at = bytes_of(bump->newest) + bump->newest->used;
    bump->newest->used += needed;
    ((struct piece *)(void *)at)->size = size;
    return at + ALIGNMENT;
}

void *bump_grow(struct bump *bump, void *old, size_t size)
{
    struct piece *piece = old ? (struct piece *)(void *)((char *)old - ALIGNMENT) : NULL;
    struct bump_chunk *newest = bump->newest;
    void *moved;

    if (!piece)
        return bump_get(bump, size);
    if (size <= piece->size)
        return old;
    if ((char *)old + aligned(piece->size) == bytes_of(newest) + newest->used) {
        size_t start = newest->used - aligned(piece->size);

        if (newest->size - start >= aligned(size)) {
            newest->used = start + aligned(size);
            piece->size = size;
            return old;
        }
    }
    moved = bump_get(bump, size);
    return memcpy(moved, old, piece->size);
}

void bump_reset(struct bump *bump)
{
    while (bump->newest && bump->newest->before) {
        struct bump_chunk *before = bump->newest->before;

        free(bump->newest);
        bump->newest = before;
    }
    if (bump->newest)
        bump->newest->used = 0;
}

void bump_free(struct bump *bump)
{
    bump_reset(bump);
    free(bump->newest);
    bump->newest = NULL;
}
