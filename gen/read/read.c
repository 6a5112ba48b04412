/* SPDX-License-Identifier: MIT
 *
 * Finds the format of a file and reads its root. It knows nothing of the fields of rows.
 */
#include "read.h"
#include "base/generator_limits.h"
#include "host/date.h"

#include <string.h>

enum { ROOT_SCHEMA_VERSION, ROOT_DOMAIN, ROOT_VERSION, ROOT_DATE, ROOT_RELATIONSHIPS, ROOT_TECHNIQUES, ROOT_CLASSES };
static const struct known_key root_keys[] = {
    {"schema_version", ROOT_SCHEMA_VERSION},
    {"attack_domain", ROOT_DOMAIN},
    {"attack_version", ROOT_VERSION},
    {"date", ROOT_DATE},
    {"relationships", ROOT_RELATIONSHIPS},
    {"techniques", ROOT_TECHNIQUES},
    {"classes", ROOT_CLASSES},
};
static const struct schema root_schema = {"a mapping", root_keys, sizeof root_keys / sizeof *root_keys};
enum { SCHEMA_VERSION = 1 };

typedef void item_reader(struct reading *reading, const struct node *item);

/* Reads a list at the root: rows, OSSEM-DM's relationships, or techniques. The first item decides. */
static void read_list(struct reading *reading, struct place place)
{
    item_reader *read_item = NULL;
    const struct node *item;

    while ((item = stream_next(reading->stream))) {
        if (!read_item)
            read_item = is_relationship(item) ? read_relationship : is_technique(item) ? read_technique : read_row;
        read_item(reading, item);
    }
    if (!read_item && !stream_failed(reading->stream))
        report_error(reading->model->diagnostics, place, "found an empty list; expected rows or relationships");
}

/* Reads the list under 'relationships' or 'techniques', item by item. */
static void read_items(struct reading *reading, item_reader *read_item, const char *what)
{
    const struct node *item;

    if (stream_enter_list(reading->stream)) {
        while ((item = stream_next(reading->stream)))
            read_item(reading, item);
        return;
    }
    item = stream_next(reading->stream); /* something else, or a list with an anchor */
    if (item && item->kind == NODE_LIST)
        for (item = item->first; item; item = item->next)
            read_item(reading, item);
    else if (item && !item->absent)
        report_error(reading->model->diagnostics, item->place, "found %s in %s; expected a list of maps", kind_of(item),
                     what);
}

/* Reads a description of the data. If it is given several times, all must be equal. */
static void read_description(struct reading *reading, uint32_t *known, const struct node *value, const char *what)
{
    struct model *model = reading->model;
    uint32_t text = read_text(reading, value, what);

    if (*known != ABSENT && text != ABSENT && *known != text)
        report_error(model->diagnostics, value->place,
                     "%s is %s here and %s in %s; files of one version belong together", what,
                     quoted(value->text, value->length),
                     quoted(model_text_at(model, *known), strlen(model_text_at(model, *known))),
                     model->text_places[*known].file);
    else if (text != ABSENT)
        *known = text;
}

/* Reads when the data was changed last. Of several files, the latest counts. */
static void read_date(struct reading *reading, const struct node *value)
{
    uint32_t date;

    if (value->absent)
        return;
    if (value->kind != NODE_SCALAR || !date_read_known(value->text, &date))
        report_error(reading->model->diagnostics, value->place, "found %s as a date; " DATE_EXPECTED,
                     value->kind == NODE_SCALAR ? quoted(value->text, value->length) : kind_of(value));
    else if (date > reading->model->date)
        reading->model->date = date;
}

static void read_root_value(struct reading *reading, int field)
{
    struct model *model = reading->model;
    const struct node *value;

    if (field == ROOT_RELATIONSHIPS) {
        read_items(reading, read_relationship, "relationships");
        return;
    }
    if (field == ROOT_TECHNIQUES) {
        read_items(reading, read_technique, "techniques");
        return;
    }
    if (field == ROOT_CLASSES) {
        read_items(reading, read_class, "classes");
        return;
    }
    value = stream_next(reading->stream);
    if (!value)
        return;
    if (field == ROOT_DOMAIN)
        read_description(reading, &model->attack_domain, value, "attack_domain");
    else if (field == ROOT_VERSION)
        read_description(reading, &model->attack_version, value, "attack_version");
    else if (field == ROOT_DATE)
        read_date(reading, value);
    else if (field == ROOT_SCHEMA_VERSION && (value->kind != NODE_SCALAR || strcmp(value->text, "1") != 0))
        report_error(model->diagnostics, value->place, "found schema_version %s; expected %d",
                     value->kind == NODE_SCALAR ? quoted(value->text, value->length) : kind_of(value), SCHEMA_VERSION);
}

/* Returns the field of a key of the root map. Returns IGNORED, and reports, if the key is unknown, given twice or not
 * text. */
static int root_field(struct reading *reading, const struct node *key, unsigned *seen)
{
    if (key->kind != NODE_SCALAR) {
        report_error(reading->model->diagnostics, key->place, "found %s as a key; expected text", kind_of(key));
        return IGNORED;
    }
    for (size_t i = 0; i < root_schema.key_count; i++) {
        int field = root_keys[i].field;

        if (strcmp(root_keys[i].name, key->text) != 0)
            continue;
        if (*seen & 1u << field) {
            report_error(reading->model->diagnostics, key->place, "key %s is given twice in one map",
                         quoted(key->text, key->length));
            return IGNORED;
        }
        *seen |= 1u << field;
        return field;
    }
    if (is_known_unknown(reading, &root_schema, key))
        report_error(reading->model->diagnostics, key->place, "key %s is given twice in one map",
                     quoted(key->text, key->length));
    else
        note_unknown_key(reading, &root_schema, key);
    return IGNORED;
}

static void read_map(struct reading *reading, struct place place)
{
    const struct node *key;
    unsigned seen = 0, keys = 0;

    while ((key = stream_next(reading->stream))) {
        if (++keys > KEYS_LIMIT) {
            report_error(reading->model->diagnostics, place, "a map has too many keys; the limit is %d", KEYS_LIMIT);
            return;
        }
        read_root_value(reading, root_field(reading, key, &seen));
    }
    if (!(seen & (1u << ROOT_RELATIONSHIPS | 1u << ROOT_TECHNIQUES | 1u << ROOT_CLASSES)) &&
        !stream_failed(reading->stream))
        report_error(reading->model->diagnostics, place,
                     "found a map without 'relationships' and 'techniques'; expected one of them, or a list of rows");
}

bool read_mapping(struct model *model, const char *file, const void *bytes, size_t size)
{
    struct arena expressions = {NULL};
    struct reading reading = {.model = model, .expressions = &expressions};
    enum node_kind kind;
    struct place place;
    bool finished = false;

    if (is_stix(bytes, size))
        return read_stix(model, file, bytes, size);
    reading.stream = stream_open(file, bytes, size, model->arena, model->diagnostics);
    if (stream_enter_root(reading.stream, &kind, &place)) {
        if (kind == NODE_LIST)
            read_list(&reading, place);
        else
            read_map(&reading, place);
        finished = !model->diagnostics->errors && stream_finish(reading.stream);
    }
    report_unknown_keys(&reading);
    stream_close(reading.stream);
    arena_free(&expressions);
    return finished;
}
