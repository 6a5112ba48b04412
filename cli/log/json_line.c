/* SPDX-License-Identifier: MIT
 *
 * What does not depend on the parser: memory, escapes, messages, and finding members. Values keep their escapes until
 * somebody asks for them, as most values of a log are never looked at.
 */
#include "json_line.h"

#include "host/letter_case.h"
#include "json_parser.h"
#include "text/memory.h"
#include "text/tool_limits.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS_KEPT = 1 << 14 };

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

/* Discards the line before, and frees memory that most lines do not need. */
static void clear(struct json_line *line)
{
    if (!line->bump)
        line->bump = memory_zeros(1, sizeof *line->bump);
    bump_reset(line->bump);
    if (line->capacity > MEMBERS_KEPT) {
        free(line->members);
        line->members = NULL;
        line->capacity = 0;
    }
    line->count = 0;
}

void json_line_free(struct json_line *line)
{
    if (line->bump)
        bump_free(line->bump);
    free(line->bump);
    json_parser_free(line);
    free(line->members);
    free(line->copy);
    memset(line, 0, sizeof *line);
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
    for (; at; at = memchr(at, '\\', (size_t)(end - at))) {
        at++;
        if (at == end || !*at || !strchr("\"\\/bfnrtu", *at) || (*at == 'u' && code_unit(at + 1, end) < 0))
            return false;
        at++;
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

/* ---- A line ----------------------------------------------------------------------------------------------------- */

/* Says in a few words why a line is not valid. */
static const char *problem_of(const char *text, size_t length)
{
    size_t depth = 0, at = 0;
    bool is_in_string = false, is_behind = false;

    while (at < length && strchr(" \t\r\n", text[at]) && text[at])
        at++;
    if (at == length || text[at] != '{')
        return "not a JSON object";
    for (; at < length; at++) {
        char c = text[at];

        if (is_behind && !strchr(" \t\r\n", c))
            return "something follows the JSON object";
        if (is_in_string && c == '\\')
            at++;
        else if (c == '"')
            is_in_string = !is_in_string;
        else if (!is_in_string && (c == '{' || c == '['))
            depth++;
        else if (!is_in_string && (c == '}' || c == ']'))
            is_behind = --depth == 0;
    }
    return is_in_string ? "the JSON object ends within a string"
           : depth      ? "the JSON object does not end"
                        : "not valid JSON";
}

const char *json_line_read_padded(struct json_line *line, const char *text, size_t length)
{
    clear(line);
    line->text = text;
    line->length = length;
    switch (json_parse(line)) {
    case JSON_PARSED:
        return line->count && line->members[0].kind == JSON_OBJECT ? NULL : "not a JSON object";
    case JSON_TOO_MANY:
        return "too many members";
    case JSON_TOO_DEEP:
        return "nested too deeply";
    case JSON_INVALID:
        break;
    }
    return problem_of(text, length);
}

const char *json_line_read(struct json_line *line, const char *text, size_t length)
{
    clear(line);
    line->copy = memory_room_for(line->copy, 0, length + JSON_PADDING, &line->copy_capacity, 1);
    memcpy(line->copy, text, length);
    memset(line->copy + length, 0, JSON_PADDING);
    return json_line_read_padded(line, line->copy, length);
}

/* ---- Members ---------------------------------------------------------------------------------------------------- */

uint32_t json_find(const struct json_line *line, uint32_t parent, const char *path)
{
    uint32_t found = JSON_NONE;

    if (parent == JSON_NONE || line->members[parent].kind != JSON_OBJECT)
        return JSON_NONE;
    for (uint32_t i = json_first(parent); i < json_end(line, parent); i = json_end(line, i)) {
        const struct json_member *member = &line->members[i];
        size_t length = member->key_length;
        uint32_t deeper;

        if (fold_shared(member->key, length, path) < length)
            continue;
        if (!path[length])
            found = i;
        else if (path[length] == '.' && (deeper = json_find(line, i, path + length + 1)) != JSON_NONE)
            found = deeper;
    }
    return found;
}

/* Replaces a value by what it stands for. */
static void unescape(const struct json_line *line, struct json_member *member)
{
    struct attack_text value = json_unescaped(line, member->value, member->value_length);

    member->value = value.text;
    member->value_length = (uint32_t)value.length;
    member->is_escaped = false;
}

struct attack_text json_text_of(const struct json_line *line, uint32_t member)
{
    struct json_member *of;

    if (member == JSON_NONE)
        return (struct attack_text){NULL, 0};
    of = &line->members[member];
    if (of->is_escaped)
        unescape(line, of);
    return (struct attack_text){of->value, of->value_length};
}
