/* SPDX-License-Identifier: MIT
 *
 * One function for each log format, tried in the order of docs/tagging.md. The flat format is the most frequent, so it
 * is read in one pass over the members; the others look up each path. log_field.c finds the fields.
 */
#include "log_format.h"

#include <string.h>

static const char defender_provider[] = "Microsoft Defender for Endpoint";
static const char defender_category[] = "AdvancedHunting-";

/* ---- Text ------------------------------------------------------------------------------------------------------- */

static struct attack_text text(const char *known)
{
    return (struct attack_text){known, strlen(known)};
}

/* Returns the text of a member. Empty text counts as absent. */
static struct attack_text said(const struct json_line *line, uint32_t member)
{
    struct attack_text value = json_text_of(line, member);

    return value.length ? value : (struct attack_text){NULL, 0};
}

static struct attack_text said_at(const struct json_line *line, uint32_t parent, const char *path)
{
    return said(line, json_find(line, parent, path));
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
    event->provider = text(defender_provider);
    event->channel = table;
    event->id = table;
    event->other_id = event->action = said_at(line, row, "ActionType");
    event->action_field = "ActionType";
    event->fields = row;
    return true;
}

static bool read_defender(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    struct attack_text category = said(line, found[MARK_CATEGORY]);
    struct attack_text head = {category.text, sizeof defender_category - 1};

    if (found[MARK_PROPERTIES] == JSON_NONE || line->members[found[MARK_PROPERTIES]].kind != JSON_OBJECT ||
        category.length <= head.length || !attack_text_is(head, defender_category))
        return false;
    category.text += head.length;
    category.length -= head.length;
    return read_row(line, found[MARK_PROPERTIES], category, event);
}

/* Reads a line whose members are those of the event. */
static bool read_flat(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    event->format = LOG_FORMAT_FLAT;
    event->id = said(line, found[MARK_EVENT_ID]);
    event->channel = said(line, found[MARK_CHANNEL]);
    event->fields = 0;
    event->has_event_data = found[MARK_EVENT_DATA] != JSON_NONE;
    event->has_no_names = !event->has_event_data && found[MARK_INSERTS] != JSON_NONE &&
                          line->members[found[MARK_INSERTS]].kind == JSON_ARRAY;
    for (unsigned mark = MARK_SOURCE_NAME; mark <= MARK_PROVIDER && !event->provider.text; mark++)
        event->provider = said(line, found[mark]);
    return event->id.text != NULL;
}

/* An event without an id, of a log that the line names: rules may ask for any event of it. It is read after all other
 * formats. */
static bool read_without_id(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    return !read_flat(line, found, event) && (event->provider.text || event->channel.text);
}

/* A call of a service of AWS. In OSSEM-DM's mapping, CloudTrail is the event id and the call is in a filter; a rule
 * that names no service has the log as its channel. It is read before the flat format, as it has an "eventID", which is
 * a number of the record. */
static bool read_cloudtrail(const struct json_line *line, const uint32_t *found, struct logged_event *event)
{
    struct attack_text call = said(line, found[MARK_EVENT_NAME]), service = said(line, found[MARK_EVENT_SOURCE]);

    if (!call.text || !service.text || !said(line, found[MARK_EVENT_VERSION]).text)
        return false;
    event->format = LOG_FORMAT_CLOUDTRAIL;
    event->provider = service;
    event->id = event->action = call;
    event->action_field = "eventName";
    event->channel = event->other_id = event->other_provider = text("cloudtrail");
    event->fields = 0;
    return true;
}

static bool read_winlogbeat(const struct json_line *line, struct logged_event *event)
{
    event->format = LOG_FORMAT_WINLOGBEAT;
    event->id = said_at(line, 0, "winlog.event_id");
    if (!event->id.text)
        return false;
    event->channel = said_at(line, 0, "winlog.channel");
    event->provider = said_at(line, 0, "winlog.provider_name");
    return true;
}

