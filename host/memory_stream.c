/* SPDX-License-Identifier: MIT
 *
 * Implements the stream with fopencookie() or funopen().
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* fopencookie; other systems have funopen */
#endif

#include "memory_stream.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* stdio passes a buffer that the C library wrote, which MemorySanitizer does not know. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define SEEN_AS_WRITTEN(bytes, count) __msan_unpoison(bytes, count)
#endif
#endif
#ifndef SEEN_AS_WRITTEN
#define SEEN_AS_WRITTEN(bytes, count) ((void)0)
#endif

/* Must not end the program, as it is called in the middle of a function of stdio. */
static bool keep(struct memory_stream *stream, const char *bytes, size_t count)
{
    size_t capacity = stream->capacity;

    SEEN_AS_WRITTEN(bytes, count);
    while (capacity - stream->size <= count) /* leaves room for the NUL */
        capacity = capacity ? 2 * capacity : 1 << 12;
    if (capacity > stream->capacity) {
        char *grown = realloc(stream->text, capacity);

        if (!grown) {
            stream->is_refused = true;
            return false;
        }
        stream->text = grown;
        stream->capacity = capacity;
    }
    memcpy(stream->text + stream->size, bytes, count);
    stream->size += count;
    return true;
}

#if defined __APPLE__ || defined __FreeBSD__ || defined __OpenBSD__ || defined __NetBSD__ || defined __DragonFly__

static int write_bytes(void *stream, const char *bytes, int count)
{
    return keep(stream, bytes, (size_t)count) ? count : -1;
}

static FILE *open_stream(struct memory_stream *stream)
{
    return funopen(stream, NULL, write_bytes, NULL, NULL);
}

#else

static ssize_t write_bytes(void *stream, const char *bytes, size_t count)
{
    return keep(stream, bytes, count) ? (ssize_t)count : 0;
}

static FILE *open_stream(struct memory_stream *stream)
{
    return fopencookie(stream, "w", (cookie_io_functions_t){.write = write_bytes});
}

#endif

FILE *memory_stream_open(struct memory_stream *stream)
{
    memset(stream, 0, sizeof *stream);
    stream->file = open_stream(stream);
    return stream->file;
}

char *memory_stream_close(struct memory_stream *stream)
{
    bool is_whole = fclose(stream->file) == 0 && !stream->is_refused;

    stream->file = NULL;
    if (!is_whole || !keep(stream, "", 0)) {
        free(stream->text);
        return stream->text = NULL;
    }
    stream->text[stream->size] = '\0';
    return stream->text;
}
