/* SPDX-License-Identifier: MIT
 *
 * Memory for the few answers that must be held before they are printed. There is no way on without it, so that nobody
 * has to ask whether it was there.
 */
#ifndef ATTACK_EVENTS_CLI_MEMORY_H
#define ATTACK_EVENTS_CLI_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* Returns `old`, which may be NULL, grown or shrunk to `count` elements of `size` bytes, as realloc() does, for free().
 * Ends the program with a message when there is no memory left. */
void *memory_resize(void *old, size_t count, size_t size);

/* Returns room for one more element behind `count` of them: `old`, or grown, with its `capacity` brought up to date. */
void *memory_room(void *old, size_t count, size_t *capacity, size_t size);

/* A stream into memory, as open_memstream() does it, with the same end when there is none left: `*text` and `*size` are
 * there once it is ended, for free(). */
FILE *memory_stream(char **text, size_t *size);
void memory_stream_end(FILE *file, char *const *text);

#endif