static bool read_evtx(const struct json_line *line, struct logged_event *event)
{
    uint32_t logged = json_find(line, 0, "Event");
    uint32_t system = json_find(line, logged, "System");

    event->format = LOG_FORMAT_EVTX;
    event->id = said_at(line, system, "EventID");
    if (!event->id.text)
        event->id = said_at(line, system, "EventID.#text");
    if (!event->id.text)
        return false;
    event->channel = said_at(line, system, "Channel");
    event->provider = said_at(line, system, "Provider.#attributes.Name");
    event->fields = json_find(line, logged, "EventData");
    event->more_fields = json_find(line, logged, "UserData");
    return true;
}

static bool read_wazuh(const struct json_line *line, const char *system, struct logged_event *event)
{
    char path[40];
    size_t length = strlen(system);

    event->format = LOG_FORMAT_WAZUH;
    memcpy(path, system, length);
    strcpy(path + length, "eventID");
    event->id = said_at(line, 0, path);
    if (!event->id.text)
        return false;
    strcpy(path + length, "channel");
    event->channel = said_at(line, 0, path);
    strcpy(path + length, "providerName");
    event->provider = said_at(line, 0, path);
    return true;
}

/* Endpoint Security of macOS: the event is the one member of "event". */
static bool read_eslogger(const struct json_line *line, struct logged_event *event)
{
    uint32_t holder = json_find(line, 0, "event"), type = json_find(line, 0, "event_type");
    uint32_t fields = holder + 1;

    if (holder == JSON_NONE || type == JSON_NONE || line->members[type].kind != JSON_NUMBER ||
        line->members[holder].kind != JSON_OBJECT || fields == json_end(line, holder) ||
        json_end(line, fields) != json_end(line, holder))
        return false;
    event->format = LOG_FORMAT_ESLOGGER;
    event->provider = text("EndpointSecurity");
    event->id = (struct attack_text){line->members[fields].key, line->members[fields].key_length};
    event->fields = fields;
    return true;
}

/* Finds a record of Linux's audit system, from a member on: an object of the line, or in an array of it. */
static bool read_record(uint32_t at, struct logged_event *event)
{
    const struct json_member *members = event->line->members;

    while (at < event->line->count && members[at].kind != JSON_OBJECT)
        at = members[at].kind == JSON_ARRAY && members[at].parent == 0 ? at + 1 : members[at].end;
    if (at == event->line->count)
        return false;
    event->fields = at;
    at = members[at].parent ? members[at].parent : at;
    event->id = (struct attack_text){members[at].key, members[at].key_length};
    return true;
}

/* laurel: all records of an event, each under its type. */
static bool read_laurel(const struct json_line *line, struct logged_event *event)
{
    struct attack_text id = said_at(line, 0, "ID"); /* "1626611363.720:348501" */
    size_t i = 0;

    while (i < id.length && strchr("0123456789.:", id.text[i]))
        i++;
    if (!i || i < id.length || !memchr(id.text, '.', i) || !memchr(id.text, ':', i))
        return false;
    event->format = LOG_FORMAT_LAUREL;
    event->provider = text("auditd");
    return read_record(json_first(0), event);
}

bool log_format_read(struct json_line *line, const char *table, struct logged_event *event)
{
    static const struct logged_event nothing = {.fields = JSON_NONE, .more_fields = JSON_NONE};
    uint32_t found[MARK_COUNT];

    find_marks(line, found);
    *event = nothing;
    event->line = line;
    if (read_defender(line, found, event) || (table && read_row(line, 0, text(table), event)) ||
        read_cloudtrail(line, found, event) || read_flat(line, found, event) || read_winlogbeat(line, event) ||
        read_evtx(line, event) || read_wazuh(line, "win.system.", event) ||
        read_wazuh(line, "data.win.system.", event) || read_eslogger(line, event) || read_laurel(line, event))
        return true;
    *event = nothing;
    event->line = line;
    return read_without_id(line, found, event);
}

bool log_format_next(struct logged_event *event)
{
    return event->format == LOG_FORMAT_LAUREL && read_record(json_end(event->line, event->fields), event);
}
