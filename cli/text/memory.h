/* SPDX-License-Identifier: MIT
 *
 * Memory for the few answers that must be held before they are printed. There is no way on without it, so that nobody
 * has to ask whether it was there.
 */
#ifndef ATTACK_EVENTS_CLI_MEMORY_H
#define ATTACK_EVENTS_CLI_MEMORY_H

#include "host/memory_stream.h"

#include <stddef.h>
#include <stdio.h>

/* Returns `old`, which may be NULL, grown or shrunk to `count` elements of `size` bytes, as realloc() does, for free().
 * Ends the program with a message when there is no memory left. */
void *memory_resize(void *old, size_t count, size_t size);

/* Returns room for `more` elements behind `count` of them: `old`, or grown, with its `capacity` brought up to date. */
void *memory_room_for(void *old, size_t count, size_t more, size_t *capacity, size_t size);

/* The same for one element more. */
void *memory_room(void *old, size_t count, size_t *capacity, size_t size);

/* memory_stream_open() and memory_stream_close(), for which the same holds. */
FILE *memory_stream_start(struct memory_stream *stream);
char *memory_stream_end(struct memory_stream *stream);

#endif
