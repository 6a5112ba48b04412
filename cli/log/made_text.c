/* SPDX-License-Identifier: MIT
 *
 * Input may hold any byte, and JSON only UTF-8 without control characters. What needs no escape is copied in runs.
 */
#include "made_text.h"

#include "text/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void made_text_add(struct made_text *text, const char *bytes, size_t length)
{
    if (!length)
        return;
    text->bytes = memory_room_for(text->bytes, text->length, length, &text->capacity, 1);
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
}

void made_text_add_word(struct made_text *text, const char *word)
{
    made_text_add(text, word, strlen(word));
}

/* Returns the length of the character at the start, 1 to 4 bytes; 0 if it is not UTF-8. */
static size_t character_length(const unsigned char *byte, size_t left)
{
    size_t length = byte[0] < 0x80 ? 1 : byte[0] < 0xC2 ? 0 : byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;

    if (byte[0] > 0xF4 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
    if (length == 3 && ((byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xED && byte[1] >= 0xA0)))
        return 0; /* too long a form, and surrogates */
    if (length == 4 && ((byte[0] == 0xF0 && byte[1] < 0x90) || (byte[0] == 0xF4 && byte[1] >= 0x90)))
        return 0; /* too long a form, and what lies beyond Unicode */
    return length;
}

/* Adds a character that cannot stand in a string of JSON, or a byte that is no UTF-8. */
static void add_escape(struct made_text *text, unsigned char byte)
{
    char escape[sizeof "\\u0000"];

    if (byte == '"' || byte == '\\')
        snprintf(escape, sizeof escape, "\\%c", byte);
    else if (byte == '\n' || byte == '\r' || byte == '\t')
        snprintf(escape, sizeof escape, "\\%c", byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't');
    else
        snprintf(escape, sizeof escape, byte < ' ' ? "\\u%04x" : "\\\\x%02x", (unsigned)byte);
    made_text_add_word(text, escape);
}

void made_text_add_escaped(struct made_text *text, const char *bytes, size_t length)
{
    size_t start = 0, at = 0;

    while (at < length) {
        unsigned char byte = (unsigned char)bytes[at];
        size_t taken = character_length((const unsigned char *)bytes + at, length - at);

        if (taken && byte >= ' ' && byte != '"' && byte != '\\') {
            at += taken;
            continue;
        }
        made_text_add(text, bytes + start, at - start);
        add_escape(text, byte);
        start = ++at;
    }
    if (at > start)
        made_text_add(text, bytes + start, at - start);
}

void made_text_add_string(struct made_text *text, const char *bytes, size_t length)
{
    made_text_add(text, "\"", 1);
    made_text_add_escaped(text, bytes, length);
    made_text_add(text, "\"", 1);
}

void made_text_drop(struct made_text *text, size_t length)
{
    text->length -= length;
    if (text->length)
        memmove(text->bytes, text->bytes + length, text->length);
}

void made_text_free(struct made_text *text)
{
    free(text->bytes);
    *text = (struct made_text){NULL, 0, 0};
}
