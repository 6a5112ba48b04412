/* SPDX-License-Identifier: MIT
 *
 * Finds the field of an event that a filter of the mapping names. What a log says of every event, such as Windows's
 * task, counts as a field too if the event has none of that name.
 */
#include "log_format.h"

#include <string.h>

/* Returns a field below a path. A name that is longer than in any log is absent. */
static struct attack_text field_below(const struct json_line *line, const char *path, const char *name)
{
    char whole[256];
    size_t length = strlen(path), name_length = strlen(name);

    if (length + name_length >= sizeof whole)
        return (struct attack_text){NULL, 0};
    memcpy(whole, path, length);
    memcpy(whole + length, name, name_length + 1);
    return json_text_of(line, json_find(line, 0, whole));
}

static struct attack_text first_of(struct attack_text first, struct attack_text second)
{
    return first.text ? first : second;
}

/* Returns a field of a list "Data", whose elements have the name as an attribute. */
static struct attack_text named_data(const struct json_line *line, uint32_t data, const char *name)
{
    struct attack_text found = {NULL, 0};
    uint32_t end, i;

    if (data == JSON_NONE)
        return found;
    i = line->members[data].kind == JSON_ARRAY ? json_first(data) : data;
    for (end = json_end(line, data); i < end; i = json_end(line, i))
        if (attack_text_is(json_text_of(line, json_find(line, i, "#attributes.Name")), name))
            found = json_text_of(line, json_find(line, i, "#text"));
    return found;
}

/* In XML converted to JSON, an element with attributes has its text as a member beside them. */
static struct attack_text element_text(const struct json_line *line, uint32_t member)
{
    struct attack_text value = json_text_of(line, member);

    return value.text ? value : json_text_of(line, json_find(line, member, "#text"));
}

static struct attack_text evtx_field(const struct logged_event *event, const char *name)
{
    const struct json_line *line = event->line;
    struct attack_text found = element_text(line, json_find(line, event->fields, name));
    uint32_t user = event->more_fields;

    if (!found.text)
        found = named_data(line, json_find(line, event->fields, "Data"), name);
    if (!found.text && user != JSON_NONE)
        for (uint32_t i = json_first(user); i < json_end(line, user); i = json_end(line, i)) /* there is only one */
            found = first_of(element_text(line, json_find(line, i, name)), found);
    return first_of(found, element_text(line, json_find(line, json_find(line, 0, "Event.System"), name)));
}

/* A record has numbers and, in capitals, what they mean: uid and UID. What a program said may be below "msg". */
static struct attack_text record_field(const struct logged_event *event, const char *name)
{
    const struct json_line *line = event->line;
    size_t length = strlen(name);

    for (uint32_t i = json_first(event->fields); i < json_end(line, event->fields); i = json_end(line, i))
        if (line->members[i].key_length == length && memcmp(line->members[i].key, name, length) == 0)
            return json_text_of(line, i);
    return first_of(json_text_of(line, json_find(line, event->fields, name)),
                    json_text_of(line, json_find(line, json_find(line, event->fields, "msg"), name)));
}

struct attack_text log_format_field(void *context, const char *name)
{
    const struct logged_event *event = context;
    const struct json_line *line = event->line;
    struct attack_text found = {NULL, 0};

    switch (event->format) {
    case LOG_FORMAT_WINLOGBEAT:
        found = first_of(field_below(line, "winlog.event_data.", name), field_below(line, "winlog.user_data.", name));
        return first_of(found, field_below(line, "winlog.", name));
    case LOG_FORMAT_WAZUH:
        found = first_of(field_below(line, "win.eventdata.", name), field_below(line, "data.win.eventdata.", name));
        found = first_of(found, field_below(line, "win.system.", name));
        return first_of(found, field_below(line, "data.win.system.", name));
    case LOG_FORMAT_EVTX:
        return evtx_field(event, name);
    case LOG_FORMAT_FLAT: /* the line's own members may have the name of a field: ProcessID is that of the event's
                             writer */
        if (event->has_event_data)
            found = field_below(line, "EventData.", name);
        return found.text ? found : json_text_of(line, json_find(line, event->fields, name));
    case LOG_FORMAT_LAUREL:
        return record_field(event, name);
    case LOG_FORMAT_DEFENDER:
    case LOG_FORMAT_CLOUDTRAIL:
    case LOG_FORMAT_ESLOGGER:
        break;
    }
    return json_text_of(line, json_find(line, event->fields, name));
}
