/* SPDX-License-Identifier: MIT
 *
 * A switch is the setting that makes a system write an event: an audit sub-category, a Sysmon event, an event channel.
 * Events with the same switch are written together or not at all. It understands the irregular names in OSSEM-DM's
 * mappings too, and does not know how to turn a switch on.
 */
#ifndef ATTACK_EVENTS_CLI_SWITCHES_H
#define ATTACK_EVENTS_CLI_SWITCHES_H

#include "audit_rules.h"

#include "attack_events.h"

enum switch_kind {
    SWITCH_AUDIT,    /* a Windows audit sub-category, by Microsoft's name */
    SWITCH_SYSMON,   /* an event of Sysmon, or several with one filter: 12 to 14 are RegistryEvent */
    SWITCH_CHANNEL,  /* an event channel, to be enabled or just collected */
    SWITCH_TABLE,    /* a table of Microsoft Defender for Endpoint */
    SWITCH_CLOUD,    /* the log of a cloud service, where no row of other_logs.tsv says how */
    SWITCH_RULES,    /* rules of Linux's audit system, by their name in audit_rules.c or by the call */
    SWITCH_ENDPOINT, /* an event of macOS's Endpoint Security */
    SWITCH_LOG,      /* a log, by its name in other_logs.tsv */
    SWITCH_NONE,     /* no known switch; `name` is the provider, if there is one */
};

/* The strings are valid as long as the mapping. */
struct log_switch {
    enum switch_kind kind;
    const char *platform; /* "windows", "linux", "macos" or another of the mapping; NULL if it has none */
    const char *name;     /* NULL if there is none */
    const char *id;       /* for Sysmon, "10" or "12-14"; else NULL */
};

/* Returns the switch of an event; SWITCH_NONE if none is known, or if nothing can be switched on. */
struct log_switch switch_of(const struct attack_db *db, const struct attack_event *event);

/* The same for an event that need not be in a mapping. `object` is what its filters say, if it is one of auditd. */
struct log_switch switch_of_object(const struct attack_event *event, const struct audited_object *object);

/* Compares switches by kind, platform, name and id, ignoring case. Returns 0 if they are the same. */
int switch_compare(const struct log_switch *a, const struct log_switch *b);

/* Returns its name for people, for free(): "audit Process Creation", "Sysmon 10 (ProcessAccess)", "channel System",
 * "table DeviceProcessEvents", "cloud log CloudTrail", "audit rules: kernel modules", "Endpoint Security exec",
 * "Zeek", "no known switch (NAME)". The platform is not in it. */
char *switch_label(const struct log_switch *log_switch);

#endif
