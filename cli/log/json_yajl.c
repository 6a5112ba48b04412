/* SPDX-License-Identifier: MIT
 *
 * Collects members from YAJL's callbacks. YAJL passes strings without escapes as pointers into the line, and numbers as
 * they are spelt. It keeps one byte for each level of nesting and does not recurse. It takes vertical tabs and form
 * feeds as blanks, too.
 */
#include "json_parser.h"

#include "text/tool_limits.h"

#include <string.h>
#include <yajl/yajl_parse.h>

enum { STOP = 0, GO_ON = 1 };

struct walk {
    struct json_line *line;
    yajl_handle parser;
    uint32_t depth, within;
    struct attack_text key;
    size_t object_end;
    enum json_parsed wrong;
};

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
        kept.text = json_copy(line, bytes, length);
    return kept;
}

/* ---- Callbacks -------------------------------------------------------------------------------------------------- */

/* Returns a new member, or NULL above the limit. */
static struct json_member *add(struct walk *walk, enum json_kind kind)
{
    struct json_line *line = walk->line;
    struct json_member *member;

    if (!json_make_room(line)) {
        walk->wrong = JSON_TOO_MANY;
        return NULL;
    }
    member = &line->members[line->count++];
    member->key = walk->key.text;
    member->key_length = (uint32_t)walk->key.length;
    member->value = NULL;
    member->value_length = 0;
    member->parent = walk->within;
    member->end = line->count;
    member->kind = kind;
    member->is_escaped = false;
    return member;
}

static bool is_kept(const struct walk *walk)
{
    return walk->depth > 0 && walk->depth <= JSON_DEPTH_LIMIT;
}

static int add_value(struct walk *walk, enum json_kind kind, const void *bytes, size_t length)
{
    struct json_member *member;
    struct attack_text value;

    if (!is_kept(walk))
        return GO_ON;
    value = keep(walk->line, bytes, length);
    if (!(member = add(walk, kind)))
        return STOP;
    member->value = value.text;
    member->value_length = (uint32_t)value.length;
    return GO_ON;
}

static int on_null(void *context)
{
    struct walk *walk = context;

    return !is_kept(walk) || add(walk, JSON_NULL) ? GO_ON : STOP;
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
    struct walk *walk = context;

    if (walk->depth <= JSON_DEPTH_LIMIT)
        walk->key = keep(walk->line, text, length);
    return GO_ON;
}

static int start(struct walk *walk, enum json_kind kind)
{
    if (walk->depth == JSON_NESTING_LIMIT) {
        walk->wrong = JSON_TOO_DEEP;
        return STOP;
    }
    if (walk->depth++ < JSON_DEPTH_LIMIT) {
        if (!add(walk, kind))
            return STOP;
        walk->within = walk->line->count - 1;
        walk->key = (struct attack_text){NULL, 0}; /* elements of an array have no key */
    }
    return GO_ON;
}

static int end(void *context)
{
    struct walk *walk = context;
    struct json_line *line = walk->line;

    if (walk->depth-- <= JSON_DEPTH_LIMIT) {
        line->members[walk->within].end = line->count;
        walk->within = line->members[walk->within].parent;
        walk->key = (struct attack_text){NULL, 0};
    }
    if (!walk->depth)
        walk->object_end = yajl_get_bytes_consumed(walk->parser);
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

/* YAJL reports what follows the object only when it is a complete token, which an unterminated string never is. */
static bool has_more(const struct json_line *line, size_t at)
{
    while (at < line->length && line->text[at] && strchr(" \t\r\n\v\f", line->text[at]))
        at++;
    return at < line->length;
}

enum json_parsed json_parse(struct json_line *line)
{
    struct walk walk = {.line = line, .within = JSON_NONE, .wrong = JSON_INVALID};
    yajl_alloc_funcs memory = {give_memory, grow_memory, leave_memory, line->bump};
    yajl_status status;

    walk.parser = yajl_alloc(&callbacks, &memory, &walk);
    yajl_config(walk.parser, yajl_dont_validate_strings, 1);
    status = yajl_parse(walk.parser, (const unsigned char *)line->text, line->length);
    if (status == yajl_status_ok && (walk.depth || !line->count))
        status = yajl_complete_parse(walk.parser);
    if (status != yajl_status_ok || walk.depth || has_more(line, walk.object_end))
        return walk.wrong;
    return JSON_PARSED;
}

void json_parser_free(struct json_line *line)
{
    (void)line; /* YAJL's memory is the line's */
}
