/* SPDX-License-Identifier: MIT
 *
 * Reads an event class: its carriers, and how each calls the class's fields and values. It knows nothing of the events
 * that name a class.
 */
#include "base/generator_limits.h"
#include "class_fields.h"

#include <string.h>

enum { CLASS_NAME, CLASS_PLATFORM, CLASS_FIELDS, CLASS_CARRIERS };
static const struct known_key class_keys[] = {
    {"class", CLASS_NAME}, {"platform", CLASS_PLATFORM}, {"fields", CLASS_FIELDS}, {"carriers", CLASS_CARRIERS},
    {"notes", IGNORED},    {"references", IGNORED},      {"description", IGNORED},
};
static const struct schema class_schema = {"a class", class_keys, sizeof class_keys / sizeof *class_keys};

enum { CARRIER_FIELDS = EVENT_FIELDS, CARRIER_VALUES, CARRIER_LACKS };
static const struct known_key carrier_keys[] = {
    {"event_id", EVENT_FIELD_ID},
    {"platform", EVENT_FIELD_PLATFORM},
    {"audit_category", EVENT_FIELD_AUDIT_CATEGORY},
    {"audit_sub_category", EVENT_FIELD_AUDIT_SUB_CATEGORY},
    {"channel", EVENT_FIELD_CHANNEL},
    {"log_channel", EVENT_FIELD_CHANNEL},
    {"log_source", EVENT_FIELD_LOG_SOURCE},
    {"log_provider", EVENT_FIELD_LOG_SOURCE},
    {"filter_in", EVENT_FIELD_FILTER_IN},
    {"detection", EVENT_FIELD_DETECTION},
    {"event_version", IGNORED},
    {"fields", CARRIER_FIELDS},
    {"values", CARRIER_VALUES},
    {"lacks", CARRIER_LACKS},
};
static const struct schema carrier_schema = {"a carrier", carrier_keys, sizeof carrier_keys / sizeof *carrier_keys};

/* Adds the pairs of a map of texts, the keys in lower case, each behind `field` unless it is ABSENT. */
static void read_pairs(struct reading *reading, const struct node *map, uint32_t field, const char *what,
                       struct numbers *pairs)
{
    struct model *model = reading->model;

    if (map->kind != NODE_MAP) {
        report_error(model->diagnostics, map->place, "found %s in %s; expected a map of texts", kind_of(map), what);
        return;
    }
    for (const struct node *key = map->first; key; key = key->next->next) {
        uint32_t from = read_lower_text(reading, key, what);
        uint32_t to = read_text(reading, key->next, what);

        if (key->kind == NODE_SCALAR && is_earlier_key(map, key))
            report_twice(reading, key);
        if ((from == ABSENT && key->kind == NODE_SCALAR) || (to == ABSENT && key->next->kind == NODE_SCALAR))
            report_error(model->diagnostics, key->place, "found nothing in %s; expected a name and what stands for it",
                         what);
        if (field != ABSENT)
            numbers_add(model->arena, pairs, field);
        numbers_add(model->arena, pairs, from);
        numbers_add(model->arena, pairs, to);
    }
}

static void read_values(struct reading *reading, const struct node *map, struct numbers *triples)
{
    if (map->kind != NODE_MAP) {
        report_error(reading->model->diagnostics, map->place, "found %s in values; expected a map of fields",
                     kind_of(map));
        return;
    }
    for (const struct node *key = map->first; key; key = key->next->next) {
        uint32_t field = read_lower_text(reading, key, "values");

        if (key->kind == NODE_SCALAR && is_earlier_key(map, key))
            report_twice(reading, key);
        if (field != ABSENT)
            read_pairs(reading, key->next, field, "values", triples);
    }
}

