/* SPDX-License-Identifier: MIT
 *
 * Parses one line of JSON into a flat list of members that points into the line: there is no tree, and no allocation
 * for each line. Keys are case-insensitive; of equal keys the last one counts, as in ECMAScript. It knows nothing of
 * logs.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_LINE_H
#define ATTACK_EVENTS_CLI_JSON_LINE_H

#include "json_members.h"

/* Parses a line; the members of the line before become invalid. Members are valid as long as `text` is. All of the line
 * is checked. Bytes that are not UTF-8 are accepted. Returns NULL, or an error message: the line is not one JSON
 * object, is nested too deeply, or has too many members. */
const char *json_line_read(struct json_line *line, const char *text, size_t length);

/* The same, without a copy, of a line that is followed by JSON_PADDING bytes, whatever they are. */
const char *json_line_read_padded(struct json_line *line, const char *text, size_t length);

void json_line_free(struct json_line *line);

/* Iterates over the members of an object or an array, in order: for (i = json_first(parent); i < json_end(line,
 * parent); i = json_end(line, i)). */
static inline uint32_t json_first(uint32_t parent)
{
    return parent + 1;
}

static inline uint32_t json_end(const struct json_line *line, uint32_t member)
{
    return line->members[member].end;
}

/* Returns the member at a path such as "winlog.event_id", where a dot is a nested object or a part of the key. Returns
 * JSON_NONE if there is none, or if `parent` is JSON_NONE or not an object. */
uint32_t json_find(const struct json_line *line, uint32_t parent, const char *path);

/* Returns the text of a string, a number as it is spelt, or a boolean, without escapes; absent text for anything else
 * and for JSON_NONE. It is valid as long as the members. */
struct attack_text json_text_of(const struct json_line *line, uint32_t member);

#endif
