/* SPDX-License-Identifier: MIT
 *
 * Appends, compares and removes text.
 */
#include "stream.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

const char *const stream_headings[STREAMS] = {"", "EVENT", "NAME", "PLATFORM", "PROVIDER", "CHANNEL", "FILTER", "KIND"};

static void add_byte(struct stream *stream, char byte)
{
    if (stream->length + 1 >= stream->capacity) {
        stream->capacity = stream->capacity ? 2 * stream->capacity : 1000;
        stream->text = realloc(stream->text, stream->capacity);
        assert_non_null(stream->text);
    }
    stream->text[stream->length++] = byte;
    stream->text[stream->length] = '\0';
}

void stream_add_bytes(struct stream *stream, const char *text, size_t length)
{
    for (size_t i = 0; text && i < length && text[i]; i++)
        if (text[i] == '\t' || text[i] == '\n') {
            add_byte(stream, '\\');
            add_byte(stream, text[i] == '\t' ? 't' : 'n');
        } else if (text[i] == 0x1b) {
            stream_add_bytes(stream, "\\x1b", 4);
        } else if (text[i] != ' ' && ((unsigned char)text[i] & 0xC0) != 0x80) {
            add_byte(stream, (unsigned char)text[i] < 0x80 ? text[i] : '?');
        }
}

void stream_add(struct stream *stream, const char *text)
{
    stream_add_bytes(stream, text, SIZE_MAX);
}

void stream_drop(struct stream *stream, const char *dropped)
{
    size_t length = strlen(dropped);

    if (!stream->text)
        return;
    for (char *at = stream->text; (at = strstr(at, dropped)) != NULL;)
        memmove(at, at + length, strlen(at + length) + 1);
}

void streams_free(struct stream streams[STREAMS])
{
    for (int i = 0; i < STREAMS; i++)
        free(streams[i].text);
}
