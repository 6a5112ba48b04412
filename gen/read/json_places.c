/* SPDX-License-Identifier: MIT */
#include "json_places.h"

#include <string.h>

struct json_places json_places_of(const char *file, const void *bytes, size_t size)
{
    return (struct json_places){file, bytes, size, 0, 1, 1};
}

struct place json_place(struct json_places *places, size_t offset)
{
    const unsigned char *bytes = places->bytes, *end;

    while (places->at < offset && (end = memchr(bytes + places->at, '\n', offset - places->at))) {
        places->at = (size_t)(end - bytes) + 1;
        places->line++;
        places->column = 1;
    }
    for (; places->at < offset; places->at++)
        places->column += (bytes[places->at] & 0xc0) != 0x80;
    return (struct place){places->file, places->line, places->column};
}

size_t json_text_start(const struct json_places *places, size_t end, const void *text)
{
    const unsigned char *bytes = places->bytes;
    uintptr_t first = (uintptr_t)bytes, start = (uintptr_t)text;

    if (start > first && start < first + places->size)
        return start - first - 1;
    for (size_t at = end - 1; at > places->at;) { /* back to the quote that no backslash precedes */
        size_t backslashes = 0;

        if (bytes[--at] != '"')
            continue;
        while (at > backslashes && bytes[at - backslashes - 1] == '\\')
            backslashes++;
        if (backslashes % 2 == 0)
            return at;
    }
    return places->at;
}
