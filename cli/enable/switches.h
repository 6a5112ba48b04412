/* SPDX-License-Identifier: MIT
 *
 * What has to be switched on so that an event of the mapping is written: an audit sub-category, a Sysmon event, an
 * event channel. Events with the same switch come together or not at all. It reads the irregular names of OSSEM-DM's
 * mappings as well as ours, and does not know how anything is switched on.
 */
#ifndef ATTACK_EVENTS_CLI_SWITCHES_H
#define ATTACK_EVENTS_CLI_SWITCHES_H

#include "attack_events.h"

enum switch_kind {
    SWITCH_AUDIT,   /* a Windows audit sub-category, by Microsoft's name */
    SWITCH_SYSMON,  /* an event of Sysmon, or those that its configuration knows as one: 12 to 14 are RegistryEvent */
    SWITCH_CHANNEL, /* an event channel, to be enabled or just collected */
    SWITCH_TABLE,   /* a table of Microsoft Defender for Endpoint */
    SWITCH_CLOUD,   /* the log of a cloud service */
    SWITCH_NONE,    /* nothing that could be named: `name` is the provider, if there is one */
};

/* The strings live as long as the mapping. */
struct log_switch {
    enum switch_kind kind;
    const char *platform; /* "windows", "linux", "macos" or as the mapping has it; NULL where it says none */
    const char *name;     /* NULL where there is none */
    const char *id;       /* of Sysmon's events, "10" or "12-14"; else NULL */
};

/* Returns the switch of an event; one without anything is SWITCH_NONE. */
struct log_switch switch_of(const struct attack_event *event);

/* Orders switches by kind, platform, name and id, letter case aside. Returns 0 for those that are the same. */
int switch_compare(const struct log_switch *a, const struct log_switch *b);

/* Returns what people call it, for free(): "audit Process Creation", "Sysmon 10 (ProcessAccess)", "channel System",
 * "table DeviceProcessEvents", "cloud log CloudTrail", "no known switch (NAME)". The platform is not in it. */
char *switch_label(const struct log_switch *log_switch);

#endif
