/* SPDX-License-Identifier: MIT
 *
 * By recursive descent. It differs from RFC 8259 where the tool is laxer: a string may contain any bytes but controls; with
 * YAJL, VT and FF are white space.
 */
#include "json_reader.h"

#include "text/tool_limits.h"

#include <stddef.h>
#include <string.h>

#ifndef WHITE_SPACE
#define WHITE_SPACE " \t\r\n"
#endif

static unsigned depth; /* of objects and arrays */

position skip_space(position at, position end)
{
    while (at < end && *at && strchr(WHITE_SPACE, *at))
        at++;
    return at;
}

static bool is_digit(position at, position end)
{
    return at < end && *at >= '0' && *at <= '9';
}

static position skip_digits(position at, position end)
{
    if (!is_digit(at, end))
        return NULL;
    while (is_digit(at, end))
        at++;
    return at;
}

static position skip_number(position at, position end)
{
    if (at < end && *at == '-')
        at++;
    at = at < end && *at == '0' ? at + 1 : skip_digits(at, end);
    if (at && at < end && *at == '.')
        at = skip_digits(at + 1, end);
    if (at && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        at = skip_digits(at, end);
    }
    return at;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Reads one character of a string, or half of a surrogate pair. */
static position skip_character(position at, position end, unsigned *code)
{
    static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *escape;

    *code = (unsigned char)*at;
    if (*code < 0x20)
        return NULL;
    if (*at++ != '\\')
        return at;
    if (at == end || !*at)
        return NULL;
    escape = strchr(escapes, *at);
    if (escape) {
        *code = (unsigned char)meant[escape - escapes];
        return at + 1;
    }
    if (*at++ != 'u' || end - at < 4)
        return NULL;
    *code = 0;
    for (int i = 0; i < 4; i++, at++) {
        if (hex_value(*at) < 0)
            return NULL;
        *code = *code << 4 | (unsigned)hex_value(*at);
    }
    return at;
}

/* Reads a string, and returns whether it is this one. */
position skip_string(position at, position end, const char *name, bool *is_name)
{
    bool same = true;
    unsigned code;

    if (at >= end || *at++ != '"')
        return NULL;
    while (at && at < end && *at != '"') {
        at = skip_character(at, end, &code);
        same = same && code && *name && code == (unsigned char)*name++;
    }
    *is_name = same && !*name;
    return at && at < end ? at + 1 : NULL;
}

/* Reads the members of an object or the items of an array, behind its first byte. */
static position skip_members(position at, position end, char closing)
{
    bool ignored;

    if (++depth > JSON_NESTING_LIMIT)
        return NULL;
    at = skip_space(at, end);
    if (at < end && *at == closing) {
        depth--;
        return at + 1;
    }
    for (;;) {
        at = skip_space(at, end);
        if (closing == '}') {
            at = skip_string(at, end, "", &ignored);
            at = at ? skip_space(at, end) : NULL;
            if (!at || at == end || *at++ != ':')
                return NULL;
        }
        at = skip_value(skip_space(at, end), end);
        at = at ? skip_space(at, end) : NULL;
        if (!at || at == end || (*at != ',' && *at != closing))
            return NULL;
        if (*at++ == closing) {
            depth--;
            return at;
        }
    }
}

position skip_value(position at, position end)
{
    static const char *const words[] = {"true", "false", "null"};
    bool ignored;

    if (at >= end)
        return NULL;
    if (*at == '{' || *at == '[')
        return skip_members(at + 1, end, *at == '{' ? '}' : ']');
    if (*at == '"')
        return skip_string(at, end, "", &ignored);
    for (size_t i = 0; i < 3; i++)
        if ((size_t)(end - at) >= strlen(words[i]) && memcmp(at, words[i], strlen(words[i])) == 0)
            return at + strlen(words[i]);
    return skip_number(at, end);
}

bool is_json_object(position at, position end)
{
    depth = 0;
    at = skip_space(at, end);
    if (at == end || *at != '{')
        return false;
    at = skip_value(at, end);
    depth = 0;
    return at && skip_space(at, end) == end;
}
