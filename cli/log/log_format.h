/* SPDX-License-Identifier: MIT
 *
 * Reads the events of a line: by a format of formats.json or of the user's, its provider, channel, id and own fields.
 * It knows nothing of techniques.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_FORMAT_H
#define ATTACK_EVENTS_CLI_LOG_FORMAT_H

#include "json_line.h"
#include "log_formats.h"

#include "attack_events.h"

struct log_format;
struct log_reader;

/* Where a format has fields, in one event. It is found when the first field is asked for. */
struct log_place {
    uint32_t object; /* JSON_NONE: the event does not have it */
    bool is_known;
    bool is_plain; /* no member has a dot in its name that could be part of the place's path */
};

enum { LOG_PLACES = 8 };

/* An event of a log. What the line does not say is absent. */
struct logged_event {
    struct log_reader *reader;
    struct json_line *line;          /* that has it: the line, or a string in it that is JSON */
    const struct log_format *format; /* NULL: none is known */
    uint32_t root;                   /* the object that is its line, or stands for a line inside another */
    uint32_t record;                 /* the event itself, where a line has several; else `root` */
    uint32_t each;                   /* of its format's places of events, the one of this event */
    uint32_t records;                /* number of events of `root` that came before */
    struct attack_text provider, channel;
    struct attack_text id;
    /* another id to look up, which some mappings use, or absent; and its provider, if that is another */
    struct attack_text other_id, other_provider;
    struct attack_text action; /* what happened, where an id has many actions; or absent */
    const char *action_field;  /* the field that has it */
    bool has_no_names;         /* the line has the values of its fields without names */
    struct log_place places[LOG_PLACES];
};

/* Returns what reads lines by these formats, which must be valid as long as it is used. `table` is the table whose rows
 * the lines are, or NULL. */
struct log_reader *log_reader_start(const struct log_formats *formats, const char *table);
void log_reader_free(struct log_reader *reader);

/* Finds the first event in a line. The event has no id if its format has none. Returns false if the line has no known
 * format. Events are valid until the next call for the reader, also those of log_format_next(). */
bool log_format_read(struct log_reader *reader, struct json_line *line, struct logged_event *event);

/* Moves to the next event of the line. Returns false if there is none. */
bool log_format_next(struct logged_event *event);

/* The name of a field, prepared so that it is found fast. */
struct log_name {
    const char *text;
    uint32_t length, hash;
    bool is_path; /* it has a dot */
};

/* Prepares a name, which must be valid as long as it is used. */
struct log_name log_name_of(const char *text);

/* A walk over values. */
struct log_values {
    const struct json_line *line;
    struct attack_text first; /* a value that comes before those of the members, or absent */
    uint32_t at, end;         /* members */
    bool is_deep;             /* whether members of members count */
    const char *path;         /* of these, only those with this path from `top`; NULL: all */
    uint32_t top;
};

/* The values of a field: one, several of an array, or none. An array of a program's arguments has one value more, which
 * comes first: the command line, the arguments with blanks between them. What the event is called, such as
 * Provider_Name, is a field too if it has none of that name. */
void log_format_values(struct logged_event *event, const struct log_name *name, struct log_values *values);

/* All values of an event, of whatever field, without what tagging added to the line earlier. */
struct log_values log_format_all_values(const struct logged_event *event);

/* Returns the next value; absent text when there is none left. */
struct attack_text log_values_next(struct log_values *values);

#endif
