/* SPDX-License-Identifier: MIT
 *
 * Reads an event, with OSSEM-DM's filters: fields and the values that they must equal. It knows no format.
 */
#include "base/generator_limits.h"
#include "condition_tree.h"
#include "detection.h"
#include "read.h"

#include <string.h>

/* Whether a value of OSSEM-DM's has what would be a wildcard in Sigma. \\*\ starts the name of a share in a log, such
 * as \\*\IPC$. */
static bool has_wildcard(const char *text, size_t length)
{
    static const char share[] = {'\\', '\\', '*', '\\'};
    size_t at = length >= sizeof share && memcmp(text, share, sizeof share) == 0 ? sizeof share : 0;

    for (; at < length; at++)
        if (text[at] == '\\')
            at++; /* what follows is no wildcard */
        else if (text[at] == '*' || text[at] == '?')
            return true;
    return false;
}

/* OSSEM-DM's filters have no wildcards. */
static void warn_of_wildcard(struct reading *reading, const struct node *key, const struct node *value)
{
    if (value->kind == NODE_SCALAR && has_wildcard(value->text, value->length))
        report_warning(
            reading->model->diagnostics, value->place,
            "filter %s is compared with %s as it is; for a wildcard, give the field a modifier such as contains",
            quoted(key->text, key->length), quoted(value->text, value->length));
}

static void read_filter_map(struct reading *reading, const struct node *map, struct numbers *texts)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;

    if (map->kind != NODE_MAP) {
        report_error(diagnostics, map->place, "found %s in filter_in; expected a map of a field and its value",
                     kind_of(map));
        return;
    }
    for (const struct node *key = map->first; key; key = key->next->next) {
        uint32_t field = read_text(reading, key, "a filter's field");
        uint32_t value = read_text(reading, key->next, "a filter's value");

        if (key->is_faulty || key->next->is_faulty)
            continue;
        warn_of_wildcard(reading, key, key->next);
        if (field == ABSENT && key->kind == NODE_SCALAR && key->absent)
            report_error(diagnostics, key->place, "a filter has no field");
        else if (value == ABSENT && key->next->kind == NODE_SCALAR && key->next->absent)
            report_error(diagnostics, key->next->place, "filter %s has no value", quoted(key->text, key->length));
        else if (key->kind == NODE_SCALAR && is_earlier_key(map, key))
            report_twice(reading, key);
        if (texts->count == 2 * LIST_LIMIT) {
            report_error(diagnostics, key->place, "too many filters in filter_in; the limit is %d", LIST_LIMIT);
            return;
        }
        numbers_add(reading->model->arena, texts, field);
        numbers_add(reading->model->arena, texts, value);
    }
}

uint32_t read_filters(struct reading *reading, const struct node *node)
{
    struct numbers texts = {NULL, 0, 0};

    if (!node || (node->kind == NODE_SCALAR && node->absent))
        return ABSENT;
    if (node->kind == NODE_LIST)
        for (const struct node *item = node->first; item; item = item->next)
            read_filter_map(reading, item, &texts);
    else
        read_filter_map(reading, node, &texts);
    return texts.count ? intern(&reading->model->lists, texts.items, texts.count * sizeof *texts.items) : ABSENT;
}

struct event read_event_of_log(struct reading *reading, const struct node *const fields[EVENT_FIELDS])
{
    struct event event = {
        .id = read_text(reading, fields[EVENT_FIELD_ID], "event_id"),
        .name = read_text(reading, fields[EVENT_FIELD_NAME], "an event's name"),
        .platform = read_text(reading, fields[EVENT_FIELD_PLATFORM], "an event's platform"),
        .audit_category = read_text(reading, fields[EVENT_FIELD_AUDIT_CATEGORY], "audit_category"),
        .audit_sub_category = read_text(reading, fields[EVENT_FIELD_AUDIT_SUB_CATEGORY], "audit_sub_category"),
        .channel = read_text(reading, fields[EVENT_FIELD_CHANNEL], "channel"),
        .provider = read_text(reading, fields[EVENT_FIELD_LOG_SOURCE], "log_source"),
    };

    return event;
}

struct event read_event(struct reading *reading, const struct node *const fields[EVENT_FIELDS], struct place place)
{
    struct event event = read_event_of_log(reading, fields);
    const struct node *filter_in = fields[EVENT_FIELD_FILTER_IN], *detection = fields[EVENT_FIELD_DETECTION];

    if (is_condition(filter_in) || detection) {
        struct criteria criteria;

        arena_reset(reading->expressions);
        criteria = read_criteria(reading, filter_in, detection);
        if (criteria.expression)
            event.condition =
                model_condition_of(reading->model, reading->expressions, place, NULL, NULL, criteria.expression);
    } else {
        event.filters = read_filters(reading, filter_in);
    }
    return event;
}
