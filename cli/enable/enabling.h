/* SPDX-License-Identifier: MIT
 *
 * The parts of what `attack-events enable` prints. Each says which of the wanted events it is for, and writes nothing
 * of the mapping that is not a number, a name from a table of ours, or escaped: the parts are run and loaded as they
 * are.
 */
#ifndef ATTACK_EVENTS_CLI_ENABLING_H
#define ATTACK_EVENTS_CLI_ENABLING_H

#include "switches.h"
#include "windows_events.h"

#include "attack_events.h"

#include <stdio.h>

struct wanted_event {
    struct attack_event event;
    struct log_switch log_switch;
    const struct windows_event *windows; /* NULL where Windows has no row for it */
};

struct enabling {
    struct wanted_event *events; /* ordered by switch, then provider, channel, platform and id; each once */
    size_t count;
    const char *sysmon_platform; /* whose Sysmon is to be configured: "windows" or "linux" */
};

/* Lists the events of a set, until enabling_free(). */
struct enabling enabling_list(const struct attack_db *db, struct attack_set events, const char *sysmon_platform);
void enabling_free(struct enabling *enabling);

/* Whether a part is for an event. */
typedef bool enabling_takes(const struct enabling *enabling, const struct wanted_event *wanted);

/* Writes a part, which is for one of the events at least. */
typedef void enabling_write(const struct enabling *enabling, FILE *file);

/* Windows audit sub-categories, as commands for cmd.exe. */
enabling_takes enabling_takes_audit;
enabling_write enabling_write_audit;

/* A configuration for Sysmon. */
enabling_takes enabling_takes_sysmon;
enabling_write enabling_write_sysmon;

/* Channels of Windows to enable. */
enabling_takes enabling_takes_channel;
enabling_write enabling_write_channels;

/* What events take besides. */
enabling_takes enabling_takes_needs;
enabling_write enabling_write_needs;

/* An XPath filter for a subscription of the Windows Event Log. */
enabling_takes enabling_takes_xpath;
enabling_write enabling_write_xpath;

/* What none of audit policy, Sysmon and channels is for. */
enabling_takes enabling_takes_rest;
enabling_write enabling_write_rest;

#endif
