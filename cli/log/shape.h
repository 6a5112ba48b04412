/* SPDX-License-Identifier: MIT
 *
 * The shapes in which logs are written as JSON lines: where each has its event id, provider and channel, and where the
 * event's own fields are. docs/tagging.md lists them; it knows nothing of techniques.
 */
#ifndef ATTACK_EVENTS_CLI_SHAPE_H
#define ATTACK_EVENTS_CLI_SHAPE_H

#include "json_line.h"

#include "attack_events.h"

enum shape_kind { SHAPE_FLAT, SHAPE_WINLOGBEAT, SHAPE_EVTX, SHAPE_WAZUH, SHAPE_DEFENDER, SHAPE_CLOUDTRAIL };

/* An event of a log, as far as it is known. */
struct logged_event {
    const struct json_line *line;
    enum shape_kind shape;
    struct attack_text provider, channel;
    struct attack_text id;
    struct attack_text other_id;  /* under which another mapping may have it; absent: none */
    uint32_t fields, more_fields; /* the objects that its fields are looked for in, one after the other */
    bool has_event_data;          /* a flat one: its fields are below EventData first */
    bool has_no_names;            /* the log has the values of its fields, without their names */
};

/* Finds the event in a line. `table` is the table of Defender that the lines are rows of, or NULL. Returns false where
 * the line has none of the shapes. */
bool shape_read(const struct json_line *line, const char *table, struct logged_event *event);

/* An attack_field of a struct logged_event. */
struct attack_text shape_field(void *context, const char *name);

#endif
