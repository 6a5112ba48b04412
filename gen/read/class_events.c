/* SPDX-License-Identifier: MIT
 *
 * Makes the events of an item that names a class: one for each carrier on which its condition can hold.
 */
#include "class_fields.h"

#include <string.h>

/* What an item says of its events, on each carrier. */
struct item {
    uint32_t name;
    struct criteria criteria; /* in the class's names */
    struct place place;
};

/* Adds the pairs of a plain expression. Returns false if it can never be true on this carrier. */
static bool add_pairs(struct reading *reading, const struct renaming *renaming, const struct expression *all,
                      struct numbers *texts)
{
    for (size_t i = 0; all && i < all->count; i++) {
        struct test test = all->parts[i]->test;
        bool is_partial = false;
        size_t count;

        if (renaming &&
            !rename_test(reading->model, reading->expressions, renaming, &all->parts[i]->test, &test, &is_partial))
            return false;
        numbers_add(reading->expressions, texts, test.field);
        numbers_add(reading->expressions, texts, *model_list_at(reading->model, test.values, &count));
    }
    return true;
}

/* Sets an event's filters or condition. Returns false if it can never be on this carrier. */
static bool set_condition(struct reading *reading, const struct item *item, const struct carrier *carrier,
                          struct event *event)
{
    struct model *model = reading->model;
    struct numbers texts = {NULL, 0, 0};

    if (item->criteria.is_plain && carrier->own.is_plain) {
        if (!add_pairs(reading, NULL, carrier->own.expression, &texts) ||
            !add_pairs(reading, &carrier->renaming, item->criteria.expression, &texts))
            return false;
        event->filters = texts.count ? intern(&model->lists, texts.items, texts.count * sizeof *texts.items) : ABSENT;
        return true;
    }
    event->condition = model_condition_of(model, reading->expressions, item->place, carrier->own.expression,
                                          &carrier->renaming, item->criteria.expression);
    return event->condition != 0;
}

static void add_events(struct reading *reading, const struct item *item, const struct event_class *class,
                       struct numbers *events)
{
    struct model *model = reading->model;
    unsigned errors = model->diagnostics->errors;

    for (size_t c = 0; c < class->count && model->diagnostics->errors == errors; c++) {
        struct event event = class->carriers[c].event;
        size_t count;
        const uint32_t *ids = model_list_at(model, class->carriers[c].ids, &count);

        event.name = item->name;
        if (class->carriers[c].ids == ABSENT)
            report_error(model->diagnostics, item->place,
                         "this class is all events of a log; expected a class of events with ids");
        if (!count_condition_work(model, item->place, count) ||
            !set_condition(reading, item, &class->carriers[c], &event))
            continue;
        for (size_t i = 0; i < count; i++) {
            event.id = ids[i];
            numbers_add(model->arena, events, intern(&model->events, &event, sizeof event));
        }
    }
}

/* Reports keys that the class says already. */
static void check_keys(struct reading *reading, const struct node *const fields[EVENT_FIELDS])
{
    static const struct {
        int field;
        const char *key;
    } keys[] = {{EVENT_FIELD_ID, "event_id"},
                {EVENT_FIELD_AUDIT_CATEGORY, "audit_category"},
                {EVENT_FIELD_AUDIT_SUB_CATEGORY, "audit_sub_category"},
                {EVENT_FIELD_CHANNEL, "channel"},
                {EVENT_FIELD_LOG_SOURCE, "log_source"}};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (fields[keys[i].field])
            report_error(reading->model->diagnostics, fields[keys[i].field]->place,
                         "found %s beside class, whose carriers say it", keys[i].key);
}

void read_class_events(struct reading *reading, const struct node *item_node, const struct node *class_node,
                       const struct node *const fields[EVENT_FIELDS], struct numbers *events)
{
    struct model *model = reading->model;
    unsigned errors = model->diagnostics->errors;
    uint32_t name = read_lower_text(reading, class_node, "class");
    uint32_t platform = read_lower_text(reading, fields[EVENT_FIELD_PLATFORM], "an event's platform");
    struct item item = {.name = read_text(reading, fields[EVENT_FIELD_NAME], "an event's name"),
                        .place = item_node->place};
    struct event_class *class;

    check_keys(reading, fields);
    arena_reset(reading->expressions);
    item.criteria = read_criteria(reading, fields[EVENT_FIELD_FILTER_IN], fields[EVENT_FIELD_DETECTION]);
    if (platform == ABSENT || name == ABSENT) {
        report_error(model->diagnostics, item.place, "found no %s; expected one beside class",
                     name == ABSENT ? "name of a class" : "platform");
        return;
    }
    class = find_class(model, name, platform);
    if (!class) {
        report_unknown_class(model, class_node->place, name, platform);
        return;
    }
    if (!class->first_use.line)
        class->first_use = item.place;
    if (model->diagnostics->errors != errors)
        return;
    check_item_fields(reading, class, fields[EVENT_FIELD_FILTER_IN], fields[EVENT_FIELD_DETECTION]);
    add_events(reading, &item, class, events);
    if (!events->count && model->diagnostics->errors == errors)
        report_warning(model->diagnostics, item.place,
                       "this condition can be true on no carrier of class %s, as each lacks a field that it needs",
                       quoted(model_text_at(model, name), strlen(model_text_at(model, name))));
}
