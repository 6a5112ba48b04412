/* SPDX-License-Identifier: MIT
 *
 * Memory of the generator: blocks that are freed all at once. Running out ends the program with a message and
 * EXIT_ENVIRONMENT, so no caller tests for NULL. It knows nothing of what it holds.
 */
#ifndef GEN_ARENA_H
#define GEN_ARENA_H

#include "diagnostics.h"

#include <stddef.h>
#include <stdint.h>

struct arena {
    struct arena_block *blocks; /* the newest first */
};

/* Returns `size` zeroed bytes, aligned for any type; never NULL, not for 0 bytes either. */
void *arena_allocate(struct arena *arena, size_t size);

/* Returns a copy of `length` bytes, with a NUL behind them. */
char *arena_copy(struct arena *arena, const void *bytes, size_t length);

/* Returns a text as printf() would print it, cut after 511 bytes. */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Makes room for item number `count` of an array; returns the array, moved where it had to grow. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size);

/* Forgets what was allocated, keeping one block for the next round. */
void arena_reset(struct arena *arena);

void arena_free(struct arena *arena);

/* An array of numbers that grows. */
struct numbers {
    uint32_t *items;
    size_t count, capacity;
};
void numbers_add(struct arena *arena, struct numbers *numbers, uint32_t number);

/* For qsort(): less than, equal to, or greater than 0, as a < b, a == b or a > b. */
static inline int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

#endif
