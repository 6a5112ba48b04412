/* SPDX-License-Identifier: MIT
 *
 * The generator's memory: blocks that are freed all at once. When memory runs out, the program ends with a message and
 * EXIT_ENVIRONMENT, so callers need not test for NULL. It knows nothing of what it holds.
 */
#ifndef GEN_ARENA_H
#define GEN_ARENA_H

#include "diagnostics.h"

#include <stddef.h>
#include <stdint.h>

struct arena {
    struct arena_block *blocks; /* the newest first */
};

/* Returns `size` zeroed bytes, aligned for any type; never NULL, not even for 0 bytes. */
void *arena_allocate(struct arena *arena, size_t size);

/* Returns a copy of `length` bytes, followed by a NUL. */
char *arena_copy(struct arena *arena, const void *bytes, size_t length);

/* Returns formatted text, like sprintf(), truncated to 511 bytes. */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Makes room for item number `count` of an array. Returns the array, which may have moved. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

/* Frees all allocations, but keeps one block for later ones. */
void arena_reset(struct arena *arena);

void arena_free(struct arena *arena);

/* An array of numbers that grows. */
struct numbers {
    uint32_t *items;
    size_t count, capacity;
};
void numbers_add(struct arena *arena, struct numbers *numbers, uint32_t number);

#endif
