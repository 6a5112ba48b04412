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
