/* SPDX-License-Identifier: MIT
 *
 * Memory that is given back all at once: what one line of a log needs while it is looked at. There is no way on without
 * it, as with memory.h.
 */
#ifndef ATTACK_EVENTS_CLI_BUMP_H
#define ATTACK_EVENTS_CLI_BUMP_H

#include <stddef.h>

struct bump_chunk;

struct bump {
    struct bump_chunk *newest; /* NULL: nothing was asked for yet */
};

/* Returns `size` bytes, fit for any object. */
void *bump_get(struct bump *bump, size_t size);

/* Returns what bump_get() gave, grown to `size` bytes; what was asked for last grows in its place. NULL grows from
 * nothing. */
void *bump_grow(struct bump *bump, void *old, size_t size);

/* Gives all of it back. What one line seldom needs more than is kept for the next. */
void bump_reset(struct bump *bump);

void bump_free(struct bump *bump);

#endif
