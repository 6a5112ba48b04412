/* SPDX-License-Identifier: MIT
 *
 * A line of JSON as a flat list of members that points into the line.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_MEMBERS_H
#define ATTACK_EVENTS_CLI_JSON_MEMBERS_H

#include "bump.h"

#include "attack_events.h"

#include <string.h>

enum json_kind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_OBJECT, JSON_ARRAY };

#define JSON_NONE UINT32_MAX

#define JSON_PADDING 64 /* bytes behind a padded line that may be read */

/* A member of an object, or an element of an array. */
struct json_member {
    const char *key;   /* unescaped; NULL in an array */
    const char *value; /* NULL for null, object and array; json_text_of() returns it without escapes */
    uint32_t key_length, value_length;
    uint32_t parent; /* JSON_NONE for the object that is the line */
    uint32_t end;    /* the next member that is not inside this one */
    enum json_kind kind;
    bool is_escaped; /* `value` has escapes, as in the line */
};

/* Starts as zeros. */
struct json_line {
    struct json_member *members; /* the first one is the object that is the line */
    uint32_t count;
    size_t capacity;
    const char *text;
    size_t length;
    struct bump *bump; /* for texts that are not in the line */
    void *parser;      /* whose state is kept from line to line */
    char *copy;        /* of a line that is not padded */
    size_t copy_capacity;
};

/* Returns the length of a byte order mark at the start of a text, which no JSON has; 0 if there is none. */
static inline size_t json_mark_length(const char *text, size_t length)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};

    return length >= sizeof mark && memcmp(text, mark, sizeof mark) == 0 ? sizeof mark : 0;
}

#endif
