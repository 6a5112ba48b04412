/* SPDX-License-Identifier: MIT
 *
 * The events of Sysmon, and the filters of its configuration. It knows nothing of the mapping.
 */
#ifndef ATTACK_EVENTS_CLI_SYSMON_EVENTS_H
#define ATTACK_EVENTS_CLI_SYSMON_EVENTS_H

#include <stdbool.h>

enum sysmon_writing {
    SYSMON_FILTERED, /* logged if its filter matches */
    SYSMON_UNASKED,  /* always logged: it has no filter */
    SYSMON_BLOCKING, /* logged if its filter matches; Sysmon then also blocks the action */
};

enum { SYSMON_EVENTS = 29 };

/* Sorted by id; events that share a filter are neighbours. */
extern const struct sysmon_event {
    const char *id;
    const char *ids;  /* of all events with this filter, "10" or "12-14" */
    const char *name; /* of the filter; of the event if it has no filter */
    enum sysmon_writing writing;
    bool on_linux; /* Sysmon for Linux has it too */
} sysmon_events[SYSMON_EVENTS];

/* Returns the event with this id, or NULL. */
const struct sysmon_event *sysmon_event(const char *id);

#endif
