/* SPDX-License-Identifier: MIT
 *
 * Builds values from libyaml's events, within the limits. It knows nothing of techniques or events of a mapping.
 */
#include "yaml_stream.h"

#include "base/generator_limits.h"
#include "base/intern.h"
#include "pack_format.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct stream {
    yaml_parser_t parser;
    yaml_event_t event; /* the next event, if `has_event` */
    bool has_event, failed;
    const char *file;
    const unsigned char *bytes;
    size_t size;
    struct diagnostics *diagnostics;
    struct arena *kept, item; /* for anchored values; for the value that is being read */
    unsigned anchors_open, depth;
    size_t item_values;
    struct interner anchors; /* the names */
    struct anchored *anchored;
    size_t documents; /* that were begun */
    size_t anchored_capacity, anchored_values, alias_values, alias_bytes, tag_bytes;
};

/* What the anchor of a name stands for. */
struct anchored {
    const struct node *value; /* NULL while it is being read */
    size_t document;          /* that has the anchor: it is none in the next one */
};

/* ---- Events ----------------------------------------------------------------------------------------------------- */

static struct place place_of(const struct stream *stream, yaml_mark_t mark)
{
    struct place place = {stream->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};

    return place;
}

/* Returns the place of a byte, for errors that libyaml reports as an offset. Columns count characters, as libyaml's do.
 */
static struct place place_at(const struct stream *stream, size_t offset)
{
    struct place place = {stream->file, 1, 1};

