/* SPDX-License-Identifier: MIT
 *
 * A file or a stream, line by line, without a copy of any line: a line lies in the buffer that it was read into. What
 * is longer than LINE_BYTES_LIMIT comes in pieces. It knows nothing of what lines hold.
 */
#ifndef ATTACK_EVENTS_CLI_LINE_READER_H
#define ATTACK_EVENTS_CLI_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>

enum line_part { LINE_WHOLE, LINE_FIRST_PIECE, LINE_NEXT_PIECE };

struct line {
    const char *text; /* until the next line is asked for; it may hold any byte */
    size_t length;    /* with its "\n", which the last line of a file may lack */
    enum line_part part;
    unsigned long long number; /* from 1 */
};

/* Called before every read; `waits` says that nothing is there yet to be read. */
typedef void line_before_read(void *context, bool waits);

struct line_reader {
    int file; /* a descriptor */
    line_before_read *before_read;
    void *context;
    char *buffer;
    size_t capacity, start, searched, end; /* `start` to `end` is held, up to `searched` without a line's end */
    unsigned long long number;             /* of the line under way */
    unsigned long long bytes;              /* read so far, from all files */
    bool is_long;                          /* pieces of this line were given already */
    bool is_at_end;
    int error; /* errno of the read that failed, or 0 */
};

/* Begins with a file; the reader was zeroed before the first one, but for `before_read` and `context`. */
void line_reader_start(struct line_reader *reader, int file);

/* Fills `line` with the next one. Returns false at the end, and where the file could not be read. */
bool line_next(struct line_reader *reader, struct line *line);

void line_reader_free(struct line_reader *reader);

#endif
