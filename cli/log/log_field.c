/* SPDX-License-Identifier: MIT
 *
 * Finds the values of an event: those of a field that a filter or a condition of the mapping names, or all of them.
 * What a log says of every event, such as Windows's task, counts as a field too if the event has none of that name;
 * so do the id, provider, channel and machine, by the names that rules have for them.
 */
#include "log_format.h"

#include "host/letter_case.h"
#include "text/tool_limits.h"

#include <string.h>

/* ---- Values ----------------------------------------------------------------------------------------------------- */

/* The walk over the values of a member, or of all members below one. */
static struct log_values values_between(const struct json_line *line, uint32_t at, uint32_t end, bool is_deep)
{
    return (struct log_values){line, {NULL, 0}, at, end, is_deep, NULL, 0};
}

static struct log_values values_of(const struct json_line *line, uint32_t member)
{
    if (member == JSON_NONE || line->members[member].kind == JSON_OBJECT)
        return values_between(line, 0, 0, false);
    if (line->members[member].kind == JSON_ARRAY)
        return values_between(line, json_first(member), json_end(line, member), false);
    return values_between(line, member, json_end(line, member), false);
}

/* Whether a member is what `attack-events tag` wrote into an earlier copy of the line. */
static bool is_answer(const struct json_member *member)
{
    return member->parent == 0 && member->key_length == 6 && memcmp(member->key, "attack", 6) == 0;
}

/* Whether a member has a path, such as "items.cidrIp", below another. The path goes through arrays: their elements have
 * no name of their own. */
static bool has_path(const struct json_line *line, uint32_t top, uint32_t member, const char *path)
{
    size_t left = strlen(path);

    for (; member != JSON_NONE && member != top; member = line->members[member].parent) {
        const struct json_member *of = &line->members[member];

        if (!of->key)
            continue;
        if (of->key_length > left ||
            fold_shared(of->key, of->key_length, path + left - of->key_length) < of->key_length)
            return false;
        left -= of->key_length;
        if (left && path[--left] != '.')
            return false;
    }
    return member == top && !left;
}

struct attack_text log_values_next(struct log_values *values)
{
    struct attack_text first = values->first;

    values->first.text = NULL;
    if (first.text)
        return first;
    while (values->at < values->end) {
        const struct json_member *member = &values->line->members[values->at];
        bool is_skipped = values->is_deep && is_answer(member);

        values->at = values->is_deep && !is_skipped ? values->at + 1 : member->end;
        if (member->value && !is_skipped &&
            (!values->path ||
             has_path(values->line, values->top, (uint32_t)(member - values->line->members), values->path)))
            return (struct attack_text){member->value, member->value_length};
    }
    return (struct attack_text){NULL, 0};
}

static bool has_value(const struct json_line *line, uint32_t member)
{
    struct log_values values = values_of(line, member);

    return log_values_next(&values).text != NULL;
}

struct log_values log_format_all_values(const struct logged_event *event)
{
    uint32_t top = 0;

