/* SPDX-License-Identifier: MIT
 *
 * Recognises the format of a line and reads what names its events. Formats are tried in their order, but only those
 * whose names the line has. log_field.c finds the fields.
 */
#include "log_format.h"

#include "log_reader.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Events of an object ---------------------------------------------------------------------------------------- */

/* Returns the next object that is an event, from `at` on: what is at a path itself, an element of the list there, or,
 * of all members of `holder`, an object or an element of a list. JSON_NONE if there is none before `end`. */
static uint32_t next_object(const struct json_line *line, uint32_t at, uint32_t end, uint32_t top, uint32_t holder)
{
    const struct json_member *members = line->members;

    while (at < end && members[at].kind != JSON_OBJECT)
        at = members[at].kind == JSON_ARRAY && (at == top || members[at].parent == holder) ? at + 1 : members[at].end;
    return at < end ? at : JSON_NONE;
}

/* Returns the next event of the object, behind a record or, if that is JSON_NONE, the first one at its place. */
static uint32_t next_record(const struct log_scan *scan, const struct logged_event *event, uint32_t behind)
{
    const struct log_path *each = &event->format->each.all[event->each];
    uint32_t top = log_find(scan, scan->root, each);

    if (top == JSON_NONE || (each->is_every && scan->line->members[top].kind != JSON_OBJECT))
        return JSON_NONE;
    if (each->is_every)
        return next_object(scan->line, behind == JSON_NONE ? json_first(top) : json_end(scan->line, behind),
                           json_end(scan->line, top), JSON_NONE, top);
    return next_object(scan->line, behind == JSON_NONE ? top : json_end(scan->line, behind), json_end(scan->line, top),
                       top, top);
}

/* Reads what names an event. Returns false if it has no id although its format has one, or nothing at all. */
static bool read_names(struct logged_event *event)
{
    const struct log_format *format = event->format;

    event->id = log_source_text(event, &format->id);
    if (format->id.count && !event->id.text)
        return false;
    event->provider = log_source_text(event, &format->provider);
    event->channel = log_source_text(event, &format->channel);
    event->other_id = log_source_text(event, &format->other_id);
    event->other_provider = log_source_text(event, &format->other_provider);
    for (unsigned i = 0; i < LOG_PLACES; i++) {
        event->places[i].is_known = false;
        event->reader->indexes[i].is_built = false;
    }
    if (format->action) {
        struct log_name name = log_name_of(format->action);
        struct log_values values;

        log_format_values(event, &name, &values);
        event->action = log_values_next(&values);
        event->action_field = format->action;
        if (!event->action.length)
            event->action.text = NULL;
    }
    return event->id.text || event->provider.text || event->channel.text;
}

/* Moves to the next event of the same object. */
static bool move(struct logged_event *event, uint32_t behind)
{
    const struct log_scan *scan = &event->reader->scan;

    for (; event->each < event->format->each.count; event->each++, behind = JSON_NONE)
        while ((behind = next_record(scan, event, behind)) != JSON_NONE) {
            event->record = behind;
            if ((uint64_t)event->records * scan->line->count > RECORDS_WORK)
                return false;
            event->records++;
            if (read_names(event))
                return true;
        }
    return false;
}

static bool read_as(struct log_reader *reader, struct json_line *line, const struct log_format *format,
                    struct logged_event *event)
{
    const struct log_scan *scan = &reader->scan;

    if ((format->needs_table && !reader->table.text) || (!format->id.count && reader->depth) ||
        !log_passes(scan, format)) /* a part of a line that has a "provider" need not be an event */
        return false;
    memset(event, 0, sizeof *event);
    event->reader = reader;
    event->line = line;
    event->format = format;
    event->root = event->record = scan->root;
    if (format->has_unnamed) {
        uint32_t values = log_find(scan, scan->root, &format->unnamed);

        event->has_no_names = values != JSON_NONE && line->members[values].kind == JSON_ARRAY;
    }
    return format->each.count ? move(event, JSON_NONE) : read_names(event);
}

/* ---- Objects ---------------------------------------------------------------------------------------------------- */

/* Reads what is inside the object that was scanned, if it is a wrapper of this format. */
static bool read_inside(struct log_reader *reader, struct json_line *line, uint32_t root,
                        const struct log_format *wrapper, struct logged_event *event)
{
    struct log_frame *frame = &reader->frames[reader->depth];

    if (reader->depth == NESTED_LIMIT || !log_passes(&reader->scan, wrapper))
        return false;
    *frame = (struct log_frame){line, root, json_first(root), reader->texts, wrapper, 0, {0}};
    for (unsigned word = 0; word < MARK_WORDS; word++)
        frame->marks[word] = reader->scan.exact[word] | reader->scan.dotted[word];
    reader->depth++;
    if (log_next_inside(reader, event))
        return true;
    log_scan_object(&reader->scan, reader->formats, line, root);
    return false;
}

bool log_read_object(struct log_reader *reader, struct json_line *line, uint32_t root, struct logged_event *event)
{
    uint64_t formats[FORMAT_WORDS];

    log_scan_object(&reader->scan, reader->formats, line, root);
    memcpy(formats, reader->scan.formats, sizeof formats);
    for (unsigned word = 0; word < FORMAT_WORDS; word++)
        for (uint64_t left = formats[word]; left; left &= left - 1) {
            unsigned bit = 0;
            const struct log_format *format;

            while (!(left >> bit & 1))
                bit++;
            format = reader->formats->all[word * 64 + bit];
            if (format->inside.count ? read_inside(reader, line, root, format, event)
                                     : read_as(reader, line, format, event))
                return true;
        }
    return false;
}

bool log_format_read(struct log_reader *reader, struct json_line *line, struct logged_event *event)
{
    reader->depth = reader->texts = reader->events = 0;
    if (log_read_object(reader, line, 0, event))
        return true;
    memset(event, 0, sizeof *event);
    return false;
}

bool log_format_next(struct logged_event *event)
{
    struct log_reader *reader = event->reader;

    if (!event->format || ++reader->events >= EVENTS_LIMIT)
        return false;
    if (event->format->each.count && move(event, event->record))
        return true;
    while (reader->depth)
        if (log_next_inside(reader, event))
            return true;
    return false;
}

/* ---- The reader ------------------------------------------------------------------------------------------------- */

struct log_reader *log_reader_start(const struct log_formats *formats, const char *table)
{
    struct log_reader *reader = memory_zeros(1, sizeof *reader);

    reader->formats = formats;
    reader->table = (struct attack_text){table, table ? strlen(table) : 0};
    return reader;
}

void log_reader_free(struct log_reader *reader)
{
    if (!reader)
        return;
    for (unsigned i = 0; i < NESTED_TEXTS_LIMIT; i++) {
        json_line_free(&reader->nested[i]);
        free(reader->copies[i]);
    }
    free(reader);
}
