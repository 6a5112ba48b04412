/* SPDX-License-Identifier: MIT
 *
 * Builds values from YAJL's callbacks, within the limits. It knows nothing of the keys that it keeps.
 */
#include "json_tree.h"

#include "base/generator_limits.h"
#include "host/code_point.h"
#include "json_places.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

enum { LENGTHS = 64 }; /* a key with as many bytes or more is not looked up by its length alone */

/* A list or map that is open and kept. */
struct frame {
    struct node *node, **link; /* where its next item goes */
    size_t keys;
};

struct json {
    const struct json_wishes *wishes;
    struct json_places places;
    yajl_handle parser;
    struct diagnostics *diagnostics;
    struct arena root_arena, item_arena;
    struct frame frames[DEPTH_LIMIT];
    size_t depth, kept; /* open lists and maps; those of them that are kept */
    size_t item_depth;  /* 0, or the depth of the list whose items are read one by one */
    size_t item_values, root_values;
    const char *key; /* the wish that the next value of a map fulfils; NULL: it is not wanted */
    bool is_dropped; /* the rest of the item is not wanted */
    bool is_next_items, had_items;
    unsigned char first[LENGTHS]; /* by length: number + 1 of the last wish with it */
    unsigned char other[256];     /* by wish: number + 1 of another one of the same length */
};

