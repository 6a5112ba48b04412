/* SPDX-License-Identifier: MIT
 *
 * Reads an event class: its carriers, and how each calls the class's fields and values. It knows nothing of the events
 * that name a class.
 */
#include "base/generator_limits.h"
#include "class_fields.h"

#include <string.h>

enum { CLASS_NAME, CLASS_SERVICE, CLASS_PLATFORM, CLASS_FIELDS, CLASS_CARRIERS, CLASS_PARTS /* of enum event_part */ };
static const struct known_key class_keys[] = {
    {"class", CLASS_NAME},
    {"service", CLASS_SERVICE},
    {"platform", CLASS_PLATFORM},
    {"fields", CLASS_FIELDS},
    {"carriers", CLASS_CARRIERS},
    {"id_fields", CLASS_PARTS + PART_ID},
    {"provider_fields", CLASS_PARTS + PART_PROVIDER},
    {"channel_fields", CLASS_PARTS + PART_CHANNEL},
    {"notes", IGNORED},
    {"references", IGNORED},
    {"description", IGNORED},
};
static const struct schema class_schema = {"a class", class_keys, sizeof class_keys / sizeof *class_keys};

enum { CARRIER_FIELDS = EVENT_FIELDS, CARRIER_VALUES, CARRIER_LACKS, CARRIER_OPTIONAL };
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
    {"optional", CARRIER_OPTIONAL},
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

/* Reads a list of fields, which may have a '*' for all others. */
static void read_names(struct reading *reading, const struct node *node, const char *what, struct numbers *names,
                       bool *has_others)
{
    size_t count;
    const uint32_t *texts = model_list_at(reading->model, read_text_list(reading, node, what, true), &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(model_text_at(reading->model, texts[i]), "*") == 0)
            *has_others = true;
        else
            numbers_add(reading->model->arena, names, texts[i]);
}

static struct renaming read_renaming(struct reading *reading, const struct node *const fields[FIELDS_LIMIT])
{
    struct numbers pairs = {NULL, 0, 0}, triples = {NULL, 0, 0}, lacks = {NULL, 0, 0}, optional = {NULL, 0, 0};
    struct renaming renaming = {.lacks_others = false};

    read_names(reading, fields[CARRIER_LACKS], "lacks", &lacks, &renaming.lacks_others);
    read_names(reading, fields[CARRIER_OPTIONAL], "optional", &optional, &renaming.others_are_optional);
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
    renaming.optional = optional.items;
    renaming.optional_count = optional.count;
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
    if (ids == 1 && is_text(id, "*"))
        carrier.ids = ABSENT;
    if (!ids)
        report_error(reading->model->diagnostics, item->place, "found no event_id; expected one in every carrier");
    if (ids && carrier.ids == ABSENT && carrier.event.provider == ABSENT && carrier.event.channel == ABSENT)
        report_error(reading->model->diagnostics, item->place,
                     "found event_id '*' without log_source and channel; expected one of them, which names the log");
    if (is_text(fields[EVENT_FIELD_PLATFORM], "*"))
        carrier.event.platform = ABSENT;
    else if (carrier.event.platform == ABSENT)
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

/* Reads which fields stand for an event's id, provider and channel. */
static void read_parts(struct reading *reading, const struct node *const fields[FIELDS_LIMIT],
                       uint32_t parts[EVENT_PARTS])
{
    static const struct {
        const char *key, *usual;
    } names[EVENT_PARTS] = {
        {"id_fields", "eventid"}, {"provider_fields", "provider_name"}, {"channel_fields", "channel"}};

    for (int i = 0; i < EVENT_PARTS; i++) {
        struct place nowhere = {"", 0, 0};
        uint32_t usual = model_text(reading->model, names[i].usual, strlen(names[i].usual), nowhere);

        parts[i] = fields[CLASS_PARTS + i] ? read_text_list(reading, fields[CLASS_PARTS + i], names[i].key, true)
                                           : intern(&reading->model->lists, &usual, sizeof usual);
    }
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
    class.is_service = fields[CLASS_SERVICE] != NULL;
    class.name = read_lower_text(reading, fields[class.is_service ? CLASS_SERVICE : CLASS_NAME], "class");
    if (class.is_service && fields[CLASS_NAME])
        report_error(reading->model->diagnostics, item->place, "found class beside service; expected one of them");
    platform = read_text(reading, fields[CLASS_PLATFORM], "platform");
    class.platform = model_folded(reading->model, platform);
    class.fields = model_list_at(reading->model, read_text_list(reading, fields[CLASS_FIELDS], "fields", false),
                                 &class.field_count);
    carriers = fields[CLASS_CARRIERS];
    read_parts(reading, fields, class.parts);
    if (class.name == ABSENT || !carriers || carriers->kind != NODE_LIST || !carriers->first) {
        report_error(reading->model->diagnostics, item->place,
                     "found a class without its name or a list of carriers; expected both");
        return;
    }
    reading->expressions = reading->model->arena; /* they are kept */
    read_carriers(reading, carriers, &class, platform);
    reading->expressions = expressions;
    add_class(reading->model, &class);
}
