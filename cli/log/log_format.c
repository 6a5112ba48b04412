/* SPDX-License-Identifier: MIT
 *
 * One function for each log format, tried in the order of docs/tagging.md. The flat format is the most frequent, so it
 * is read in one pass over the members; the others look up each path.
 */
#include "log_format.h"

#include <string.h>

static const char defender_provider[] = "Microsoft Defender for Endpoint";
static const char defender_category[] = "AdvancedHunting-";

/* ---- Text ------------------------------------------------------------------------------------------------------- */

static struct attack_text literal(const char *known)
{
    return (struct attack_text){known, strlen(known)};
}

/* Returns the text of a member. Empty text counts as absent. */
static struct attack_text text_of(const struct json_line *line, uint32_t member)
{
    struct attack_text value = json_text_of(line, member);

    return value.length ? value : (struct attack_text){NULL, 0};
}

static struct attack_text text_at(const struct json_line *line, uint32_t parent, const char *path)
{
    return text_of(line, json_find(line, parent, path));
}

/* Returns the member at a path that ends in a name. A name that is longer than in any log is absent. */
static uint32_t find_below(const struct json_line *line, const char *path, const char *name)
{
    char whole[256];
    size_t length = strlen(path), name_length = strlen(name);

    if (length + name_length >= sizeof whole)
        return JSON_NONE;
    memcpy(whole, path, length);
    memcpy(whole + length, name, name_length + 1);
    return json_find(line, 0, whole);
}

/* ---- The members of the line itself ----------------------------------------------------------------------------- */

enum mark {
    MARK_EVENT_ID,
    MARK_CHANNEL,
    MARK_SOURCE_NAME,
    MARK_PROVIDER_NAME,
    MARK_PROVIDER,
    MARK_CATEGORY,
    MARK_PROPERTIES,
    MARK_EVENT_VERSION,
    MARK_EVENT_SOURCE,
    MARK_EVENT_NAME,
    MARK_EVENT_DATA,
    MARK_INSERTS,
    MARK_COUNT,
};

static const struct {
    const char *name;
    size_t length;
} marks[MARK_COUNT] = {
#define MARK(name)                                                                                                     \
    {                                                                                                                  \
        (name), sizeof(name) - 1                                                                                       \
    }
    [MARK_EVENT_ID] = MARK("EventID"),         [MARK_CHANNEL] = MARK("Channel"),
    [MARK_SOURCE_NAME] = MARK("SourceName"),   [MARK_PROVIDER_NAME] = MARK("ProviderName"),
    [MARK_PROVIDER] = MARK("Provider"),        [MARK_CATEGORY] = MARK("category"),
    [MARK_PROPERTIES] = MARK("properties"),    [MARK_EVENT_VERSION] = MARK("eventVersion"),
    [MARK_EVENT_SOURCE] = MARK("eventSource"), [MARK_EVENT_NAME] = MARK("eventName"),
    [MARK_EVENT_DATA] = MARK("EventData"),     [MARK_INSERTS] = MARK("StringInserts"),
#undef MARK
};

/* Most members differ from all marks in length. */
static bool is_length_of_mark(size_t length)
{
    return length >= strlen("EventID") && length <= strlen("StringInserts");
}

/* Whether a member's key is a mark, a dot, and the name of a member. */
static bool begins_with_mark(struct attack_text key, enum mark mark)
{
    size_t length = marks[mark].length;

    if (key.length <= length || key.text[length] != '.')
        return false;
    key.length = length;
    return attack_text_is(key, marks[mark].name);
}

/* Finds the marks among the members of the line; of equal names the last one counts. */
static void find_marks(const struct json_line *line, uint32_t found[MARK_COUNT])
{
    for (unsigned mark = 0; mark < MARK_COUNT; mark++)
        found[mark] = JSON_NONE;
    for (uint32_t i = json_first(0); i < json_end(line, 0); i = json_end(line, i)) {
        struct attack_text key = {line->members[i].key, line->members[i].key_length};

        for (unsigned mark = 0; is_length_of_mark(key.length) && mark < MARK_COUNT; mark++)
            if (marks[mark].length == key.length && attack_text_is(key, marks[mark].name))
                found[mark] = i;
        if (begins_with_mark(key, MARK_EVENT_DATA))
            found[MARK_EVENT_DATA] = i;
    }
}

/* ---- Formats ---------------------------------------------------------------------------------------------------- */

/* A row of a Defender table. In today's mappings the table is the event id; in that of 2021-10 the action is, and the
 * table is the channel. */
static bool read_row(const struct json_line *line, uint32_t row, struct attack_text table, struct logged_event *event)
{
    event->format = LOG_FORMAT_DEFENDER;
    event->provider = literal(defender_provider);
    event->channel = table;
    event->id = table;
    event->other_id = text_at(line, row, "ActionType");
    event->fields = row;
    return true;
}

static bool read_defender(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    struct attack_text category = text_of(line, found[MARK_CATEGORY]);
    struct attack_text head = {category.text, sizeof defender_category - 1};

    if (found[MARK_PROPERTIES] == JSON_NONE || line->members[found[MARK_PROPERTIES]].kind != JSON_OBJECT ||
        category.length <= head.length || !attack_text_is(head, defender_category))
        return false;
    category.text += head.length;
    category.length -= head.length;
    return read_row(line, found[MARK_PROPERTIES], category, event);
}

