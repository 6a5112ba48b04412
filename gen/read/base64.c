/* SPDX-License-Identifier: MIT */
#include "base64.h"

#include "host/code_point.h"

#include <string.h>

/* Appends a unit of UTF-16. */
static char *put_unit(char *end, uint32_t unit, bool is_big_endian)
{
    *end++ = (char)(is_big_endian ? unit >> 8 & 0xff : unit & 0xff);
    *end++ = (char)(is_big_endian ? unit & 0xff : unit >> 8 & 0xff);
    return end;
}

char *utf16_of(struct arena *arena, const char *text, size_t length, bool is_big_endian, bool has_mark,
               size_t *result_length)
{
    char *result = arena_allocate(arena, 2 * length + 4), *end = has_mark ? put_unit(result, 0xfeff, false) : result;

    for (size_t at = 0; at < length;) {
        uint32_t code = 0, units[2];
        size_t taken = code_point_decode(text + at, &code), count = code > 0xffff ? 2 : 1;

        at += taken ? taken : 1;
        units[0] = count == 2 ? 0xd800 + ((code - 0x10000) >> 10) : code;
        units[1] = 0xdc00 + ((code - 0x10000) & 0x3ff);
        for (size_t i = 0; i < count; i++)
            end = put_unit(end, units[i], is_big_endian);
    }
    *result_length = (size_t)(end - result);
    return result;
}

char *base64_of(struct arena *arena, const char *bytes, size_t length, size_t *result_length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *result = arena_allocate(arena, (length + 2) / 3 * 4 + 1), *end = result;

    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i < 3 ? length - i : 3;
        uint32_t group = 0;

        for (size_t b = 0; b < 3; b++)
            group = group << 8 | (b < left ? (unsigned char)bytes[i + b] : 0);
        for (size_t d = 0; d < 4; d++)
            *end++ = '=';
        for (size_t d = 0; d <= left; d++)
            end[(ptrdiff_t)d - 4] = digits[group >> (18 - 6 * d) & 63];
    }
    *result_length = (size_t)(end - result);
    return result;
}

char *base64_within(struct arena *arena, const char *bytes, size_t length, size_t offset, size_t *result_length)
{
    static const size_t first_digits[BASE64_OFFSETS] = {0, 2, 3}; /* before them, digits depend on what comes before */
    char *padded = arena_allocate(arena, length + offset + 1), *whole;
    size_t digits = (length + offset) * 8 / 6, first = first_digits[offset]; /* whole digits only */

    memcpy(padded + offset, bytes, length);
    whole = base64_of(arena, padded, length + offset, result_length);
    *result_length = digits > first ? digits - first : 0;
    return arena_copy(arena, whole + first, *result_length);
}
