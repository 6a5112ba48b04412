/* SPDX-License-Identifier: MIT
 *
 * The parts of the output of `attack-events enable`. Each knows which of the wanted events it is for. Users run or load
 * the parts unread, so of the mapping's text they must contain only numbers, names from our own tables, and escaped
 * text.
 */
#ifndef ATTACK_EVENTS_CLI_ENABLING_H
#define ATTACK_EVENTS_CLI_ENABLING_H

#include "audit_rules.h"
#include "field_needs.h"
#include "other_logs.h"
#include "switches.h"
#include "windows_events.h"

#include "attack_events.h"

#include <stdio.h>

/* What a file is watched for, as bits. */
enum file_use { FILE_IS_READ = 1, FILE_IS_CHANGED = 2 };

struct wanted_event {
    struct attack_event event;
    struct log_switch log_switch;
    const struct windows_event *windows; /* NULL if windows_events.c has no row for it */
    const struct other_log *other;       /* NULL if other_logs.tsv has no row for it, or another table has one */
    const struct audit_rules *rules;     /* NULL if it is none of Linux's audit system, or needs no rule */
    struct audited_object object;        /* for `rules` */
    unsigned uses;                       /* of the file that `object` names: enum file_use */
};

struct enabling {
    const struct attack_db *db;
    struct wanted_event *events; /* sorted by switch, provider, channel, platform and id; each once */
    size_t count;
    const char *sysmon_platform; /* which Sysmon to configure: "windows" or "linux" */
};

/* Lists the events of a set, which are wanted for the techniques of another. Free it with enabling_free(). */
struct enabling enabling_list(const struct attack_db *db, struct attack_set events, struct attack_set techniques,
                              const char *sysmon_platform);
void enabling_free(struct enabling *enabling);

/* Whether a part is for an event. */
typedef bool enabling_takes(const struct enabling *enabling, const struct wanted_event *wanted);

/* Writes a part, which must be for at least one of the events. */
typedef void enabling_write(const struct enabling *enabling, FILE *file);

/* Windows audit sub-categories, as commands for cmd.exe. */
enabling_takes enabling_takes_audit;
enabling_write enabling_write_audit;

/* A configuration for Sysmon. */
enabling_takes enabling_takes_sysmon;
enabling_write enabling_write_sysmon;

/* Commands that enable channels of Windows. */
enabling_takes enabling_takes_channel;
enabling_write enabling_write_channels;

/* Other settings that events need. */
enabling_takes enabling_takes_needs;
enabling_write enabling_write_needs;

/* An XPath filter for a subscription of the Windows Event Log. */
enabling_takes enabling_takes_xpath;
enabling_write enabling_write_xpath;

/* Rules of Linux's audit system, as a file for augenrules. */
enabling_takes enabling_takes_rules;
enabling_write enabling_write_rules;

/* A command of macOS that prints events of Endpoint Security. */
enabling_takes enabling_takes_eslogger;
enabling_write enabling_write_eslogger;

/* What a person sets for the logs of other systems. */
enabling_takes enabling_takes_other;
enabling_write enabling_write_other;

/* The events that none of the other parts is for, with the reasons. */
enabling_takes enabling_takes_rest;
enabling_write enabling_write_rest;

#endif