    for (size_t i = 0; i < offset && i < stream->size; i++) {
        if (stream->bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if ((stream->bytes[i] & 0xc0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static bool is_pack(const struct stream *stream)
{
    static const char magic[] = ATTACK_PACK_MAGIC;

    return stream->size >= sizeof magic - 1 && memcmp(stream->bytes, magic, sizeof magic - 1) == 0;
}

static void report_syntax(struct stream *stream)
{
    const yaml_parser_t *parser = &stream->parser;
    const char *problem = parser->problem ? parser->problem : "cannot be read";

    stream->failed = true;
    if (parser->error == YAML_MEMORY_ERROR)
        fail_out_of_memory();
    if (is_pack(stream))
        report_error(stream->diagnostics, place_at(stream, 0), "found a pack; expected the files that it was made of");
    else if (parser->error == YAML_READER_ERROR)
        report_error(stream->diagnostics, place_at(stream, parser->problem_offset),
                     "not valid text: %s; expected UTF-8 without control characters", problem);
    else if (strcmp(problem, "found invalid Unicode character escape code") == 0)
        report_error(stream->diagnostics, place_of(stream, parser->problem_mark),
                     "an escape that is no character of its own (half of a surrogate pair?); expected the character "
                     "itself, or \\U and eight digits");
    else if (parser->context)
        report_error(stream->diagnostics, place_of(stream, parser->problem_mark), "not YAML: %s, %s", parser->context,
                     problem);
    else
        report_error(stream->diagnostics, place_of(stream, parser->problem_mark), "not YAML: %s", problem);
}

static void report_limit(struct stream *stream, struct place place, const char *what, unsigned long limit)
{
    stream->failed = true;
    report_error(stream->diagnostics, place, "%s; the limit is %lu", what, limit);
}

/* Returns the type of the next event without taking it; YAML_NO_EVENT after an error. */
static yaml_event_type_t peek(struct stream *stream)
{
    if (stream->failed)
        return YAML_NO_EVENT;
    if (!stream->has_event) {
        if (!yaml_parser_parse(&stream->parser, &stream->event)) {
            report_syntax(stream);
            return YAML_NO_EVENT;
        }
        stream->has_event = true;
    }
    return stream->event.type;
}

static void take(struct stream *stream)
{
    if (stream->has_event)
        yaml_event_delete(&stream->event);
    stream->has_event = false;
}

/* ---- Values ----------------------------------------------------------------------------------------------------- */

static struct node *read_node(struct stream *stream);

static bool stands_for_nothing(const char *text, size_t length, bool plain)
{
    static const char *const words[] = {"~", "null", "Null", "NULL", "NaN", ".nan", ".NaN", ".NAN"};

    if (length == 0)
        return true;
    if (!plain || length > 4)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static struct node *new_node(struct stream *stream, enum node_kind kind)
{
    struct node *node = arena_allocate(stream->anchors_open ? stream->kept : &stream->item, sizeof *node);

    node->kind = kind;
    node->place = place_of(stream, stream->event.start_mark);
    node->values = 1;
    return node;
}

static struct node *read_scalar(struct stream *stream)
{
    struct node *node = new_node(stream, NODE_SCALAR);
    const char *text = (const char *)stream->event.data.scalar.value;
    bool is_unquoted;

    node->length = node->bytes = stream->event.data.scalar.length;
    node->text = arena_copy(stream->anchors_open ? stream->kept : &stream->item, text, node->length);
    is_unquoted = stream->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->is_plain = is_unquoted && !stream->event.data.scalar.anchor && !stream->event.data.scalar.tag &&
                     stream->event.start_mark.line == stream->event.end_mark.line;
    node->absent =
        stands_for_nothing(node->text, node->length, is_unquoted && stream->event.data.scalar.plain_implicit);
    if (memchr(node->text, '\0', node->length)) {
        report_error(stream->diagnostics, node->place, "found U+0000, which no text of a mapping can hold");
        node->absent = node->is_faulty = true;
    }
    take(stream);
    return node;
}

/* Reads a whole list or map, whose first event is next. */
static struct node *read_collection(struct stream *stream, enum node_kind kind)
{
    struct node *node = new_node(stream, kind);
    struct node **link = &node->first;
    yaml_event_type_t end = kind == NODE_LIST ? YAML_SEQUENCE_END_EVENT : YAML_MAPPING_END_EVENT;
    size_t items = 0;

    take(stream);
    if (++stream->depth > DEPTH_LIMIT) {
        report_limit(stream, node->place, "lists and maps are nested too deep", DEPTH_LIMIT);
        return NULL;
    }
    while (peek(stream) != end) {
        struct node *item = read_node(stream);

        if (!item)
            return NULL;
        if (kind == NODE_MAP && ++items > 2 * KEYS_LIMIT) {
            report_limit(stream, node->place, "a map has too many keys", KEYS_LIMIT);
            return NULL;
        }
        *link = item;
        link = &item->next;
        node->values += item->values;
        node->bytes += item->bytes;
    }
    take(stream);
    stream->depth--;
    return node;
}

static struct node *read_alias(struct stream *stream)
{
    const char *name = (const char *)stream->event.data.alias.anchor;
    struct place place = place_of(stream, stream->event.start_mark);
    struct node *node = NULL;
    uint32_t number;

    if (!intern_find(&stream->anchors, name, strlen(name), &number) || !stream->anchored[number].value ||
        stream->anchored[number].document != stream->documents) {
        stream->failed = true;
        report_error(stream->diagnostics, place, "alias *%s has no anchor before it", quoted(name, strlen(name)));
        return NULL;
    }
    node = new_node(stream, NODE_SCALAR);
    *node = *stream->anchored[number].value; /* a copy: it shares the items, but has its own next sibling */
    node->next = NULL;
    stream->alias_values += node->values;
    if (stream->alias_values > ALIAS_VALUES_LIMIT) {
        report_limit(stream, place, "aliases stand for too many values", ALIAS_VALUES_LIMIT);
        return NULL;
    }
    stream->alias_bytes += node->bytes;
    if (stream->alias_bytes > ALIAS_BYTES_LIMIT) {
        report_limit(stream, place, "aliases stand for too many bytes", ALIAS_BYTES_LIMIT);
        return NULL;
    }
    take(stream);
    return node;
}

static uint32_t open_anchor(struct stream *stream, const char *name)
{
    uint32_t number = intern(&stream->anchors, name, strlen(name));

    stream->anchored =
        arena_grow(stream->kept, stream->anchored, number, &stream->anchored_capacity, sizeof *stream->anchored);
    stream->anchored[number] = (struct anchored){NULL, stream->documents};
    stream->anchors_open++;
    return number;
}

static const char *anchor_of(const yaml_event_t *event)
{
    if (event->type == YAML_SCALAR_EVENT)
        return (const char *)event->data.scalar.anchor;
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return (const char *)event->data.sequence_start.anchor;
    if (event->type == YAML_MAPPING_START_EVENT)
        return (const char *)event->data.mapping_start.anchor;
    return NULL;
}

/* libyaml expands the tag of each value, and a %TAG directive may make the expansion long. */
static size_t tag_bytes_of(const yaml_event_t *event)
{
    const yaml_char_t *tag = NULL;

    if (event->type == YAML_SCALAR_EVENT)
        tag = event->data.scalar.tag;
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        tag = event->data.sequence_start.tag;
    else if (event->type == YAML_MAPPING_START_EVENT)
        tag = event->data.mapping_start.tag;
    return tag ? strlen((const char *)tag) : 0;
}

/* Counts the next value against the limits. Returns false, and reports, above one. */
static bool count_value(struct stream *stream)
{
    struct place place = place_of(stream, stream->event.start_mark);

    if (++stream->item_values > ENTRY_VALUES_LIMIT) {
        report_limit(stream, place, "an entry has too many values", ENTRY_VALUES_LIMIT);
        return false;
    }
    stream->tag_bytes += tag_bytes_of(&stream->event);
    if (stream->tag_bytes > TAG_BYTES_LIMIT) {
        report_limit(stream, place, "tags have too many bytes", TAG_BYTES_LIMIT);
        return false;
    }
    return true;
}

static struct node *read_node(struct stream *stream)
{
    yaml_event_type_t type = peek(stream);
    const char *anchor = type == YAML_NO_EVENT ? NULL : anchor_of(&stream->event);
    struct node *node;
    uint32_t number = 0;

    if (type != YAML_NO_EVENT && !count_value(stream))
        return NULL;
    if (anchor)
        number = open_anchor(stream, anchor);
    if (type == YAML_SCALAR_EVENT)
        node = read_scalar(stream);
    else if (type == YAML_SEQUENCE_START_EVENT)
        node = read_collection(stream, NODE_LIST);
    else if (type == YAML_MAPPING_START_EVENT)
        node = read_collection(stream, NODE_MAP);
    else if (type == YAML_ALIAS_EVENT)
        node = read_alias(stream);
    else
        node = NULL;
    if (node && anchor) {
        struct node *shared = arena_allocate(stream->kept, sizeof *shared);

        *shared = *node; /* `node` itself will get a sibling */
        stream->anchored_values += node->values;
        if (stream->anchored_values > ANCHORED_VALUES_LIMIT) {
            report_limit(stream, node->place, "anchors keep too many values", ANCHORED_VALUES_LIMIT);
            return NULL;
        }
        stream->anchored[number].value = shared;
        stream->anchors_open--;
    }
    return node;
}

/* ---- Directives ------------------------------------------------------------------------------------------------- */

/* Counts %TAG directives before libyaml reads them, since its time is quadratic. Text that only looks like one counts
 * too. NUL bytes are skipped for the sake of UTF-16, which libyaml also reads. */
static size_t count_directives(const char *bytes, size_t size)
{
    static const char directive[] = "%TAG";
    size_t count = 0, matched = 0;

    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\0')
            continue;
        matched = bytes[i] == directive[matched] ? matched + 1 : bytes[i] == directive[0];
        if (matched == sizeof directive - 1) {
            count++;
            matched = 0;
        }
    }
    return count;
}

/* ---- The stream ------------------------------------------------------------------------------------------------- */

struct stream *stream_open(const char *file, const void *bytes, size_t size, struct arena *arena,
                           struct diagnostics *diagnostics)
{
    struct stream *stream = arena_allocate(arena, sizeof *stream);

    if (!yaml_parser_initialize(&stream->parser))
        fail_out_of_memory();
    yaml_parser_set_input_string(&stream->parser, bytes, size);
    stream->file = file;
    stream->bytes = bytes;
    stream->size = size;
    stream->diagnostics = diagnostics;
    stream->kept = arena;
    stream->anchors.arena = arena;
    if (count_directives(bytes, size) > DIRECTIVES_LIMIT)
        report_limit(stream, (struct place){file, 1, 1}, "too many %TAG directives", DIRECTIVES_LIMIT);
    return stream;
}

void stream_close(struct stream *stream)
{
    take(stream);
    yaml_parser_delete(&stream->parser);
    arena_free(&stream->item);
}

bool stream_enter_root(struct stream *stream, enum node_kind *kind, struct place *place)
{
    yaml_event_type_t type;
    const char *found = "an empty file";

    while ((type = peek(stream)) == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT)
        take(stream);
    if (type == YAML_NO_EVENT)
        return false;
    *place = place_of(stream, stream->event.start_mark);
    if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT) {
        *kind = type == YAML_SEQUENCE_START_EVENT ? NODE_LIST : NODE_MAP;
        take(stream);
        return true;
    }
    stream->failed = true;
    if (type == YAML_SCALAR_EVENT && stream->event.data.scalar.length)
        found = quoted((const char *)stream->event.data.scalar.value, stream->event.data.scalar.length);
    else if (type == YAML_ALIAS_EVENT)
        found = "an alias";
    report_error(stream->diagnostics, *place,
                 "found %s; expected a list of rows or of relationships, or a map with 'relationships' or 'techniques'",
                 found);
    return false;
}

bool stream_enter_list(struct stream *stream)
{
    if (peek(stream) != YAML_SEQUENCE_START_EVENT || anchor_of(&stream->event))
        return false;
    take(stream);
    return true;
}

const struct node *stream_next(struct stream *stream)
{
    yaml_event_type_t type = peek(stream);

    arena_reset(&stream->item);
    stream->item_values = 0;
    if (type == YAML_NO_EVENT || has_too_many_errors(stream->diagnostics))
        return NULL;
    if (type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT) {
        take(stream);
        return NULL;
    }
    return read_node(stream);
}

const struct node *stream_next_document(struct stream *stream)
{
    yaml_event_type_t type;

    stream->documents++;
    while ((type = peek(stream)) == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT ||
           type == YAML_DOCUMENT_END_EVENT)
        take(stream);
    if (type == YAML_STREAM_END_EVENT)
        return NULL;
    return stream_next(stream);
}

bool stream_finish(struct stream *stream)
{
    if (peek(stream) == YAML_DOCUMENT_END_EVENT)
        take(stream);
    if (peek(stream) == YAML_DOCUMENT_START_EVENT) {
        stream->failed = true;
        report_error(stream->diagnostics, place_of(stream, stream->event.start_mark),
                     "a second document starts; expected one document a file");
    }
    return !stream->failed;
}

bool stream_failed(const struct stream *stream)
{
    return stream->failed;
}
