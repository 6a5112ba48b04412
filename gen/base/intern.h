/* SPDX-License-Identifier: MIT
 *
 * Interning: equal bytes get the same number, counted from 0 in the order in which they first come. Texts, lists of
 * numbers and records of numbers are interned, so that a comparison of numbers tells whether they are equal. It knows
 * nothing of what the bytes mean.
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

/* Returns the number of these bytes, which may be new. */
uint32_t intern(struct interner *interner, const void *bytes, size_t size);

/* Sets `number` to the number of these bytes. Returns false if they have none. */
bool intern_find(const struct interner *interner, const void *bytes, size_t size, uint32_t *number);

/* Returns the bytes with a number, followed by a NUL. Sets `size` unless it is NULL. */
const void *interned(const struct interner *interner, uint32_t number, size_t *size);

#endif
