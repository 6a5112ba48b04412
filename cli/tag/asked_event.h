/* SPDX-License-Identifier: MIT
 *
 * An event of a log as the library takes it: its names, and callbacks for its values. It matches nothing.
 */
#ifndef ATTACK_EVENTS_CLI_ASKED_EVENT_H
#define ATTACK_EVENTS_CLI_ASKED_EVENT_H

#include "log/log_format.h"

/* A field that the library is asking for. */
struct asked_field {
    uint32_t field, next; /* `next` is the number of the value that comes next; 0: none was asked for */
    struct log_values values;
};

struct asked_event {
    struct attack_log_event described; /* what the library gets; its context is this object, so it must not move */
    const struct log_name *names;      /* of fields, by number */
    struct logged_event *event;
    struct asked_field fields[2]; /* two, as the library may compare the values of two fields with each other */
    unsigned last;                /* which of them was used last */
    struct asked_field all;       /* for the values of whatever field */
};

/* Returns the names of all fields that a mapping asks for, by number, for free(). */
struct log_name *asked_event_names(const struct attack_db *db);

/* Describes an event by its id, or by the other id that some mappings use. Returns false if it has none, and no log
 * whose events rules could ask for whatever their id. `names` and `event` must be valid as long as `asked` is used. */
bool asked_event_start(struct asked_event *asked, const struct log_name *names, struct logged_event *event,
                       bool by_other_id);

#endif
