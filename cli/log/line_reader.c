/* SPDX-License-Identifier: MIT
 *
 * Reads with read(2) into one buffer, which grows with the longest line, up to the limit, and is reused for all files.
 */
#define _POSIX_C_SOURCE 200809L

#include "line_reader.h"

#include "text/memory.h"
#include "text/tool_limits.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_CAPACITY (LINE_BYTES_LIMIT / 64)

void line_reader_start(struct line_reader *reader, int file)
{
    reader->file = file;
    reader->start = reader->searched = reader->end = 0;
    reader->number = 1;
    reader->is_long = reader->is_at_end = false;
    reader->error = 0;
}

/* Makes room behind `end`. The buffer is below its limit. */
static void make_room(struct line_reader *reader)
{
    size_t held = reader->end - reader->start;

    if (held)
        memmove(reader->buffer, reader->buffer + reader->start, held);
    reader->searched -= reader->start;
    reader->start = 0;
    reader->end = held;
    if (held < reader->capacity)
        return;
    reader->capacity = reader->capacity ? 2 * reader->capacity : FIRST_CAPACITY;
    reader->buffer = memory_resize(reader->buffer, reader->capacity + LINE_PADDING, 1);
    memset(reader->buffer + reader->capacity, 0, LINE_PADDING);
}

static void fill(struct line_reader *reader)
{
    struct pollfd ready = {reader->file, POLLIN, 0};
    ssize_t got;

    make_room(reader);
    if (reader->before_read)
        reader->before_read(reader->context, poll(&ready, 1, 0) == 0);
    do
        got = read(reader->file, reader->buffer + reader->end, reader->capacity - reader->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        reader->error = errno;
    reader->is_at_end = got <= 0;
    reader->end += got > 0 ? (size_t)got : 0;
    reader->bytes += got > 0 ? (size_t)got : 0;
}

/* Returns in `line` the bytes up to `end`, the end of a line or of a piece. */
static void give(struct line_reader *reader, size_t end, bool is_piece, struct line *line)
{
    line->text = reader->buffer + reader->start;
    line->length = end - reader->start;
    line->part = reader->is_long ? LINE_NEXT_PIECE : is_piece ? LINE_FIRST_PIECE : LINE_WHOLE;
    line->number = reader->number;
    reader->start = reader->searched = end;
    reader->is_long = is_piece;
    reader->number += !is_piece;
}

bool line_next(struct line_reader *reader, struct line *line)
{
    for (;;) {
        size_t left = reader->end - reader->searched;
        char *end = left ? memchr(reader->buffer + reader->searched, '\n', left) : NULL;

        if (end) {
            give(reader, (size_t)(end + 1 - reader->buffer), false, line);
            return true;
        }
        reader->searched = reader->end;
        if (reader->end - reader->start >= LINE_BYTES_LIMIT || (reader->is_long && reader->end > reader->start)) {
            give(reader, reader->end, true, line);
            return true;
        }
        if (reader->is_at_end)
            break;
        fill(reader);
    }
    if (reader->end == reader->start)
        return false;
    give(reader, reader->end, false, line);
    return true;
}

void line_reader_free(struct line_reader *reader)
{
    free(reader->buffer);
    reader->buffer = NULL;
    reader->capacity = 0;
}