    if (event->format == LOG_FORMAT_LAUREL || event->format == LOG_FORMAT_DEFENDER ||
        event->format == LOG_FORMAT_ESLOGGER)
        top = event->fields;
    return values_between(event->line, json_first(top), json_end(event->line, top), true);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

/* Returns a field below a path. A name that is longer than in any log is absent. */
static uint32_t field_below(const struct json_line *line, const char *path, const char *name)
{
    char whole[256];
    size_t length = strlen(path), name_length = strlen(name);

    if (length + name_length >= sizeof whole)
        return JSON_NONE;
    memcpy(whole, path, length);
    memcpy(whole + length, name, name_length + 1);
    return json_find(line, 0, whole);
}

/* Returns a field of a list "Data", whose elements have the name as an attribute. */
static uint32_t named_data(const struct json_line *line, uint32_t data, const char *name)
{
    uint32_t found = JSON_NONE, end, i;

    if (data == JSON_NONE)
        return JSON_NONE;
    i = line->members[data].kind == JSON_ARRAY ? json_first(data) : data;
    for (end = json_end(line, data); i < end; i = json_end(line, i))
        if (attack_text_is(json_text_of(line, json_find(line, i, "#attributes.Name")), name))
            found = json_find(line, i, "#text");
    return found;
}

/* In XML converted to JSON, an element with attributes has its text as a member beside them. */
static uint32_t element(const struct json_line *line, uint32_t parent, const char *name)
{
    uint32_t member = json_find(line, parent, name);

    return has_value(line, member) ? member : json_find(line, member, "#text");
}

static uint32_t evtx_field(const struct logged_event *event, const char *name)
{
    const struct json_line *line = event->line;
    uint32_t found = element(line, event->fields, name), user = event->more_fields;

    if (!has_value(line, found))
        found = named_data(line, json_find(line, event->fields, "Data"), name);
    if (!has_value(line, found) && user != JSON_NONE)
        for (uint32_t i = json_first(user); i < json_end(line, user); i = json_end(line, i)) { /* there is only one */
            uint32_t below = element(line, i, name);

            found = has_value(line, below) ? below : found;
        }
    return has_value(line, found) ? found : element(line, json_find(line, 0, "Event.System"), name);
}

/* Returns an argument of a call. In Linux's own log it is a field, a0, a1, ...; laurel has it as an element of ARGV. */
static uint32_t argument(const struct json_line *line, uint32_t record, const char *name)
{
    uint32_t arguments = json_find(line, record, "ARGV"), number = 0;
    bool is_argument = *name == 'a' || *name == 'A';
    size_t digits = is_argument ? strspn(name + 1, "0123456789") : 0;

    if (!digits || digits > 4 || name[1 + digits] || arguments == JSON_NONE ||
        line->members[arguments].kind != JSON_ARRAY)
        return JSON_NONE;
    for (name++; *name; name++)
        number = number * 10 + (uint32_t)(*name - '0');
    for (uint32_t i = json_first(arguments); i < json_end(line, arguments); i = json_end(line, i))
        if (!number--)
            return i;
    return JSON_NONE;
}

/* A record has numbers and, in capitals, what they mean: uid and UID. What a program said may be below "msg". */
static uint32_t record_field(const struct logged_event *event, const char *name)
{
    const struct json_line *line = event->line;
    size_t length = strlen(name);
    uint32_t found;

    for (uint32_t i = json_first(event->fields); i < json_end(line, event->fields); i = json_end(line, i))
        if (line->members[i].key_length == length && memcmp(line->members[i].key, name, length) == 0)
            return i;
    found = json_find(line, event->fields, name);
    if (!has_value(line, found))
        found = argument(line, event->fields, name);
    return has_value(line, found) ? found : json_find(line, json_find(line, event->fields, "msg"), name);
}

/* Returns the field below the first of these paths that has it with a value. */
static uint32_t field_below_any(const struct json_line *line, const char *const *paths, size_t count, const char *name)
{
    uint32_t found = JSON_NONE;

    for (size_t i = 0; i < count && !has_value(line, found); i++)
        found = field_below(line, paths[i], name);
    return found;
}

/* Returns a member of the line itself: a field of another record, "SYSCALL.exe", or of the process that did it. */
static uint32_t field_of_line(const struct logged_event *event, uint32_t found, const char *name)
{
    return has_value(event->line, found) ? found : json_find(event->line, 0, name);
}

/* Where Elasticsearch's pipeline for Sysmon moves a field: to the name that ECS has for it. What the pipeline drops or
 * writes otherwise, such as Details, Hashes, User and Initiated, is absent. */
static const struct {
    const char *name, *path;
} moved_fields[] = {
    {"Image", "process.executable"},
    {"SourceImage", "process.executable"},
    {"Destination", "process.executable"},
    {"CommandLine", "process.command_line"},
    {"CurrentDirectory", "process.working_directory"},
    {"OriginalFileName", "process.pe.original_file_name"},
    {"OriginalFileName", "file.pe.original_file_name"}, /* of a library */
    {"ProcessId", "process.pid"},
    {"ProcessGuid", "process.entity_id"},
    {"ParentImage", "process.parent.executable"},
    {"ParentCommandLine", "process.parent.command_line"},
    {"ParentProcessId", "process.parent.pid"},
    {"ParentProcessGuid", "process.parent.entity_id"},
    {"TargetFilename", "file.path"},
    {"ImageLoaded", "file.path"},
    {"Device", "file.path"},
    {"PipeName", "file.name"},
    {"TargetObject", "registry.path"},
    {"QueryName", "dns.question.name"},
    {"Protocol", "network.transport"},
    {"SourceIp", "source.ip"},
    {"SourcePort", "source.port"},
    {"SourceHostname", "source.domain"},
    {"DestinationIp", "destination.ip"},
    {"DestinationPort", "destination.port"},
    {"DestinationHostname", "destination.domain"},
};

static uint32_t ecs_field(const struct json_line *line, const char *name)
{
    struct attack_text wanted = {name, strlen(name)};
    uint32_t found = JSON_NONE;

    for (size_t i = 0; i < sizeof moved_fields / sizeof *moved_fields && !has_value(line, found); i++)
        if (attack_text_is(wanted, moved_fields[i].name))
            found = json_find(line, 0, moved_fields[i].path);
    return found;
}

static uint32_t find_field(const struct logged_event *event, const char *name)
{
    static const char *const winlogbeat[] = {"winlog.event_data.", "winlog.user_data.", "winlog."};
    static const char *const wazuh[] = {"win.eventdata.", "data.win.eventdata.", "win.system.", "data.win.system."};
    const struct json_line *line = event->line;
    uint32_t found = JSON_NONE;

    switch (event->format) {
    case LOG_FORMAT_WINLOGBEAT:
        found = field_below_any(line, winlogbeat, sizeof winlogbeat / sizeof *winlogbeat, name);
        return has_value(line, found) ? found : ecs_field(line, name);
    case LOG_FORMAT_WAZUH:
        return field_below_any(line, wazuh, sizeof wazuh / sizeof *wazuh, name);
    case LOG_FORMAT_EVTX:
        return evtx_field(event, name);
    case LOG_FORMAT_FLAT: /* the line's own members may have the name of a field: ProcessID is that of the event's
                             writer */
        if (event->has_event_data)
            found = field_below(line, "EventData.", name);
        return has_value(line, found) ? found : json_find(line, event->fields, name);
    case LOG_FORMAT_LAUREL:
        return field_of_line(event, record_field(event, name), name);
    case LOG_FORMAT_ESLOGGER:
        return field_of_line(event, json_find(line, event->fields, name), name);
    case LOG_FORMAT_DEFENDER:
    case LOG_FORMAT_CLOUDTRAIL:
        break;
    }
    return json_find(line, event->fields, name);
}

/* Whether a member is the array of a program's arguments. */
static bool is_arguments(const struct logged_event *event, uint32_t member)
{
    const struct json_member *found = &event->line->members[member];

    return found->kind == JSON_ARRAY && attack_text_is((struct attack_text){found->key, found->key_length},
                                                       event->format == LOG_FORMAT_LAUREL     ? "ARGV"
                                                       : event->format == LOG_FORMAT_ESLOGGER ? "args"
                                                                                              : NULL);
}

/* Returns the values with blanks between them, up to the limit; absent text if there are none. */
static struct attack_text join(struct json_line *line, struct log_values values)
{
    struct attack_text joined = {NULL, 0}, value;
    struct log_values measured = values;
    size_t size = 0;
    char *bytes;

