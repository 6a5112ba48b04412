/* SPDX-License-Identifier: MIT
 *
 * A stream that writes to memory, for both programs. glibc's open_memstream() loses bytes without an error when memory
 * runs out; this one reports that, and must not end the program.
 */
#ifndef HOST_MEMORY_STREAM_H
#define HOST_MEMORY_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct memory_stream {
    FILE *file; /* write to this */
    char *text;
    size_t size, capacity;
    bool is_refused;
};

/* Returns its file; NULL if there is no memory. */
FILE *memory_stream_open(struct memory_stream *stream);

/* Returns what was written, `size` bytes followed by a NUL, for free(); NULL if memory ran out. */
char *memory_stream_close(struct memory_stream *stream);

#endif
