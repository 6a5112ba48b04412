/* SPDX-License-Identifier: MIT
 *
 * The parts of what `attack-events enable` prints. Each takes the events that are wanted, and writes nothing of the
 * mapping that is not a number, a name from a table of ours, or escaped: the parts are run and loaded as they are.
 */
#ifndef ATTACK_EVENTS_CLI_ENABLING_H
#define ATTACK_EVENTS_CLI_ENABLING_H

#include "attack_events.h"

#include <stdio.h>

struct enabling {
    FILE *file;
    const struct attack_db *db;
    struct attack_set events;    /* that are wanted */
    const char *sysmon_platform; /* whose Sysmon is to be configured: "windows" or "linux" */
};

/* Windows audit sub-categories, as commands for cmd.exe. */
void enabling_audit(const struct enabling *enabling);

/* A configuration for Sysmon. */
void enabling_sysmon(const struct enabling *enabling);

/* An XPath filter for a subscription of the Windows Event Log. */
void enabling_xpath(const struct enabling *enabling);

/* Channels to enable, what else events take, and what cannot be switched on. */
void enabling_channels(const struct enabling *enabling);
void enabling_prerequisites(const struct enabling *enabling);
void enabling_rest(const struct enabling *enabling);

/* Whether an event is in the part of XPath: of Windows, in a channel, with a number as its id. Returns the channel, or
 * NULL. */
const char *enabling_channel_of(const struct attack_event *event);

/* Whether Sysmon of the platform asked for writes an event, when told to. */
bool enabling_is_sysmon(const struct enabling *enabling, const struct attack_event *event);

#endif
