/* SPDX-License-Identifier: MIT
 *
 * Reads the values that all formats share: maps with known keys, texts, lists of texts, technique ids. It
 * knows no format.
 */
#include "base/generator_limits.h"
#include "host/edit_distance.h"
#include "host/letter_case.h"
#include "read.h"

#include <string.h>

struct unknown_key {
    const struct schema *schema;
    const char *name;
    struct place place;
    unsigned long count;
};

const char *kind_of(const struct node *node)
{
    if (!node)
        return "nothing";
    switch (node->kind) {
    case NODE_LIST:
        return "a list";
    case NODE_MAP:
        return "a map";
    case NODE_SCALAR:
        break;
    }
    return node->absent ? "nothing" : "text";
}

struct place place_within(const struct node *node, size_t offset)
{
    struct place place = node->place;

    for (size_t i = 0; node->is_plain && i < offset; i++)
        place.column += ((unsigned char)node->text[i] & 0xc0) != 0x80; /* columns count characters */
    return place;
}

bool is_given(const struct node *node)
{
    return node && !(node->kind == NODE_SCALAR && node->absent);
}

bool is_text(const struct node *node, const char *text)
{
    return node && node->kind == NODE_SCALAR && strcmp(node->text, text) == 0;
}

const struct node *value_of(const struct node *map, const char *key)
{
    for (const struct node *at = map->kind == NODE_MAP ? map->first : NULL; at; at = at->next->next)
        if (is_text(at, key))
            return at->next;
    return NULL;
}

/* Returns the index of a key in the schema. It starts behind the key before, as most maps have the same order. */
static size_t find_key(const struct schema *schema, const struct node *key, size_t start)
{
    for (size_t i = 0; i < schema->key_count; i++) {
        size_t at = (start + i) % schema->key_count;

        if (strcmp(schema->keys[at].name, key->text) == 0)
            return at;
    }
    return schema->key_count;
}

void report_twice(struct reading *reading, const struct node *key)
{
    report_error(reading->model->diagnostics, key->place, "key %s is given twice in one map",
                 quoted(key->text, key->length));
}

bool is_earlier_key(const struct node *map, const struct node *key)
{
    for (const struct node *earlier = map->first; earlier != key; earlier = earlier->next->next)
        if (earlier->kind == NODE_SCALAR && earlier->length == key->length && strcmp(earlier->text, key->text) == 0)
            return true;
    return false;
}

bool read_fields(struct reading *reading, const struct node *map, const struct schema *schema,
                 const struct node *fields[FIELDS_LIMIT])
{
    size_t next = 0;

    for (size_t i = 0; i < FIELDS_LIMIT; i++)
        fields[i] = NULL;
    if (!map || map->kind != NODE_MAP) {
        if (map)
            report_error(reading->model->diagnostics, map->place, "found %s; expected %s: a map", kind_of(map),
                         schema->what);
        return false;
    }
    for (const struct node *key = map->first; key; key = key->next->next) {
        size_t at;

        if (key->kind != NODE_SCALAR) {
            report_error(reading->model->diagnostics, key->place, "found %s as a key; expected text", kind_of(key));
            continue;
        }
        at = find_key(schema, key, next);
        if (at == schema->key_count) {
            if (is_earlier_key(map, key))
                report_twice(reading, key);
            else
                note_unknown_key(reading, schema, key);
            continue;
        }
        next = at + 1;
        if (schema->keys[at].field == IGNORED) {
            if (is_earlier_key(map, key))
                report_twice(reading, key);
        } else if (fields[schema->keys[at].field]) {
            if (is_earlier_key(map, key))
                report_twice(reading, key);
            else
                report_error(reading->model->diagnostics, key->place,
                             "key %s means the same as a key that this map has already",
                             quoted(key->text, key->length));
        } else {
            fields[schema->keys[at].field] = key->next;
        }
    }
    return true;
}

static struct unknown_key *find_unknown_key(const struct reading *reading, const struct schema *schema,
                                            const struct node *key)
{
    for (size_t i = 0; i < reading->unknown_count; i++)
        if (reading->unknown[i].schema == schema && strcmp(reading->unknown[i].name, key->text) == 0)
            return &reading->unknown[i];
    return NULL;
}

bool is_known_unknown(const struct reading *reading, const struct schema *schema, const struct node *key)
{
    return find_unknown_key(reading, schema, key) != NULL;
}

void note_unknown_key(struct reading *reading, const struct schema *schema, const struct node *key)
{
    struct arena *arena = reading->model->arena;
    struct unknown_key *unknown = find_unknown_key(reading, schema, key);

    if (strcmp(key->text, "<<") == 0) {
        report_error(reading->model->diagnostics, key->place,
                     "found a merge key (<<), which this form does not have; write the keys out");
        return;
    }
    if (unknown)
        unknown->count++;
    if (unknown || reading->unknown_count == KEYS_LIMIT)
        return; /* there were enough messages */
    reading->unknown =
        arena_grow(arena, reading->unknown, reading->unknown_count, &reading->unknown_capacity, sizeof *unknown);
    unknown = &reading->unknown[reading->unknown_count++];
    unknown->schema = schema;
    unknown->name = arena_copy(arena, key->text, strlen(key->text));
    unknown->place = key->place;
    unknown->count = 1;
}

