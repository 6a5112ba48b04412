/* SPDX-License-Identifier: MIT
 *
 * Memory that is freed all at once: what one line of a log needs while it is processed. It ends the program when memory
 * runs out, as memory.h does.
 */
#ifndef ATTACK_EVENTS_CLI_BUMP_H
#define ATTACK_EVENTS_CLI_BUMP_H

#include <stddef.h>

struct bump_chunk;

struct bump {
    struct bump_chunk *newest; /* NULL: nothing was allocated yet */
};

/* Returns `size` bytes, aligned for any type. */
void *bump_get(struct bump *bump, size_t size);

/* Like realloc(): grows an allocation of bump_get() to `size` bytes, in place if it is the last one. NULL is a new
 * allocation. */
void *bump_grow(struct bump *bump, void *old, size_t size);

/* Frees everything. Keeps a chunk for the next line, of a size that is enough for most lines. */
void bump_reset(struct bump *bump);

void bump_free(struct bump *bump);

#endif
