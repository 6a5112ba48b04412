/* SPDX-License-Identifier: MIT
 *
 * The name of an event in one line: its id, log and platform, "4688 Microsoft-Windows-Security-Auditing (windows)".
 * Events that differ only in filter, condition or audit category have the same name.
 */
#ifndef ATTACK_EVENTS_CLI_EVENT_NAMES_H
#define ATTACK_EVENTS_CLI_EVENT_NAMES_H

#include "attack_events.h"

/* Returns the names of all events by index, NULL for one without an id, for free(). They point into `texts`, which is
 * for free() too. */
const char **event_names(const struct attack_db *db, char **texts);

#endif
