/* SPDX-License-Identifier: MIT
 *
 * Numbers for equal things: the same bytes always get the same number, counted from 0 in the order of first sight.
 * Texts, lists of numbers and records of numbers are interned alike, so that equality is a comparison of numbers.
 */
#ifndef GEN_INTERN_H
#define GEN_INTERN_H

#include "arena.h"

#include <stdbool.h>

struct interner {
    struct arena *arena;
    struct interned *table;
    struct interned **by_number;
    size_t count, capacity;
};

/* Returns the number of these bytes. */
uint32_t intern(struct interner *interner, const void *bytes, size_t size);

/* Fills `number` with the number of these bytes. Returns false when they have none. */
bool intern_find(const struct interner *interner, const void *bytes, size_t size, uint32_t *number);

/* Returns the bytes that a number stands for (a NUL stands behind them), and their size where `size` is not NULL. */
const void *interned(const struct interner *interner, uint32_t number, size_t *size);

#endif
