/* SPDX-License-Identifier: MIT
 *
 * An event of a log, as it was found in a line: its names, and where its fields are. log_format.h finds it.
 */
#ifndef ATTACK_EVENTS_CLI_LOGGED_EVENT_H
#define ATTACK_EVENTS_CLI_LOGGED_EVENT_H

#include "json_line.h"

#include "attack_events.h"

#include <stdbool.h>

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

/* The name of a field, prepared so that it is found fast. */
struct log_name {
    const char *text;
    uint32_t length, hash;
    bool is_path; /* it has a dot */
};

/* A walk over values. */
struct log_values {
    const struct json_line *line;
    struct attack_text first; /* a value that comes before those of the members, or absent */
    uint32_t at, end;         /* members */
    bool is_deep;             /* whether members of members count */
    const char *path;         /* of these, only those with this path from `top`; NULL: all */
    uint32_t top;
};

#endif