static int fail(struct json *json, struct place place, const char *what, unsigned long limit)
{
    report_error(json->diagnostics, place, "%s; the limit is %lu", what, limit);
    return 0;
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

static struct arena *arena_of(struct json *json)
{
    return json->item_depth ? &json->item_arena : &json->root_arena;
}

/* Whether a value that begins now is wanted. */
static bool is_kept(const struct json *json)
{
    if (json->is_dropped || json->kept < json->depth)
        return false;
    return json->kept == 0 || json->frames[json->kept - 1].node->kind == NODE_LIST || json->key;
}

/* Adds a node to the list or map that is open. Returns NULL, and reports, above the limit. */
static struct node *add_node(struct json *json, enum node_kind kind, size_t start)
{
    struct node *node = arena_allocate(arena_of(json), sizeof *node);

    node->kind = kind;
    node->place = json_place(&json->places, start);
    node->values = 1;
    if (++*(json->item_depth ? &json->item_values : &json->root_values) > ENTRY_VALUES_LIMIT) {
        fail(json, node->place, "an entry has too many values", ENTRY_VALUES_LIMIT);
        return NULL;
    }
    if (json->kept && json->kept != json->item_depth) {
        struct frame *frame = &json->frames[json->kept - 1];

        *frame->link = node;
        frame->link = &node->next;
    }
    return node;
}

/* Half of a surrogate pair passes YAJL, and is no text. */
static bool is_sound(const char *text, size_t length)
{
    uint32_t code;

    for (const char *at = text; (at = memchr(at, 0xed, length - (size_t)(at - text))); at++)
        if (!code_point_decode(at, &code))
            return false;
    return !memchr(text, '\0', length);
}

static struct node *add_scalar(struct json *json, const void *text, size_t length, bool is_text)
{
    size_t end = yajl_get_bytes_consumed(json->parser);
    struct node *node = add_node(json, NODE_SCALAR, is_text ? json_text_start(&json->places, end, text) : end - length);

    if (!node)
        return NULL;
    node->text = arena_copy(arena_of(json), text, length);
    node->length = node->bytes = length;
    node->absent = length == 0;
    if (!is_sound(node->text, length)) {
        report_error(json->diagnostics, node->place,
                     "found U+0000 or half of a surrogate pair, which no text can hold");
        node->absent = node->is_faulty = true;
    }
    return node;
}

/* Takes a scalar: an item, or a value of one. */
static int take_scalar(struct json *json, const struct node *node, bool is_text)
{
    const char *key = json->key;

    if (!node)
        return 0;
    if (json->kept == json->item_depth && json->kept) {
        json->item_values = 0;
        json->wishes->take(json->wishes->context, node, false);
        arena_reset(&json->item_arena);
    } else if (is_text && key && json->item_depth && json->kept == json->item_depth + 1 && !node->absent) {
        json->is_dropped = !json->wishes->is_wanted(key, node->text);
    }
    return !has_too_many_errors(json->diagnostics);
}

/* ---- YAJL's callbacks ------------------------------------------------------------------------------------------- */

static int on_null(void *context)
{
    struct json *json = context;
    struct node *node;

    if (!is_kept(json))
        return 1;
    node = add_node(json, NODE_SCALAR, yajl_get_bytes_consumed(json->parser) - strlen("null"));
    if (node) {
        node->text = "null";
        node->length = strlen(node->text);
        node->absent = true;
    }
    return take_scalar(json, node, false);
}

static int on_scalar(struct json *json, const void *text, size_t length, bool is_text)
{
    return !is_kept(json) || take_scalar(json, add_scalar(json, text, length, is_text), is_text);
}

static int on_boolean(void *context, int value)
{
    const char *text = value ? "true" : "false";

    return on_scalar(context, text, strlen(text), false);
}

static int on_number(void *context, const char *text, size_t length)
{
    return on_scalar(context, text, length, false);
}

static int on_text(void *context, const unsigned char *text, size_t length)
{
    return on_scalar(context, text, length, true);
}

static const char *find_wish(const struct json *json, const unsigned char *key, size_t length)
{
    const struct json_wishes *wishes = json->wishes;

    if (length >= LENGTHS)
        return NULL;
    for (unsigned wish = json->first[length]; wish; wish = json->other[wish - 1])
        if (memcmp(wishes->keys[wish - 1], key, length) == 0)
            return wishes->keys[wish - 1];
    return NULL;
}

static int on_key(void *context, const unsigned char *key, size_t length)
{
    struct json *json = context;
    struct frame *frame;

    if (json->is_dropped || json->kept < json->depth)
        return 1;
    frame = &json->frames[json->kept - 1];
    json->key = NULL;
    json->is_next_items =
        json->depth == 1 && length == strlen(json->wishes->items) && memcmp(key, json->wishes->items, length) == 0;
    if (json->is_next_items)
        return 1;
    json->key = find_wish(json, key, length);
    if (!json->key)
        return 1;
    if (++frame->keys > KEYS_LIMIT)
        return fail(json, frame->node->place, "a map has too many keys", KEYS_LIMIT);
    return add_scalar(json, key, length, true) != NULL;
}

static int on_start(struct json *json, enum node_kind kind)
{
    bool is_items = json->is_next_items, kept;
    size_t start = yajl_get_bytes_consumed(json->parser) - 1;
    struct node *node;

    json->is_next_items = false;
    kept = is_items || is_kept(json);
    if (is_items && kind != NODE_LIST) {
        report_error(json->diagnostics, json_place(&json->places, start), "found a map in %s; expected a list",
                     quoted(json->wishes->items, strlen(json->wishes->items)));
        return 0;
    }
    if (++json->depth > DEPTH_LIMIT)
        return fail(json, json_place(&json->places, start), "lists and maps are nested too deep", DEPTH_LIMIT);
    if (!kept)
        return 1;
    if (is_items) { /* its node is not part of the root */
        if (json->had_items) {
            report_error(json->diagnostics, json_place(&json->places, start), "key %s is given twice in one map",
                         quoted(json->wishes->items, strlen(json->wishes->items)));
            return 0;
        }
        json->had_items = true;
        node = arena_allocate(&json->root_arena, sizeof *node);
        node->kind = NODE_LIST;
        json->item_depth = json->depth;
    } else {
        node = add_node(json, kind, start);
    }
    if (!node)
        return 0;
    json->frames[json->kept++] = (struct frame){node, &node->first, 0};
    json->key = NULL;
    return 1;
}

static int on_end(struct json *json)
{
    struct node *node;

    json->key = NULL;
    if (json->kept < json->depth--)
        return 1;
    node = json->frames[--json->kept].node;
    if (json->kept + 1 == json->item_depth) {
        json->item_depth = 0;
    } else if (json->kept == json->item_depth) { /* an item, or the root */
        bool is_wanted = !json->is_dropped;

        json->is_dropped = false;
        json->item_values = 0;
        if (is_wanted)
            json->wishes->take(json->wishes->context, node, !json->item_depth);
        arena_reset(&json->item_arena);
    }
    return !has_too_many_errors(json->diagnostics);
}

static int on_start_map(void *context)
{
    return on_start(context, NODE_MAP);
}

static int on_start_list(void *context)
{
    return on_start(context, NODE_LIST);
}

static int on_end_any(void *context)
{
    return on_end(context);
}

/* ---- The text --------------------------------------------------------------------------------------------------- */

static void *allocate(void *context, size_t size)
{
    void *memory = malloc(size);

    (void)context;
    if (!memory)
        fail_out_of_memory(); /* YAJL does not test for NULL */
    return memory;
}

static void *reallocate(void *context, void *memory, size_t size)
{
    memory = realloc(memory, size);
    (void)context;
    if (!memory)
        fail_out_of_memory();
    return memory;
}

static void release(void *context, void *memory)
{
    (void)context;
    free(memory);
}

static void report_syntax(struct json *json, size_t offset)
{
    unsigned char *text = yajl_get_error(json->parser, 0, NULL, 0);
    size_t length = text ? strcspn((char *)text, "\n") : 0;

    json->places = json_places_of(json->places.file, json->places.bytes, offset); /* it may be before the last place */
    report_error(json->diagnostics, json_place(&json->places, offset), "not JSON: %.*s", (int)length,
                 text ? (char *)text : "");
    yajl_free_error(json->parser, text);
}

bool json_read(const struct json_wishes *wishes, const char *file, const void *bytes, size_t size,
               struct diagnostics *diagnostics)
{
    static const yajl_callbacks callbacks = {on_null,      on_boolean, NULL,       NULL,          on_number, on_text,
                                             on_start_map, on_key,     on_end_any, on_start_list, on_end_any};
    yajl_alloc_funcs functions = {allocate, reallocate, release, NULL};
    struct json json = {.wishes = wishes, .places = json_places_of(file, bytes, size), .diagnostics = diagnostics};
    yajl_status status;
    size_t consumed;

    for (size_t i = 0; i < wishes->key_count; i++) {
        size_t length = strlen(wishes->keys[i]);

        json.other[i] = json.first[length];
        json.first[length] = (unsigned char)(i + 1);
    }
    json.parser = yajl_alloc(&callbacks, &functions, &json);
    status = yajl_parse(json.parser, bytes, size);
    consumed = yajl_get_bytes_consumed(json.parser);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(json.parser);
        consumed = size;
    }
    if (status == yajl_status_error)
        report_syntax(&json, consumed < size ? consumed : size);
    yajl_free(json.parser);
    arena_free(&json.root_arena);
    arena_free(&json.item_arena);
    return status == yajl_status_ok;
}
