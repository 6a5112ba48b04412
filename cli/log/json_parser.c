/* SPDX-License-Identifier: MIT
 *
 * What the parsers need: memory, and escapes.
 */
#include "json_parser.h"

#include "text/memory.h"
#include "text/tool_limits.h"

#include <string.h>

/* ---- Memory ----------------------------------------------------------------------------------------------------- */

bool json_make_room(struct json_line *line)
{
    if (line->count >= JSON_MEMBERS_LIMIT)
        return false;
    MAKE_ROOM(line->members, line->count, line->capacity);
    return true;
}

char *json_copy(const struct json_line *line, const char *text, size_t length)
{
    char *copy = bump_get(line->bump, length + JSON_PADDING);

    memcpy(copy, text, length);
    memset(copy + length, 0, JSON_PADDING);
    return copy;
}

/* ---- Escapes ---------------------------------------------------------------------------------------------------- */

static int digit_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Returns the four hexadecimal digits at `at`, or -1. */
static long code_unit(const char *at, const char *end)
{
    long unit = 0;

    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = digit_of(at[i]);

        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

bool json_escapes_are_valid(const char *at, const char *end)
{
    static const bool is_escape[256] = {['"'] = true, ['\\'] = true, ['/'] = true, ['b'] = true, ['f'] = true,
                                        ['n'] = true, ['r'] = true,  ['t'] = true, ['u'] = true};

    while (at) {
        do { /* escapes stand in groups, as line ends and tabs do */
            if (end - at < 2 || !is_escape[(unsigned char)at[1]] || (at[1] == 'u' && code_unit(at + 2, end) < 0))
                return false;
            at += 2;
        } while (at < end && *at == '\\');
        at = memchr(at, '\\', (size_t)(end - at));
    }
    return true;
}

static char *write_utf8(char *to, uint32_t code)
{
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    int rest = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;

    *to++ = (char)(leads[rest] | (code >> (6 * rest)));
    while (rest--)
        *to++ = (char)(0x80 | ((code >> (6 * rest)) & 0x3F));
    return to;
}

/* Writes the character of a \u escape, whose digits are at `*at`, and moves behind it. Half a surrogate pair stands for
 * no character, so that it becomes U+FFFD. */
static char *write_character(char *to, const char **at, const char *end)
{
    long unit = code_unit(*at, end), low;
    uint32_t code = (uint32_t)unit;

    *at += 4;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        low = unit < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u' ? code_unit(*at + 2, end) : -1;
        code = 0xFFFD;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            code = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
            *at += 6;
        }
    }
    return write_utf8(to, code);
}

struct attack_text json_unescaped(const struct json_line *line, const char *text, size_t length)
{
    static const char letters[] = "bfnrt", bytes[] = "\b\f\n\r\t";
    char *start = bump_get(line->bump, length), *to = start;
    const char *at = text, *end = text + length;

    while (at < end) {
        const char *backslash = memchr(at, '\\', (size_t)(end - at)), *letter;
        size_t plain = (size_t)((backslash ? backslash : end) - at);

        memcpy(to, at, plain);
        to += plain;
        at += plain;
        if (!backslash)
            break;
        at += 2;
        if (at[-1] == 'u')
            to = write_character(to, &at, end);
        else
            *to++ = (letter = strchr(letters, at[-1])) ? bytes[letter - letters] : at[-1];
    }
    return (struct attack_text){start, (size_t)(to - start)};
}
