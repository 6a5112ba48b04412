/* SPDX-License-Identifier: MIT
 *
 * Memory for the few results that must be complete before they are printed. When it runs out, the program ends with a
 * message, so callers need not test for NULL.
 */
#ifndef ATTACK_EVENTS_CLI_MEMORY_H
#define ATTACK_EVENTS_CLI_MEMORY_H

#include "host/memory_stream.h"

#include <stddef.h>
#include <stdio.h>

/* When memory runs out, `call` is called instead of ending the program; it must not return. For a library, which must
 * not end the program that it is part of. It holds for all threads. */
void memory_on_exhaustion(void (*call)(void));

/* Like realloc(): returns `old`, which may be NULL, resized to `count` elements of `size` bytes, for free(). Ends the
 * program with a message when memory runs out. */
void *memory_resize(void *old, size_t count, size_t size);

/* Returns `count` elements of `size` bytes, all zeros, for free(). Ends the program in the same way. */
void *memory_zeros(size_t count, size_t size);

/* Returns `count` numbers, all `value`, in the same way. */
size_t *memory_numbers(size_t count, size_t value);

/* Returns `old` with room for `more` elements behind `count`; it may have moved. Updates `capacity`. */
void *memory_room_for(void *old, size_t count, size_t more, size_t *capacity, size_t size);

/* Makes room for one element more in an array of `count`; it may move. Updates `capacity`. */
#define MAKE_ROOM(array, count, capacity) ((array) = memory_room_for(array, count, 1, &(capacity), sizeof *(array)))

/* memory_stream_open() and memory_stream_close(), which end the program in the same way. */
FILE *memory_stream_start(struct memory_stream *stream);
char *memory_stream_end(struct memory_stream *stream);

#endif
