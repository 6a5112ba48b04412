/* SPDX-License-Identifier: MIT
 *
 * Finds the values of an event: those of a field that a filter or a condition of the mapping names, or all of them. A
 * place of fields is looked up once an event, its names are indexed once, and then a field costs a few comparisons of
 * numbers.
 */
#include "log_format.h"
#include "log_reader.h"
#include "log_values.h"

#include "host/letter_case.h"

#include <string.h>

struct log_name log_name_of(const char *text)
{
    struct log_name name = {text, (uint32_t)strlen(text), 0, strchr(text, '.') != NULL};

    name.hash = log_hash(text, name.length);
    return name;
}

/* ---- Places ----------------------------------------------------------------------------------------------------- */

/* Whether a path's names, from one object on, are each the name of one member, and no name with a dot is part of it. */
static bool is_plain(const struct json_line *line, uint32_t object, const char *path)
{
    while (*path) {
        size_t length = strcspn(path, ".");
        uint32_t found = JSON_NONE;

        if (object == JSON_NONE || line->members[object].kind != JSON_OBJECT)
            return true;
        for (uint32_t i = json_first(object); i < json_end(line, object); i = json_end(line, i)) {
            const struct json_member *of = &line->members[i];

            if (of->key_length < length || fold_shared(path, length, of->key) < length)
                continue;
            if (of->key_length > length ? of->key[length] == '.' : found != JSON_NONE)
                return false;
            found = of->key_length == length ? i : found;
        }
        object = found;
        path += length + (path[length] == '.');
    }
    return true;
}

/* Of the members of an object, returns the last one that is an object itself. */
static uint32_t last_object(const struct json_line *line, uint32_t object)
{
    uint32_t found = JSON_NONE;

    if (object == JSON_NONE || line->members[object].kind != JSON_OBJECT)
        return JSON_NONE;
    for (uint32_t i = json_first(object); i < json_end(line, object); i = json_end(line, i))
        if (line->members[i].kind == JSON_OBJECT)
            found = i;
    return found;
}

static struct log_place place_of(const struct logged_event *event, const struct log_path *path)
{
    const struct log_scan *scan = &event->reader->scan;
    uint32_t start = path->is_of_event ? event->record : scan->root;
    struct log_place place = {log_find(scan, event->record, path), true, true};

    if (path->mark != NO_MARK && !log_has_mark(scan->dotted, path->mark))
        place.is_plain = !path->rest || !log_has_mark(scan->exact, path->mark) ||
                         is_plain(scan->line, scan->found[path->mark], path->rest);
    else if (*path->text)
        place.is_plain = is_plain(scan->line, start, path->text);
    if (path->is_every)
        place.object = last_object(scan->line, place.object);
    return place;
}

/* ---- Names in a place ------------------------------------------------------------------------------------------- */

/* In XML converted to JSON, an element with attributes has its text as a member beside them. */
static uint32_t element(const struct logged_event *event, uint32_t member)
{
    if (!event->format->element_text || member == JSON_NONE || log_has_value(event->line, member))
        return member;
    return json_find(event->line, member, event->format->element_text);
}

static void add_to_index(struct log_index *index, struct attack_text name, uint32_t member, uint32_t value)
{
    index->has_all = index->count < INDEX_MOST;
    if (!index->has_all)
        return;
    index->hash[index->count] = log_hash(name.text, (uint32_t)name.length);
    index->member[index->count] = member;
    index->value[index->count++] = value;
}

/* Indexes the members of an object. */
static void index_object(struct log_index *index, const struct json_line *line, uint32_t object)
{
    index->is_built = index->has_all = true;
    index->count = 0;
    if (line->members[object].kind != JSON_OBJECT)
        return;
    for (uint32_t i = json_first(object); i < json_end(line, object) && index->has_all; i = json_end(line, i))
        add_to_index(index, (struct attack_text){line->members[i].key, line->members[i].key_length}, i, i);
}

/* Indexes a list, whose elements have name and value at these paths. One element may stand for a list. */
static void index_list(struct log_index *index, const struct json_line *line, uint32_t list,
                       const struct log_search *search)
{
    uint32_t at = line->members[list].kind == JSON_ARRAY ? json_first(list) : list;

    index->is_built = index->has_all = true;
    index->count = 0;
    for (; at < json_end(line, list) && index->has_all; at = json_end(line, at)) {
        uint32_t name = json_find(line, at, search->name);
        struct attack_text text = json_text_of(line, name);

        if (text.text)
            add_to_index(index, text, name, json_find(line, at, search->value));
    }
}

/* Returns the last of the entries that have a name; if the format says so, one with the same case goes first. */
static uint32_t in_index(const struct log_index *index, const struct logged_event *event, const struct log_name *name,
                         bool is_list)
{
    const struct json_member *members = event->line->members;
    uint32_t found = JSON_NONE;

    for (uint32_t i = index->count; i-- > 0;) {
        uint32_t member = index->member[i];
        struct attack_text text;

        if (index->hash[i] != name->hash)
            continue;
        text = is_list ? json_text_of(event->line, member)
                       : (struct attack_text){members[member].key, members[member].key_length};
        if (text.length != name->length || !log_same(text.text, name->text, name->length))
            continue;
        if (!event->format->is_exact_first || memcmp(text.text, name->text, name->length) == 0)
            return is_list ? index->value[i] : index->member[i];
        if (found == JSON_NONE)
            found = is_list ? index->value[i] : index->member[i];
    }
    return found;
}

