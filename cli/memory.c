/* SPDX-License-Identifier: MIT
 *
 * realloc() that is never refused, arrays that grow by doubling, and text that grows as it is written.
 */
#define _GNU_SOURCE /* fopencookie; elsewhere there is funopen */

#include "memory.h"

#include "exit_status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static void give_up(void)
{
    fputs("attack-events: out of memory\n", stderr);
    exit(EXIT_CANNOT_WRITE);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count ? count * size : 1);

    if (!memory)
        give_up();
    return memory;
}

void *memory_room(void *old, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return old;
    *capacity = count < 16 ? 16 : 2 * count;
    return memory_resize(old, *capacity, size);
}

/* ---- A stream --------------------------------------------------------------------------------------------------- */

/* Nothing ends here: stdio is in the middle of its work. */
static bool keep(struct memory_stream *stream, const char *bytes, size_t count)
{
    size_t capacity = stream->capacity;

    while (capacity - stream->size <= count) /* one more for the NUL */
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

FILE *memory_stream_start(struct memory_stream *stream)
{
    memset(stream, 0, sizeof *stream);
    stream->file = open_stream(stream);
    if (!stream->file)
        give_up();
    return stream->file;
}

char *memory_stream_end(struct memory_stream *stream)
{
    bool is_whole = fclose(stream->file) == 0 && !stream->is_refused;

    stream->file = NULL;
    if (!is_whole || !keep(stream, "", 0))
        give_up();
    stream->text[stream->size] = '\0';
    return stream->text;
}
