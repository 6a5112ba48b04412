/* SPDX-License-Identifier: MIT
 *
 * Uses open_memstream(). Where memory runs out, glibc's and musl's lose bytes without an error of the stream; but the
 * allocation that failed has set errno, as POSIX says, and nothing that only formats text sets it again.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "memory_stream.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

FILE *memory_stream_open(struct memory_stream *stream)
{
    stream->text = NULL;
    stream->size = 0;
    stream->errno_before = errno;
    errno = 0;
    stream->file = open_memstream(&stream->text, &stream->size);
    return stream->file;
}

char *memory_stream_close(struct memory_stream *stream)
{
    bool is_whole = !ferror(stream->file) && errno != ENOMEM;

    is_whole = fclose(stream->file) == 0 && errno != ENOMEM && is_whole;
    stream->file = NULL;
    if (is_whole) {
        errno = stream->errno_before;
    } else {
        free(stream->text);
        stream->text = NULL;
    }
    return stream->text;
}
