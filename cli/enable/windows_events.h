/* SPDX-License-Identifier: MIT
 *
 * What Windows needs to write events, beyond what a mapping states. An event with an audit sub-category or a channel in
 * the mapping needs no row: the sub-category is then switched on for success and failure, or the channel enabled. A row
 * says of its events that only one outcome writes them, which other settings they need, or which provider and channel
 * the mapping leaves out or misnames. Sysmon and Defender for Endpoint, which are separate products, are not here.
 */
#ifndef ATTACK_EVENTS_CLI_WINDOWS_EVENTS_H
#define ATTACK_EVENTS_CLI_WINDOWS_EVENTS_H

#include "attack_events.h"

#include <stddef.h>

enum { AUDIT_SUCCESS = 1, AUDIT_FAILURE = 2, AUDIT_BOTH = AUDIT_SUCCESS | AUDIT_FAILURE };

/* Other settings that an event needs, as bits in the order of windows_need(). */
enum windows_need_bit {
    NEEDS_SACL = 1 << 0,
    NEEDS_HANDLES = 1 << 1, /* the sub-category Handle Manipulation */
    NEEDS_DIRECTORY_SACL = 1 << 2,
    NEEDS_COMMAND_LINE = 1 << 3,
    NEEDS_MODULE_LOGGING = 1 << 4,
    NEEDS_SCRIPT_BLOCK_LOGGING = 1 << 5,
    NEEDS_CA_AUDITING = 1 << 6,
    NEEDS_SPECIAL_GROUPS = 1 << 7,
    NEEDS_LDAP_TRACING = 1 << 8,
    NEEDS_READING_IN_PLACE = 1 << 9, /* its channel is a debug channel, which subscriptions cannot read */
    NEEDS_TOKEN_RIGHTS = 1 << 10,    /* the sub-category Token Right Adjusted Events */
    NEEDS_OPERATION_SACL = 1 << 11,  /* of what writes 4662: the directory and WMI */
};

enum { WINDOWS_NEEDS = 12, WINDOWS_ALSO_MOST = 5 };

struct windows_event {
    const char *ids; /* separated by blanks; only one in a row with needs, whose output names it */
    const char *provider, *channel;
    /* Sub-categories that write it for some kinds of objects and that mapping.yaml names for no event of this id. */
    const char *also[WINDOWS_ALSO_MOST + 1];
    unsigned outcomes; /* audit outcomes that write it; 0: it comes with its channel */
    unsigned needs;
};

/* Returns the row of an event, which may lack provider or channel, or have one in place of the other; NULL if there is
 * no row. */
const struct windows_event *windows_event_of(const struct attack_event *event);

/* Returns the sub-category at `index` of those that may write an event of a mapping that names none: first those of
 * mapping.yaml, then those of the event's row. NULL behind the last. */
const char *windows_sub_category(const struct attack_event *event, size_t index);

/* Returns the row at `index`, NULL behind the last. */
const struct windows_event *windows_event_at(size_t index);

struct windows_need {
    const char *text;
    const char *sub_category; /* an audit sub-category to switch on as well; NULL for other needs */
};

/* Returns the need for a bit number below WINDOWS_NEEDS. */
const struct windows_need *windows_need(unsigned index);

#endif
