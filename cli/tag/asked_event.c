/* SPDX-License-Identifier: MIT
 *
 * The library asks for a field by number, and for its values one after the other. So a walk is kept where it stands,
 * and starts again only if the library goes back. Names of fields are prepared once, for all lines.
 */
#include "asked_event.h"

#include "host/letter_case.h"
#include "text/memory.h"

#include <string.h>

struct log_name *asked_event_names(const struct attack_db *db)
{
    uint32_t count = attack_field_count(db);
    struct log_name *names = memory_resize(NULL, count + (size_t)1, sizeof *names); /* never no bytes */

    for (uint32_t i = 0; i < count; i++)
        names[i] = log_name_of(attack_field_name(db, i));
    return names;
}

/* Returns the value with this number of a walk that starts with `values`. */
static struct attack_text value_at(struct asked_field *asked, uint32_t value)
{
    struct attack_text text;

    do
        text = log_values_next(&asked->values);
    while (asked->next++ < value && text.text);
    return text;
}

/* Returns the walk over a field, or else the one that was not used last, for another field. */
static struct asked_field *walk_of(struct asked_event *asked, uint32_t field)
{
    const struct asked_field *last = &asked->fields[asked->last];

    if (!last->next || last->field != field)
        asked->last = !asked->last;
    return &asked->fields[asked->last];
}

/* The attack_field callback. */
static struct attack_text value_of(void *context, uint32_t field, uint32_t value)
{
    struct asked_event *asked = context;
    struct asked_field *walk = walk_of(asked, field);

    if (!walk->next || walk->field != field || walk->next > value) {
        walk->field = field;
        walk->next = 0;
        log_format_values(asked->event, &asked->names[field], &walk->values);
    }
    return value_at(walk, value);
}

/* The attack_value callback. */
static struct attack_text any_value(void *context, uint32_t value)
{
    struct asked_event *asked = context;

    if (!asked->all.next || asked->all.next > value) {
        asked->all.next = 0;
        asked->all.values = log_format_all_values(asked->event);
    }
    return value_at(&asked->all, value);
}

/* Whether two ids are equal, compared as in the library. */
static bool is_same_id(struct attack_text a, struct attack_text b)
{
    return a.length == b.length && fold_shared(a.text, a.length, b.text) == a.length;
}

bool asked_event_start(struct asked_event *asked, const struct log_name *names, struct logged_event *event,
                       bool by_other_id)
{
    struct attack_log_event *described = &asked->described;

    memset(asked, 0, sizeof *asked);
    asked->names = names;
    asked->event = event;
    described->id = by_other_id ? event->other_id : event->id;
    described->number = UINT32_MAX; /* no id, unless there is a text */
    described->provider = by_other_id && event->other_provider.text ? event->other_provider : event->provider;
    described->channel = event->channel;
    described->field = value_of;
    described->value = any_value;
    described->context = asked;
    if (by_other_id && event->id.text && !event->other_provider.text && described->id.text &&
        is_same_id(event->other_id, event->id))
        return false;
    return described->id.text || (!by_other_id && (described->provider.text || described->channel.text));
}