static bool read_flat(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    event->format = LOG_FORMAT_FLAT;
    event->id = text_of(line, found[MARK_EVENT_ID]);
    event->channel = text_of(line, found[MARK_CHANNEL]);
    event->fields = 0;
    event->has_event_data = found[MARK_EVENT_DATA] != JSON_NONE;
    event->has_no_names = !event->has_event_data && found[MARK_INSERTS] != JSON_NONE &&
                          line->members[found[MARK_INSERTS]].kind == JSON_ARRAY;
    for (unsigned mark = MARK_SOURCE_NAME; mark <= MARK_PROVIDER && !event->provider.text; mark++)
        event->provider = text_of(line, found[mark]);
    return event->id.text != NULL;
}

static bool read_cloudtrail(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    event->format = LOG_FORMAT_CLOUDTRAIL;
    event->provider = event->id = literal("cloudtrail");
    event->fields = 0;
    return text_of(line, found[MARK_EVENT_VERSION]).text && text_of(line, found[MARK_EVENT_SOURCE]).text &&
           text_of(line, found[MARK_EVENT_NAME]).text;
}

static bool read_winlogbeat(const struct json_line *line, struct logged_event *event)
{
    event->format = LOG_FORMAT_WINLOGBEAT;
    event->id = text_at(line, 0, "winlog.event_id");
    if (!event->id.text)
        return false;
    event->channel = text_at(line, 0, "winlog.channel");
    event->provider = text_at(line, 0, "winlog.provider_name");
    return true;
}

/* In XML converted to JSON, an element with attributes has its text as a member beside them. */
static struct attack_text element_text(const struct json_line *line, uint32_t member)
{
    struct attack_text value = json_text_of(line, member);

    return value.text ? value : json_text_of(line, json_find(line, member, "#text"));
}

static bool read_evtx(const struct json_line *line, struct logged_event *event)
{
    uint32_t logged = json_find(line, 0, "Event");
    uint32_t system = json_find(line, logged, "System");

    event->format = LOG_FORMAT_EVTX;
    event->id = element_text(line, json_find(line, system, "EventID"));
    if (!event->id.length)
        return false;
    event->channel = text_at(line, system, "Channel");
    event->provider = text_at(line, system, "Provider.#attributes.Name");
    event->fields = json_find(line, logged, "EventData");
    event->more_fields = json_find(line, logged, "UserData");
    return true;
}

static bool read_wazuh(const struct json_line *line, const char *system, struct logged_event *event)
{
    event->format = LOG_FORMAT_WAZUH;
    event->id = text_of(line, find_below(line, system, "eventID"));
    if (!event->id.text)
        return false;
    event->channel = text_of(line, find_below(line, system, "channel"));
    event->provider = text_of(line, find_below(line, system, "providerName"));
    return true;
}

bool log_format_read(const struct json_line *line, const char *table, struct logged_event *event)
{
    static const struct logged_event nothing = {.fields = JSON_NONE, .more_fields = JSON_NONE};
    uint32_t found[MARK_COUNT];

    find_marks(line, found);
    *event = nothing;
    event->line = line;
    return read_defender(line, found, event) || (table && read_row(line, 0, literal(table), event)) ||
           read_flat(line, found, event) || read_winlogbeat(line, event) || read_evtx(line, event) ||
           read_wazuh(line, "win.system.", event) || read_wazuh(line, "data.win.system.", event) ||
           read_cloudtrail(line, found, event);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

static struct attack_text field_below(const struct json_line *line, const char *path, const char *name)
{
    return json_text_of(line, find_below(line, path, name));
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

static struct attack_text evtx_field(const struct logged_event *event, const char *name)
{
    const struct json_line *line = event->line;
    struct attack_text found = element_text(line, json_find(line, event->fields, name));
    uint32_t user = event->more_fields;

    if (!found.text)
        found = named_data(line, json_find(line, event->fields, "Data"), name);
    if (found.text || user == JSON_NONE)
        return found;
    for (uint32_t i = json_first(user); i < json_end(line, user); i = json_end(line, i)) /* there is only one */
        found = first_of(element_text(line, json_find(line, i, name)), found);
    return found;
}

struct attack_text log_format_field(void *context, const char *name)
{
    const struct logged_event *event = context;
    const struct json_line *line = event->line;
    struct attack_text found = {NULL, 0};

    switch (event->format) {
    case LOG_FORMAT_WINLOGBEAT:
        return first_of(field_below(line, "winlog.event_data.", name), field_below(line, "winlog.user_data.", name));
    case LOG_FORMAT_WAZUH:
        return first_of(field_below(line, "win.eventdata.", name), field_below(line, "data.win.eventdata.", name));
    case LOG_FORMAT_EVTX:
        return evtx_field(event, name);
    case LOG_FORMAT_FLAT: /* the line's own members may have the name of a field: ProcessID is that of the event's
                             writer */
        if (event->has_event_data)
            found = field_below(line, "EventData.", name);
        return found.text ? found : json_text_of(line, json_find(line, event->fields, name));
    case LOG_FORMAT_DEFENDER:
    case LOG_FORMAT_CLOUDTRAIL:
        break;
    }
    return json_text_of(line, json_find(line, event->fields, name));
}
