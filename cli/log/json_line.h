/* SPDX-License-Identifier: MIT
 *
 * One line of JSON, taken apart into a flat list of members that points into the line: no tree, and no memory of its
 * own for each line. It knows nothing of logs. Keys are found letter case aside; of those that are the same, the last
 * one counts, as in ECMAScript.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_LINE_H
#define ATTACK_EVENTS_CLI_JSON_LINE_H

#include "bump.h"

#include "attack_events.h"

enum json_kind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_OBJECT, JSON_ARRAY };

#define JSON_NONE UINT32_MAX

/* A member of an object, or an object or array in an array; what else is in an array is not kept. */
struct json_member {
    const char *key;   /* without escapes; NULL in an array */
    const char *value; /* likewise; a number as it is spelt, NULL for null, object and array */
    uint32_t key_length, value_length;
    uint32_t parent; /* JSON_NONE: of the object that is the line */
    uint32_t end;    /* the next one that is not within this one */
    enum json_kind kind;
};

struct json_line {
    struct json_member *members; /* the first is the object that is the line */
    uint32_t count;
    size_t capacity;
    struct bump bump;
    /* while it is taken apart */
    void *parser;
    const char *text;
    size_t length, object_end;
    uint32_t depth, within;
    struct attack_text key;
};

/* Takes a line apart; whatever was found in the line before is gone. What it points to is good as long as `text` is.
 * Bytes that are not UTF-8 are taken as they are. Returns NULL, or what is wrong
 * with it: it is not one JSON object, or has too many members. */
const char *json_line_read(struct json_line *line, const char *text, size_t length);

void json_line_free(struct json_line *line);

/* The members of an object or an array, in their order: for (i = json_first(parent); i < json_end(line, parent);
 * i = json_end(line, i)). */
static inline uint32_t json_first(uint32_t parent)
{
    return parent + 1;
}

static inline uint32_t json_end(const struct json_line *line, uint32_t member)
{
    return line->members[member].end;
}

/* Returns the member at the end of a path such as "winlog.event_id", whose dots may be objects in objects or stand in
 * keys; JSON_NONE when there is none, or `parent` is that or no object. */
uint32_t json_find(const struct json_line *line, uint32_t parent, const char *path);

/* Returns a value that is text: of a string, a number or a boolean. It is absent for anything else and JSON_NONE. */
struct attack_text json_text_of(const struct json_line *line, uint32_t member);

#endif
