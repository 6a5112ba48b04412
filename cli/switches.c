/* SPDX-License-Identifier: MIT
 *
 * Which switch an event has. A name that people write in several ways becomes one, so that switches can be compared; a
 * name that is not known stays as the mapping has it.
 */
#include "switches.h"

#include "fold.h"

#include <stdlib.h>
#include <string.h>

/* As OSSEM-DM writes it, and what it is. */
struct alias {
    const char *written, *name;
};

static const struct alias sub_categories[] = {
    {"PNP Activity", "Plug and Play Events"}, /* the name in the group policy editor */
    {"Policy Change", "Audit Policy Change"}, /* the category's name */
};

static const struct alias platforms[] = {
    {"windows", "windows"}, {"linux", "linux"}, {"macos", "macos"}, {"aws", "aws"}, {"azure", "azure"}, {"gcp", "gcp"},
};

/* A channel where the mapping names only the provider. */
static const struct alias channels[] = {
    {"Microsoft-Windows-Eventlog", "Security"},
    {"Microsoft-Windows-WMI-Activity", "Microsoft-Windows-WMI-Activity/Operational"},
    {"Microsoft-Windows-Security-Auditing", "Security"},
};

static const struct alias tables[] = {{"DeviceREvents", "DeviceEvents"}};
static const struct alias cloud_logs[] = {{"cloudtrail", "CloudTrail"}};

