/* SPDX-License-Identifier: MIT
 *
 * A stream into memory. That of open_memstream() will not do: in glibc, bytes that it had no memory for are missing
 * without an error.
 */
#ifndef GEN_MEMORY_STREAM_H
#define GEN_MEMORY_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct memory_stream {
    FILE *file; /* to be written to */
    char *text;
    size_t size, capacity;
    bool is_refused;
};

/* Begins one. Returns its file. Ends the program when there is no memory, as the other does. */
FILE *memory_stream_start(struct memory_stream *stream);

/* Ends it. Returns what was written, `size` bytes, for free(). */
char *memory_stream_end(struct memory_stream *stream);

#endif
