/* SPDX-License-Identifier: MIT
 *
 * Reads a file or a stream line by line, without copying: a line stays in the buffer that it was read into. A line
 * longer than LINE_BYTES_LIMIT comes in pieces. It knows nothing of what lines contain.
 */
#ifndef ATTACK_EVENTS_CLI_LINE_READER_H
#define ATTACK_EVENTS_CLI_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>

#define LINE_PADDING 64 /* bytes behind a line that may be read */

enum line_part { LINE_WHOLE, LINE_FIRST_PIECE, LINE_NEXT_PIECE };

struct line {
    const char *text; /* valid until the next call; it may contain any byte */
    size_t length;    /* including its "\n", which the last line of a file may lack */
    enum line_part part;
    unsigned long long number; /* from 1 */
};

/* Called before every read; `waits` says that the read would block. */
typedef void line_before_read(void *context, bool waits);

struct line_reader {
    int file; /* a descriptor */
    line_before_read *before_read;
    void *context;
    char *buffer;
    size_t capacity, start, searched, end; /* `start` to `end` is in use; no line end before `searched` */
    unsigned long long number;             /* of the current line */
    unsigned long long bytes;              /* read so far, from all files */
    bool is_long;                          /* pieces of this line were returned already */
    bool is_at_end;
    int error; /* errno of a failed read, or 0 */
};

/* Starts a file. Before the first one, the reader must be zeros, except `before_read` and `context`. */
void line_reader_start(struct line_reader *reader, int file);

/* Fills `line` with the next line or piece. Returns false at the end, and if the file could not be read. */
bool line_next(struct line_reader *reader, struct line *line);

void line_reader_free(struct line_reader *reader);

#endif
