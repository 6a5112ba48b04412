/* SPDX-License-Identifier: MIT
 *
 * A stream that writes to memory, for both programs. One that runs out of memory says so at its end, and must not end
 * the program.
 */
#ifndef HOST_MEMORY_STREAM_H
#define HOST_MEMORY_STREAM_H

#include <stddef.h>
#include <stdio.h>

struct memory_stream {
    FILE *file; /* write to this */
    char *text;
    size_t size;
    int errno_before;
};

/* Returns its file; NULL if there is no memory. */
FILE *memory_stream_open(struct memory_stream *stream);

/* Returns what was written, `size` bytes followed by a NUL, for free(); NULL if memory ran out. In the
 * meantime nothing may set errno, or call what fails for want of something else than memory. */
char *memory_stream_close(struct memory_stream *stream);

#endif
