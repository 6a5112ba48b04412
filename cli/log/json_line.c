/* SPDX-License-Identifier: MIT
 *
 * Collects members from YAJL's callbacks. YAJL passes strings without escapes as pointers into the line, and numbers as
 * they are spelt. It keeps one byte for each level of nesting and does not recurse, so the line's length bounds its
 * memory.
 */
#include "json_line.h"

#include "host/letter_case.h"
#include "text/memory.h"
#include "text/tool_limits.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

enum { STOP = 0, GO_ON = 1, MEMBERS_KEPT = 1 << 14 };

/* ---- Memory ----------------------------------------------------------------------------------------------------- */

static void *give_memory(void *bump, size_t size)
{
    return bump_get(bump, size);
}

static void *grow_memory(void *bump, void *old, size_t size)
{
    return bump_grow(bump, old, size);
}

static void leave_memory(void *bump, void *old)
{
    (void)bump;
    (void)old;
}

/* Returns text that is valid as long as the line. It copies unescaped text, since YAJL reuses that buffer. */
static struct attack_text keep(struct json_line *line, const void *bytes, size_t length)
{
    struct attack_text kept = {bytes, length};

    if ((uintptr_t)bytes - (uintptr_t)line->text > line->length)
        kept.text = memcpy(bump_get(&line->bump, length), bytes, length);
    return kept;
}

/* ---- Callbacks -------------------------------------------------------------------------------------------------- */

/* Returns a new member, or NULL above the limit. */
static struct json_member *add(struct json_line *line, enum json_kind kind)
{
    struct json_member *member;

    if (line->count == JSON_MEMBERS_LIMIT)
        return NULL;
    MAKE_ROOM(line->members, line->count, line->capacity);
    member = &line->members[line->count++];
    member->key = line->key.text;
    member->key_length = (uint32_t)line->key.length;
    member->value = NULL;
    member->value_length = 0;
    member->parent = line->within;
    member->end = line->count;
    member->kind = kind;
    return member;
}

static bool is_kept(const struct json_line *line)
{
    return line->depth > 0 && line->depth <= JSON_DEPTH_LIMIT;
}

static int add_value(struct json_line *line, enum json_kind kind, const void *bytes, size_t length)
{
    struct json_member *member;
    struct attack_text value;

    if (!is_kept(line))
        return GO_ON;
    value = keep(line, bytes, length);
    if (!(member = add(line, kind)))
        return STOP;
    member->value = value.text;
    member->value_length = (uint32_t)value.length;
    return GO_ON;
}

static int on_null(void *context)
{
    struct json_line *line = context;

    return !is_kept(line) || add(line, JSON_NULL) ? GO_ON : STOP;
}

static int on_boolean(void *context, int is_true)
{
    return add_value(context, JSON_BOOLEAN, is_true ? "true" : "false", is_true ? 4 : 5);
}

static int on_number(void *context, const char *text, size_t length)
{
    return add_value(context, JSON_NUMBER, text, length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    return add_value(context, JSON_STRING, text, length);
}

static int on_key(void *context, const unsigned char *text, size_t length)
{
    struct json_line *line = context;

    if (line->depth <= JSON_DEPTH_LIMIT)
        line->key = keep(line, text, length);
    return GO_ON;
}

static int start(struct json_line *line, enum json_kind kind)
{
    if (line->depth++ < JSON_DEPTH_LIMIT) {
        if (!add(line, kind))
            return STOP;
        line->within = line->count - 1;
        line->key = (struct attack_text){NULL, 0}; /* elements of an array have no key */
    }
    return GO_ON;
}

static int end(void *context)
{
    struct json_line *line = context;

    if (line->depth-- <= JSON_DEPTH_LIMIT) {
        line->members[line->within].end = line->count;
        line->within = line->members[line->within].parent;
        line->key = (struct attack_text){NULL, 0};
    }
    if (!line->depth)
        line->object_end = yajl_get_bytes_consumed(line->parser);
    return GO_ON;
}

static int on_start_object(void *context)
{
    return start(context, JSON_OBJECT);
}

static int on_start_array(void *context)
{
    return start(context, JSON_ARRAY);
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_object,
    .yajl_map_key = on_key,
    .yajl_end_map = end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = end,
};

/* ---- A line ----------------------------------------------------------------------------------------------------- */

/* Discards the line before, and frees memory that most lines do not need. */
static void clear(struct json_line *line)
{
    bump_reset(&line->bump);
    if (line->capacity > MEMBERS_KEPT) {
        free(line->members);
        line->members = NULL;
        line->capacity = 0;
    }
    line->count = 0;
    line->depth = 0;
    line->within = JSON_NONE;
    line->key = (struct attack_text){NULL, 0};
}

/* YAJL reports what follows the object only when it is a complete token, which an unterminated string never is. */
static bool has_more(const struct json_line *line)
{
    size_t at = line->object_end;

    while (at < line->length && line->text[at] && strchr(" \t\r\n\v\f", line->text[at]))
        at++;
    return at < line->length;
}

const char *json_line_read(struct json_line *line, const char *text, size_t length)
{
    yajl_alloc_funcs memory = {give_memory, grow_memory, leave_memory, NULL};
    yajl_status status;
    yajl_handle parser;

    clear(line);
    line->text = text;
    line->length = length;
    memory.ctx = &line->bump;
    line->parser = parser = yajl_alloc(&callbacks, &memory, line);
    yajl_config(parser, yajl_dont_validate_strings, 1);
    status = yajl_parse(parser, (const unsigned char *)text, length);
    if (status == yajl_status_ok && (line->depth || !line->count))
        status = yajl_complete_parse(parser);
    if (status == yajl_status_client_canceled)
        return "too many members";
    if (status != yajl_status_ok) { /* YAJL's message ends in a full stop and a line end */
        char *reason = (char *)yajl_get_error(parser, 0, NULL, 0);

        reason[strcspn(reason, ".\n")] = '\0';
        return reason;
    }
    if (!line->count || line->members[0].kind != JSON_OBJECT)
        return "not a JSON object";
    return has_more(line) ? "parse error: trailing garbage" : NULL;
}

void json_line_free(struct json_line *line)
{
    bump_free(&line->bump);
    free(line->members);
    memset(line, 0, sizeof *line);
}

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

struct attack_text json_text_of(const struct json_line *line, uint32_t member)
{
    struct attack_text text = {NULL, 0};

    if (member != JSON_NONE) {
        text.text = line->members[member].value;
        text.length = line->members[member].value_length;
    }
    return text;
}
