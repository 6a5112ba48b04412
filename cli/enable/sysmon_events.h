/* SPDX-License-Identifier: MIT
 *
 * The events of Sysmon, by the filters of its configuration.
 */
#ifndef ATTACK_EVENTS_CLI_SYSMON_EVENTS_H
#define ATTACK_EVENTS_CLI_SYSMON_EVENTS_H

#include <stdbool.h>

enum sysmon_writing {
    SYSMON_FILTERED, /* where its filter says so */
    SYSMON_UNASKED,  /* always: it has no filter */
    SYSMON_BLOCKING, /* where its filter says so, which makes Sysmon block what it would report */
};

enum { SYSMON_EVENTS = 29 };

/* In the order of their ids; those of one filter stand together. */
extern const struct sysmon_event {
    const char *id;
    const char *ids;  /* of all events that have this filter, "10" or "12-14" */
    const char *name; /* of the filter, or of the event where there is none */
    enum sysmon_writing writing;
    bool on_linux; /* Sysmon for Linux has it too */
} sysmon_events[SYSMON_EVENTS];

/* Returns the event of this id, or NULL. */
const struct sysmon_event *sysmon_event(const char *id);

#endif
