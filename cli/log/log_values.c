/* SPDX-License-Identifier: MIT
 *
 * The walk over values: of a member, of an array, at a path through arrays, or of a whole event.
 */
#include "log_values.h"

#include "host/letter_case.h"
#include "text/tool_limits.h"

#include <string.h>

void log_values_of(struct log_values *values, const struct json_line *line, uint32_t member)
{
    values->line = line;
    values->first.text = NULL;
    values->is_deep = false;
    values->path = NULL;
    values->at = values->end = 0;
    if (member == JSON_NONE || line->members[member].kind == JSON_OBJECT)
        return;
    values->at = line->members[member].kind == JSON_ARRAY ? json_first(member) : member;
    values->end = json_end(line, member);
}

void log_values_below(struct log_values *values, const struct json_line *line, uint32_t member)
{
    log_values_of(values, line, JSON_NONE);
    values->is_deep = true;
    values->at = json_first(member);
    values->end = json_end(line, member);
}

/* Whether a member is what `attack-events tag` wrote into an earlier copy of the line. */
static bool is_answer(const struct json_member *member)
{
    return member->parent == 0 && member->key_length == 6 && memcmp(member->key, "attack", 6) == 0;
}

/* Whether a member has a path, such as "items.cidrIp", below another. The path goes through arrays: their elements have
 * no name of their own. */
static bool has_path(const struct json_line *line, uint32_t top, uint32_t member, const char *path)
{
    size_t left = strlen(path);

    for (; member != JSON_NONE && member != top; member = line->members[member].parent) {
        const struct json_member *of = &line->members[member];

        if (!of->key)
            continue;
        if (of->key_length > left ||
            fold_shared(of->key, of->key_length, path + left - of->key_length) < of->key_length)
            return false;
        left -= of->key_length;
        if (left && path[--left] != '.')
            return false;
    }
    return member == top && !left;
}

struct attack_text log_values_next(struct log_values *values)
{
    struct attack_text first = values->first;

    values->first.text = NULL;
    if (first.text)
        return first;
    while (values->at < values->end) {
        const struct json_member *member = &values->line->members[values->at];
        bool is_skipped = values->is_deep && is_answer(member);

        values->at = values->is_deep && !is_skipped ? values->at + 1 : member->end;
        if (member->value && !is_skipped &&
            (!values->path ||
             has_path(values->line, values->top, (uint32_t)(member - values->line->members), values->path)))
            return json_text_of(values->line, (uint32_t)(member - values->line->members));
    }
    return (struct attack_text){NULL, 0};
}

bool log_has_value(const struct json_line *line, uint32_t member)
{
    struct log_values values;

    if (member == JSON_NONE)
        return false;
    if (line->members[member].value)
        return true;
    log_values_of(&values, line, member);
    return log_values_next(&values).text != NULL;
}

void log_values_through_arrays(struct log_values *values, const struct json_line *line, uint32_t top, const char *path)
{
    log_values_below(values, line, top);
    values->path = path;
    values->top = top;
}

struct attack_text log_values_joined(struct json_line *line, struct log_values values)
{
    struct attack_text joined = {NULL, 0}, value;
    struct log_values measured = values;
    size_t size = 0;
    char *bytes;

    while ((value = log_values_next(&measured)).text && size < ARGUMENTS_LIMIT)
        size += value.length + 1;
    if (!size)
        return joined;
    size = size < ARGUMENTS_LIMIT ? size - 1 : ARGUMENTS_LIMIT;
    joined.text = bytes = bump_get(line->bump, size + 1);
    while (joined.length < size && (value = log_values_next(&values)).text) {
        size_t taken = value.length < size - joined.length ? value.length : size - joined.length;

        memcpy(bytes + joined.length, value.text, taken);
        joined.length += taken;
        if (joined.length < size)
            bytes[joined.length++] = ' ';
    }
    return joined;
}
