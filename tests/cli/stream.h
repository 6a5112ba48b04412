/* SPDX-License-Identifier: MIT
 *
 * Text without white space, so that texts are equal however they were wrapped. Characters that are not ASCII become
 * "?".
 */
#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>

/* Starts as zeros. */
struct stream {
    char *text; /* NULL: nothing yet */
    size_t length, capacity;
};

/* Add text, or at most `length` bytes of it; NULL adds nothing. Control bytes become the escapes that the tool shows.
 */
void stream_add(struct stream *stream, const char *text);
void stream_add_bytes(struct stream *stream, const char *text, size_t length);

/* Removes every occurrence of a text; nothing may be added afterwards. */
void stream_drop(struct stream *stream, const char *dropped);

/* The parts of the table of a technique: its headings, and each column. */
enum stream_id {
    STREAM_HEADINGS,
    STREAM_EVENT,
    STREAM_NAME,
    STREAM_PLATFORM,
    STREAM_PROVIDER,
    STREAM_CHANNEL,
    STREAM_FILTER,
    STREAM_KIND,
    STREAMS
};

extern const char *const stream_headings[STREAMS];

void streams_free(struct stream streams[STREAMS]);

#endif
