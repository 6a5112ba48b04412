/* SPDX-License-Identifier: MIT
 *
 * A stream into memory, for the generator and for attack-events. That of open_memstream() will not do: in glibc, bytes
 * that it had no memory for are missing without an error. It says when memory was refused, and ends no program.
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

/* Returns its file; NULL when there is no memory. */
FILE *memory_stream_open(struct memory_stream *stream);

/* Returns what was written, `size` bytes and a NUL behind them, for free(); NULL when there was not memory enough. */
char *memory_stream_close(struct memory_stream *stream);

#endif