/* Sysmon's configuration has one element for several events where they are one thing to it. */
static const struct {
    const char *event, *ids, *name;
} sysmon_events[] = {
    {"1", "1", "ProcessCreate"},
    {"2", "2", "FileCreateTime"},
    {"3", "3", "NetworkConnect"},
    {"4", "4", "ServiceStateChange"},
    {"5", "5", "ProcessTerminate"},
    {"6", "6", "DriverLoad"},
    {"7", "7", "ImageLoad"},
    {"8", "8", "CreateRemoteThread"},
    {"9", "9", "RawAccessRead"},
    {"10", "10", "ProcessAccess"},
    {"11", "11", "FileCreate"},
    {"12", "12-14", "RegistryEvent"},
    {"13", "12-14", "RegistryEvent"},
    {"14", "12-14", "RegistryEvent"},
    {"15", "15", "FileCreateStreamHash"},
    {"16", "16", "ServiceConfigurationChange"},
    {"17", "17-18", "PipeEvent"},
    {"18", "17-18", "PipeEvent"},
    {"19", "19-21", "WmiEvent"},
    {"20", "19-21", "WmiEvent"},
    {"21", "19-21", "WmiEvent"},
    {"22", "22", "DnsQuery"},
    {"23", "23", "FileDelete"},
    {"24", "24", "ClipboardChange"},
    {"25", "25", "ProcessTampering"},
    {"26", "26", "FileDeleteDetected"},
    {"27", "27", "FileBlockExecutable"},
    {"28", "28", "FileBlockShredding"},
    {"29", "29", "FileExecutableDetected"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NAME_OF(aliases, written) name_of(aliases, COUNT(aliases), written)

/* Returns what `written` is, or NULL where no alias says. */
static const char *alias_of(const struct alias *aliases, size_t count, const char *written)
{
    for (size_t i = 0; i < count; i++)
        if (fold_equal(aliases[i].written, written))
            return aliases[i].name;
    return NULL;
}

/* The same, with what no alias is for as it is. */
static const char *name_of(const struct alias *aliases, size_t count, const char *written)
{
    const char *name = alias_of(aliases, count, written);

    return name ? name : written;
}

static bool is_any_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (fold_equal(name, *names))
            return true;
    return false;
}

/* Says whether Sysmon logs the event, and on what: "windows" or "linux". */
static const char *sysmon_platform(const struct attack_event *event)
{
    static const char *const windows[] = {"Microsoft-Windows-Sysmon", "Microsoft-Windows-Sysmon/Operational", NULL};
    static const char *const linux_names[] = {"Linux-Sysmon", "Lonux-Sysmon", "Linux-Sysmon/Operational", NULL};

    /* The provider outdoes the platform: OSSEM-DM has Linux-Sysmon on Windows. */
    if (is_any_of(event->provider, windows))
        return "windows";
    if (is_any_of(event->provider, linux_names))
        return "linux";
    if (fold_equal(event->provider, "sysmon"))
        return fold_equal(event->platform, "windows") ? "windows" : "linux";
    if (!event->provider && is_any_of(event->channel, windows))
        return "windows";
    return !event->provider && is_any_of(event->channel, linux_names) ? "linux" : NULL;
}

static bool is_defender(const struct attack_event *event)
{
    static const char *const names[] = {"Microsoft Defender for Endpoint",
                                        "Microsoft Defender Advanced Threat Protection",
                                        "Windows Defender Advanced Threat Protection", NULL};

    return is_any_of(event->provider, names);
}

static bool is_cloud(const struct attack_event *event)
{
    static const char *const names[] = {"aws", "azure", "gcp", "iaas", NULL};

    return is_any_of(event->platform, names);
}

static struct log_switch sysmon_switch(const struct attack_event *event, const char *platform)
{
    struct log_switch found = {SWITCH_SYSMON, platform, NULL, event->id};

    for (size_t i = 0; i < COUNT(sysmon_events); i++) {
        if (fold_equal(sysmon_events[i].event, event->id)) {
            found.name = sysmon_events[i].name;
            found.id = sysmon_events[i].ids;
        }
    }
    return found;
}

struct log_switch switch_of(const struct attack_event *event)
{
    const char *sysmon = sysmon_platform(event);
    struct log_switch found = {SWITCH_NONE, NAME_OF(platforms, event->platform), event->provider, NULL};

    if (sysmon)
        return sysmon_switch(event, sysmon);
    if (is_defender(event)) { /* OSSEM-DM's mapping of 2021 has the table as channel, today's as event id */
        found.kind = SWITCH_TABLE;
        found.name = NAME_OF(tables, event->channel ? event->channel : event->id);
    } else if (event->provider && is_cloud(event)) {
        found.kind = SWITCH_CLOUD;
        found.name = NAME_OF(cloud_logs, event->provider);
    } else if (event->audit_sub_category) {
        found.kind = SWITCH_AUDIT;
        found.platform = "windows";
        found.name = NAME_OF(sub_categories, event->audit_sub_category);
    } else if (event->channel || alias_of(channels, COUNT(channels), event->provider)) {
        found.kind = SWITCH_CHANNEL;
        found.name = event->channel ? event->channel : NAME_OF(channels, event->provider);
    } else if (event->provider && strchr(event->provider, '/')) { /* only a channel has one in its name */
        found.kind = SWITCH_CHANNEL;
    }
    return found;
}

static int compare_text(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    for (; *a && fold(*a) == fold(*b); a++, b++)
        ;
    return (unsigned char)fold(*a) - (unsigned char)fold(*b);
}

/* Orders "4" before "10", "12-14" between 10 and 15. */
static int compare_id(const char *a, const char *b)
{
    unsigned long left = a ? strtoul(a, NULL, 10) : 0, right = b ? strtoul(b, NULL, 10) : 0;

    return left != right ? (left > right) - (left < right) : compare_text(a, b);
}

int switch_compare(const struct log_switch *a, const struct log_switch *b)
{
    int order;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if ((order = compare_text(a->platform, b->platform)) != 0)
        return order;
    if (a->kind == SWITCH_SYSMON && (order = compare_id(a->id, b->id)) != 0)
        return order;
    return compare_text(a->name, b->name);
}

void switch_label(const struct log_switch *log_switch, struct cell *label)
{
    static const char *const words[] = {
        [SWITCH_AUDIT] = "audit ", [SWITCH_SYSMON] = "Sysmon",    [SWITCH_CHANNEL] = "channel ",
        [SWITCH_TABLE] = "table ", [SWITCH_CLOUD] = "cloud log ", [SWITCH_NONE] = "no known switch",
    };
    bool in_brackets = log_switch->kind == SWITCH_SYSMON || log_switch->kind == SWITCH_NONE;

    cell_add(label, words[log_switch->kind]);
    cell_add(label, log_switch->id ? " " : NULL);
    cell_add(label, log_switch->id);
    if (!log_switch->name)
        return;
    cell_add(label, in_brackets ? " (" : NULL);
    cell_add(label, log_switch->name);
    cell_add(label, in_brackets ? ")" : NULL);
}