static struct renaming read_renaming(struct reading *reading, const struct node *const fields[FIELDS_LIMIT])
{
    struct numbers pairs = {NULL, 0, 0}, triples = {NULL, 0, 0}, lacks = {NULL, 0, 0};
    struct renaming renaming = {.lacks_others = false};
    size_t count;
    const uint32_t *texts =
        model_list_at(reading->model, read_text_list(reading, fields[CARRIER_LACKS], "lacks", true), &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(model_text_at(reading->model, texts[i]), "*") == 0)
            renaming.lacks_others = true;
        else
            numbers_add(reading->model->arena, &lacks, texts[i]);
    if (fields[CARRIER_FIELDS])
        read_pairs(reading, fields[CARRIER_FIELDS], ABSENT, "fields", &pairs);
    if (fields[CARRIER_VALUES])
        read_values(reading, fields[CARRIER_VALUES], &triples);
    renaming.fields = pairs.items;
    renaming.field_count = pairs.count / 2;
    renaming.values = triples.items;
    renaming.value_count = triples.count / 3;
    renaming.lacks = lacks.items;
    renaming.lack_count = lacks.count;
    return renaming;
}

/* Adds a carrier to a class. Returns how many events it is. */
static size_t read_carrier(struct reading *reading, const struct node *item, struct event_class *class,
                           uint32_t platform)
{
    const struct node *fields[FIELDS_LIMIT], *id;
    struct carrier carrier;
    size_t ids;

    if (!read_fields(reading, item, &carrier_schema, fields))
        return 0;
    id = fields[EVENT_FIELD_ID];
    fields[EVENT_FIELD_ID] = NULL;
    carrier.event = read_event_of_log(reading, fields);
    carrier.ids = read_text_list(reading, id, "event_id", false);
    model_list_at(reading->model, carrier.ids, &ids);
    if (!ids)
        report_error(reading->model->diagnostics, item->place, "found no event_id; expected one in every carrier");
    if (carrier.event.platform == ABSENT)
        carrier.event.platform = platform;
    carrier.own = read_criteria(reading, fields[EVENT_FIELD_FILTER_IN], fields[EVENT_FIELD_DETECTION]);
    carrier.renaming = read_renaming(reading, fields);
    check_carrier_fields(reading, class, fields[CARRIER_FIELDS], fields[CARRIER_VALUES], fields[CARRIER_LACKS]);
    class->carriers =
        arena_grow(reading->model->arena, class->carriers, class->count, &class->capacity, sizeof carrier);
    class->carriers[class->count++] = carrier;
    return ids;
}

static void read_carriers(struct reading *reading, const struct node *list, struct event_class *class,
                          uint32_t platform)
{
    size_t events = 0;

    for (const struct node *item = list->first; item && events <= CARRIERS_LIMIT; item = item->next)
        events += read_carrier(reading, item, class, platform);
    if (events > CARRIERS_LIMIT)
        report_error(reading->model->diagnostics, list->place, "a class has too many events; the limit is %d",
                     CARRIERS_LIMIT);
}

void read_class(struct reading *reading, const struct node *item)
{
    const struct node *fields[FIELDS_LIMIT], *carriers;
    struct event_class class;
    struct arena *expressions = reading->expressions;
    uint32_t platform;

    memset(&class, 0, sizeof class);
    class.place = item->place;
    if (!read_fields(reading, item, &class_schema, fields))
        return;
    class.name = read_lower_text(reading, fields[CLASS_NAME], "class");
    platform = read_text(reading, fields[CLASS_PLATFORM], "platform");
    class.platform = model_folded(reading->model, platform);
    class.fields = model_list_at(reading->model, read_text_list(reading, fields[CLASS_FIELDS], "fields", false),
                                 &class.field_count);
    carriers = fields[CLASS_CARRIERS];
    if (class.name == ABSENT || platform == ABSENT || !carriers || carriers->kind != NODE_LIST || !carriers->first) {
        report_error(reading->model->diagnostics, item->place,
                     "found a class without its name, its platform or a list of carriers; expected all three");
        return;
    }
    reading->expressions = reading->model->arena; /* they are kept */
    read_carriers(reading, carriers, &class, platform);
    reading->expressions = expressions;
    add_class(reading->model, &class);
}