/* Searches a list that is too long for an index. */
static uint32_t in_list(const struct logged_event *event, uint32_t list, const struct log_search *search,
                        const struct log_name *name)
{
    const struct json_line *line = event->line;
    uint32_t found = JSON_NONE, at = line->members[list].kind == JSON_ARRAY ? json_first(list) : list;

    for (; at < json_end(line, list); at = json_end(line, at))
        if (attack_text_is(json_text_of(line, json_find(line, at, search->name)), name->text))
            found = json_find(line, at, search->value);
    return found;
}

/* Returns the field at a place whose path or whose names have dots. */
static uint32_t by_whole_path(const struct logged_event *event, const struct log_path *path,
                              const struct log_name *name)
{
    char whole[256];
    size_t length = strlen(path->text);

    if (length + 1 + name->length >= sizeof whole || path->is_every)
        return JSON_NONE;
    memcpy(whole, path->text, length);
    whole[length] = '.';
    memcpy(whole + length + 1, name->text, name->length + 1);
    return json_find(event->line, path->is_of_event ? event->record : event->root, whole);
}

/* Returns a field of a place of fields. */
static uint32_t field_at(struct logged_event *event, unsigned number, const struct log_name *name)
{
    const struct log_search *search = &event->format->fields[number];
    struct log_place *place = &event->places[number];
    struct log_index *index = &event->reader->indexes[number];

    if (!place->is_known)
        *place = place_of(event, &search->path);
    if (!place->is_plain && !search->name)
        return element(event, by_whole_path(event, &search->path, name));
    if (place->object == JSON_NONE)
        return JSON_NONE;
    if (place->object == event->root && !search->name)
        index = &event->reader->scan.index;
    else if (!index->is_built && search->name)
        index_list(index, event->line, place->object, search);
    else if (!index->is_built)
        index_object(index, event->line, place->object);
    if (search->name)
        return index->has_all ? in_index(index, event, name, true) : in_list(event, place->object, search, name);
    if (name->is_path || !index->has_all)
        return element(event, json_find(event->line, place->object, name->text));
    return element(event, in_index(index, event, name, false));
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

/* Returns an argument by its number: in Linux's own log, arguments are fields, a0, a1, ... */
static uint32_t argument(const struct logged_event *event, const struct log_name *name)
{
    const struct json_line *line = event->line;
    const char *start = event->format->numbered;
    size_t length = start ? strlen(start) : 0;
    size_t digits =
        length && fold_shared(start, length, name->text) == length ? strspn(name->text + length, "0123456789") : 0;
    uint32_t arguments, number = 0;

    if (!digits || digits > 4 || name->text[length + digits])
        return JSON_NONE;
    arguments = json_find(line, event->record, event->format->arguments);
    if (arguments == JSON_NONE || line->members[arguments].kind != JSON_ARRAY)
        return JSON_NONE;
    for (const char *at = name->text + length; *at; at++)
        number = number * 10 + (uint32_t)(*at - '0');
    for (uint32_t i = json_first(arguments); i < json_end(line, arguments); i = json_end(line, i))
        if (!number--)
            return i;
    return JSON_NONE;
}

static uint32_t find_field(struct logged_event *event, const struct log_name *name)
{
    uint32_t found = JSON_NONE;

    for (unsigned i = 0; i < event->format->field_count && !log_has_value(event->line, found); i++) {
        uint32_t there = field_at(event, i, name);

        if (i == 0 && event->format->numbered && !log_has_value(event->line, there))
            there = argument(event, name);
        found = there == JSON_NONE ? found : there;
    }
    return found;
}

/* Finds a field that the log has elsewhere, or under another name. Returns false if it has no value. */
static bool find_renamed(struct logged_event *event, const struct log_name *name, struct log_values *values)
{
    const struct log_format *format = event->format;

    for (size_t i = 0; i < format->rename_count; i++) {
        const struct log_sources *sources = &format->renames[i].sources;

        if (format->renames[i].hash != name->hash || !fold_equal(format->renames[i].field, name->text))
            continue;
        for (size_t source = 0; source < sources->count; source++) {
            const struct log_source *from = &sources->all[source];
            struct log_sources one = {&sources->all[source], 1};
            uint32_t member = JSON_NONE;

            if (from->kind == SOURCE_PATH && !from->after && !from->before)
                member = log_find(&event->reader->scan, event->record, &from->path);
            else
                values->first = log_source_text(event, &one);
            if (log_has_value(event->line, member))
                log_values_of(values, event->line, member);
            if (values->first.text || values->at < values->end)
                return true;
        }
    }
    return false;
}

/* Whether a member is the array of a program's arguments. */
static bool is_arguments(const struct logged_event *event, uint32_t member)
{
    const struct json_member *found = &event->line->members[member];

    return event->format->arguments && found->kind == JSON_ARRAY &&
           attack_text_is((struct attack_text){found->key, found->key_length}, event->format->arguments);
}

void log_format_values(struct logged_event *event, const struct log_name *name, struct log_values *values)
{
    uint32_t member = find_field(event, name);

    log_values_of(values, event->line, member);
    if (log_has_value(event->line, member)) {
        if (is_arguments(event, member))
            values->first = log_values_joined(event->line, *values);
        return;
    }
    if (find_renamed(event, name, values))
        return;
    if (member == JSON_NONE && name->is_path && event->places[0].object != JSON_NONE)
        log_values_through_arrays(values, event->line, event->places[0].object, name->text);
    else if (fold_equal(name->text, "Provider_Name"))
        values->first = event->provider;
}

struct log_values log_format_all_values(const struct logged_event *event)
{
    struct log_place place = place_of(event, &event->format->words);
    struct log_values values;

    log_values_of(&values, event->line, JSON_NONE);
    if (place.object != JSON_NONE)
        log_values_below(&values, event->line, place.object);
    return values;
}