    while ((value = log_values_next(&measured)).text && size < ARGUMENTS_LIMIT)
        size += value.length + 1;
    if (!size)
        return joined;
    size = size < ARGUMENTS_LIMIT ? size - 1 : ARGUMENTS_LIMIT;
    joined.text = bytes = bump_get(&line->bump, size + 1);
    while (joined.length < size && (value = log_values_next(&values)).text) {
        size_t taken = value.length < size - joined.length ? value.length : size - joined.length;

        memcpy(bytes + joined.length, value.text, taken);
        joined.length += taken;
        if (joined.length < size)
            bytes[joined.length++] = ' ';
    }
    return joined;
}

/* The values at a path that goes through arrays of objects, as in the records of clouds. */
static struct log_values values_through_arrays(const struct logged_event *event, const char *path)
{
    struct log_values values =
        values_between(event->line, json_first(event->fields), json_end(event->line, event->fields), true);

    values.path = path;
    values.top = event->fields;
    return values;
}

struct log_values log_format_values(const struct logged_event *event, const char *name)
{
    uint32_t member = find_field(event, name);
    struct log_values values = values_of(event->line, member);

    if (member == JSON_NONE && event->fields != JSON_NONE && strchr(name, '.'))
        return values_through_arrays(event, name);
    if (member != JSON_NONE && is_arguments(event, member))
        values.first = join(event->line, values);
    else if (!has_value(event->line, member))
        values.first = log_format_system(event, name);
    return values;
}