void report_unknown_keys(struct reading *reading)
{
    for (size_t i = 0; i < reading->unknown_count; i++) {
        const struct unknown_key *unknown = &reading->unknown[i];
        struct nearest_spelling nearest = {NULL, 4}; /* a greater distance is not likely a typing error */
        size_t length = strlen(unknown->name);

        for (size_t k = 0; k < unknown->schema->key_count; k++)
            consider_spelling(&nearest, unknown->name, length, unknown->schema->keys[k].name);
        report_warning(reading->model->diagnostics, unknown->place, "unknown key %s in %s, ignored %s%s%s%s",
                       quoted(unknown->name, length), unknown->schema->what, counted(unknown->count, "time"),
                       nearest.text ? "; did you mean '" : "", nearest.text ? nearest.text : "",
                       nearest.text ? "'?" : "");
    }
}

static bool is_sound_text(struct reading *reading, const struct node *node, const char *what)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;

    if (node->kind != NODE_SCALAR)
        report_error(diagnostics, node->place, "found %s; expected %s: text", kind_of(node), what);
    else if (node->length > TEXT_BYTES_LIMIT)
        report_error(diagnostics, node->place, "%s has %lu bytes; the limit is %d", what, (unsigned long)node->length,
                     TEXT_BYTES_LIMIT);
    else
        return true;
    return false;
}

uint32_t read_text(struct reading *reading, const struct node *node, const char *what)
{
    if (!node || (node->kind == NODE_SCALAR && node->absent) || !is_sound_text(reading, node, what))
        return ABSENT;
    return model_text(reading->model, node->text, node->length, node->place);
}

uint32_t read_lower_text(struct reading *reading, const struct node *node, const char *what)
{
    return model_folded(reading->model, read_text(reading, node, what));
}

uint32_t read_text_list(struct reading *reading, const struct node *node, const char *what, bool lower)
{
    struct numbers texts = {NULL, 0, 0};
    const struct node *item = node && node->kind == NODE_LIST ? node->first : node;

    if (node && node->kind == NODE_MAP) {
        report_error(reading->model->diagnostics, node->place, "found a map; expected %s: a list of texts", what);
        return ABSENT;
    }
    for (; item; item = node->kind == NODE_LIST ? item->next : NULL) {
        uint32_t text;

        if (texts.count == LIST_LIMIT) {
            report_error(reading->model->diagnostics, node->place, "too many texts in %s; the limit is %d", what,
                         LIST_LIMIT);
            break;
        }
        text = lower ? read_lower_text(reading, item, what) : read_text(reading, item, what);

        if (text != ABSENT)
            numbers_add(reading->model->arena, &texts, text);
    }
    return texts.count ? intern(&reading->model->lists, texts.items, texts.count * sizeof *texts.items) : ABSENT;
}

uint32_t read_naming(struct reading *reading, const struct node *const fields[NAMING_FIELDS])
{
    struct naming naming = {
        .technique = read_text(reading, fields[NAMING_FIELD_TECHNIQUE], "technique"),
        .tactics = read_text_list(reading, fields[NAMING_FIELD_TACTIC], "tactic", false),
        .platforms = read_text_list(reading, fields[NAMING_FIELD_PLATFORM], "platform", false),
    };

    return intern(&reading->model->namings, &naming, sizeof naming);
}

bool read_flag(struct reading *reading, const struct node *node, const char *what)
{
    if (!node || (node->kind == NODE_SCALAR && node->absent))
        return false;
    if (node->kind == NODE_SCALAR && fold_equal(node->text, "true"))
        return true;
    if (node->kind != NODE_SCALAR || !fold_equal(node->text, "false"))
        report_error(reading->model->diagnostics, node->place, "found %s in %s; expected true or false",
                     node->kind == NODE_SCALAR ? quoted(node->text, node->length) : kind_of(node), what);
    return false;
}

void report_malformed_id(struct reading *reading, const struct node *node, uint32_t id)
{
    const char *text = model_text_at(reading->model, id);

    report_error(reading->model->diagnostics, node->place, "malformed technique id %s; expected T1234 or T1234.001",
                 quoted(text, strlen(text)));
}

bool is_technique_id(const char *id)
{
    size_t length = strlen(id);

    if (id[0] != 'T' || (length != 5 && length != 9) || (length == 9 && (id[5] != '.' || strcmp(id + 5, ".000") == 0)))
        return false;
    for (size_t i = 1; i < length; i++)
        if (i != 5 && (id[i] < '0' || id[i] > '9'))
            return false;
    return true;
}

uint32_t read_technique_id(struct reading *reading, const struct node *node, const struct node *owner)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;
    uint32_t id;

    if (node && node->is_faulty)
        return ABSENT;
    if (!node || (node->kind == NODE_SCALAR && node->absent)) {
        report_error(diagnostics, node ? node->place : owner->place,
                     "found no technique_id; expected one, T1234 or T1234.001");
        return ABSENT;
    }
    id = read_text(reading, node, "technique_id");
    if (id != ABSENT && !is_technique_id(node->text)) {
        report_malformed_id(reading, node, id);
        return ABSENT;
    }
    return id;
}

void check_subtechnique_flag(struct reading *reading, const struct node *node, uint32_t id)
{
    unsigned errors = reading->model->diagnostics->errors;
    bool has_dot = strchr(model_text_at(reading->model, id), '.') != NULL, flag;

    if (!node || (node->kind == NODE_SCALAR && node->absent))
        return;
    flag = read_flag(reading, node, "is_subtechnique");
    if (reading->model->diagnostics->errors == errors && flag != has_dot && id != ABSENT)
        report_error(reading->model->diagnostics, node->place, "is_subtechnique is %s, but the id is %s",
                     flag ? "true" : "false", model_text_at(reading->model, id));
}
