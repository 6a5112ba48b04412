/* SPDX-License-Identifier: MIT
 *
 * The formats of logs in JSON lines: where each has the event's id, provider, channel and own fields. docs/tagging.md
 * lists them. It knows nothing of techniques.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_FORMAT_H
#define ATTACK_EVENTS_CLI_LOG_FORMAT_H

#include "json_line.h"

#include "attack_events.h"

enum log_format_kind {
    LOG_FORMAT_FLAT,
    LOG_FORMAT_WINLOGBEAT,
    LOG_FORMAT_EVTX,
    LOG_FORMAT_WAZUH,
    LOG_FORMAT_DEFENDER,
    LOG_FORMAT_CLOUDTRAIL,
    LOG_FORMAT_ESLOGGER,
    LOG_FORMAT_LAUREL
};

/* An event of a log. What the line does not say is absent. */
struct logged_event {
    struct json_line *line;
    enum log_format_kind format;
    struct attack_text provider, channel;
    struct attack_text id;
    /* another id to look up, which some mappings use, or absent; and its provider, if that is another */
    struct attack_text other_id, other_provider;
    struct attack_text action;    /* what happened, where an id has many actions; or absent */
    const char *action_field;     /* the field that has it */
    uint32_t fields, more_fields; /* the objects that have its fields; searched in this order */
    bool has_event_data;          /* in the flat format: search EventData first */
    bool has_no_names;            /* the line has the values of its fields without names */
};

/* Finds the first event in a line. `table` is the Defender table whose rows the lines are, or NULL. The event has no id
 * if the line has none of the formats but names its log. Returns false if it does not even do that. */
bool log_format_read(struct json_line *line, const char *table, struct logged_event *event);

/* Moves to the next event of the line: laurel has several. Returns false if there is none. */
bool log_format_next(struct logged_event *event);

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
 * comes first: the command line, the arguments with blanks between them. */
struct log_values log_format_values(const struct logged_event *event, const char *name);

/* Returns the event's provider, if the name of the field is Provider_Name; of Windows' formats also its id, channel and
 * machine, if it is EventID, Channel or Computer; else absent text. */
struct attack_text log_format_system(const struct logged_event *event, const char *field);

/* All values of an event, of whatever field, without what tagging added to the line earlier. */
struct log_values log_format_all_values(const struct logged_event *event);

/* Returns the next value; absent text when there is none left. */
struct attack_text log_values_next(struct log_values *values);

#endif
