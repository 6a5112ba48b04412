/* SPDX-License-Identifier: MIT
 *
 * Numbers texts: equal texts get the same number. It knows nothing of the mapping.
 */
#ifndef ATTACK_EVENTS_PYTHON_POOL_H
#define ATTACK_EVENTS_PYTHON_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing array of numbers. Starts as zeros. */
struct numbers {
    int32_t *all;
    size_t count, capacity;
};

/* Returns false if memory runs out. */
bool numbers_add(struct numbers *numbers, int32_t number);

/* Starts as zeros. */
struct pool {
    char *texts; /* each ends in NUL */
    size_t used, room;
    size_t *starts; /* by number */
    size_t count, capacity;
    uint32_t *slots; /* a hash table of numbers + 1 */
    size_t slot_count;
    bool has_failed; /* memory ran out: what it holds is incomplete */
};

/* Returns the number of a text; -1 for NULL, and if memory ran out. */
int32_t pool_add(struct pool *pool, const char *text);

/* The same for a text in two parts, of which either may be NULL. */
int32_t pool_add_joined(struct pool *pool, const char *text, const char *more);

/* Frees all but the texts. */
void pool_free_index(struct pool *pool);

#endif
