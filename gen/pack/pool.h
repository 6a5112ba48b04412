/* SPDX-License-Identifier: MIT
 *
 * The two pools that records point into: strings, and lists of numbers (runtime/tables.h has their layout). Each
 * distinct string and list is stored once; a string that ends another one lies inside it.
 */
#ifndef GEN_POOL_H
#define GEN_POOL_H

#include "base/intern.h"

struct string_pool {
    struct interner strings;
    uint32_t *offsets; /* by number of the interner, once laid out */
    char *bytes;
    size_t size;
};

void strings_init(struct string_pool *pool, struct arena *arena);

/* Adds a string, which may hold NUL bytes inside. Lengths of 0 are the absent string. */
void strings_add(struct string_pool *pool, const char *bytes, size_t length);

/* Gives every string its offset, those first that were added first. Nothing can be added after it. */
void strings_lay_out(struct string_pool *pool);

/* Returns the offset of a string that was added; 0 for one of length 0. */
uint32_t strings_offset(const struct string_pool *pool, const char *bytes, size_t length);

struct list_pool {
    struct interner lists;
    uint32_t *positions; /* by number of the interner */
    size_t position_capacity;
    uint8_t *bytes;
    size_t size, capacity;
};

void lists_init(struct list_pool *pool, struct arena *arena);

/* Adds a list, its count first among the numbers, and returns its position. */
uint32_t lists_add(struct list_pool *pool, const uint32_t *numbers, size_t count);

#endif
