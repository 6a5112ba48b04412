/* SPDX-License-Identifier: MIT
 *
 * Finds the switch of an event. Different spellings of a known name become one, so that switches can be compared;
 * unknown names stay as they are in the mapping.
 */
#include "switches.h"

#include "host/letter_case.h"
#include "host/order.h"
#include "other_logs.h"
#include "sysmon_events.h"
#include "text/memory.h"
#include "windows_events.h"

#include <string.h>

/* A name in OSSEM-DM, and the usual one. */
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

/* Providers and channels of Sysmon, and its platform. */
static const struct alias sysmon_logs[] = {
    {"Microsoft-Windows-Sysmon", "windows"},
    {"Microsoft-Windows-Sysmon/Operational", "windows"},
    {"Linux-Sysmon", "linux"},
    {"Lonux-Sysmon", "linux"},
    {"Linux-Sysmon/Operational", "linux"},
};

static const struct alias tables[] = {{"DeviceREvents", "DeviceEvents"}};
static const struct alias cloud_logs[] = {{"cloudtrail", "CloudTrail"}};

static const char *const defender[] = {"Microsoft Defender for Endpoint",
                                       "Microsoft Defender Advanced Threat Protection",
                                       "Windows Defender Advanced Threat Protection", NULL};
static const char *const clouds[] = {"aws", "azure", "gcp", "iaas", NULL};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define NAME_OF(aliases, written) name_of(aliases, COUNT(aliases), written)

/* Returns the usual name of `written`, or `written` itself if it is no alias. */
static const char *name_of(const struct alias *aliases, size_t count, const char *written)
{
    for (size_t i = 0; i < count; i++)
        if (fold_equal(aliases[i].written, written))
            return aliases[i].name;
    return written;
}

static bool is_any_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (fold_equal(name, *names))
            return true;
    return false;
}

/* Returns the platform of the Sysmon that logs the event, "windows" or "linux"; NULL if Sysmon does not. The provider
 * decides, not the platform: OSSEM-DM has Linux-Sysmon on Windows. */
static const char *sysmon_platform(const struct attack_event *event)
{
    const char *log = event->provider ? event->provider : event->channel;
    const char *platform = NAME_OF(sysmon_logs, log);

    if (fold_equal(event->provider, "sysmon"))
        return fold_equal(event->platform, "windows") ? "windows" : "linux";
    return platform != log ? platform : NULL;
}

static bool is_of_auditd(const struct attack_event *event)
{
    return fold_equal(event->provider, "auditd") && fold_equal(event->platform, "linux");
}

/* Whether eslogger has the event: its name is printed into a command. */
static bool is_of_endpoint_security(const struct attack_event *event)
{
    return fold_equal(event->provider, "EndpointSecurity") && fold_equal(event->platform, "macos") && event->id &&
           *event->id && !event->id[strspn(event->id, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

static struct log_switch sysmon_switch(const struct attack_event *event, const char *platform)
{
    const struct sysmon_event *known = sysmon_event(event->id);
    struct log_switch found = {SWITCH_SYSMON, platform, NULL, event->id};

    if (known) {
        found.name = known->name;
        found.id = known->ids;
    }
    return found;
}

/* Finds the switch of a Windows event without a sub-category. */
static struct log_switch windows_switch(const struct attack_event *event, struct log_switch found)
{
    bool is_windows = fold_equal(event->platform, "windows");
    const struct windows_event *windows = is_windows ? windows_event_of(event) : NULL;
    const char *sub_category = is_windows ? windows_sub_category(event, 0) : NULL;

    if (sub_category) {
        found.kind = SWITCH_AUDIT;
        found.name = sub_category;
    } else if (event->channel || windows) {
        found.kind = SWITCH_CHANNEL;
        found.name = event->channel ? event->channel : windows->channel;
    } else if (event->provider && strchr(event->provider, '/')) { /* only names of channels contain a slash */
        found.kind = SWITCH_CHANNEL;
    }
    return found;
}

/* Finds the switch of an event that only Linux's audit system, Endpoint Security or other_logs.tsv explains. Returns
 * false if none of them does, and for Windows, whose rows there say what else a channel takes. */
static bool find_other_switch(const struct attack_event *event, const struct audited_object *object,
                              struct log_switch *found)
{
    const struct audit_rules *rules = is_of_auditd(event) ? audit_rules_of(event->id, object) : NULL;
    const struct other_log *log;

    if (rules) {
        found->kind = SWITCH_RULES;
        found->name = *rules->name ? rules->name : object->call;
    } else if (is_of_endpoint_security(event)) {
        found->kind = SWITCH_ENDPOINT;
        found->name = event->id;
    } else if (!fold_equal(event->platform, "windows") && (log = other_log_of(event)) != NULL) {
        found->kind = strcmp(log->kind, "none") == 0 ? SWITCH_NONE : SWITCH_LOG;
        found->name = log->name;
    } else {
        return false;
    }
    return true;
}

struct log_switch switch_of_object(const struct attack_event *event, const struct audited_object *object)
{
    const char *sysmon = sysmon_platform(event);
    struct log_switch found = {SWITCH_NONE, NAME_OF(platforms, event->platform), event->provider, NULL};

    if (sysmon)
        return sysmon_switch(event, sysmon);
    if (is_any_of(event->provider, defender)) {
        /* in OSSEM-DM's mapping of 2021 the table is the channel; today it is the event id */
        found.kind = SWITCH_TABLE;
        found.name = NAME_OF(tables, event->channel ? event->channel : event->id);
    } else if (find_other_switch(event, object, &found)) {
        return found;
    } else if (event->provider && is_any_of(event->platform, clouds)) {
        found.kind = SWITCH_CLOUD;
        found.name = NAME_OF(cloud_logs, event->provider);
    } else if (event->audit_sub_category) {
        found.kind = SWITCH_AUDIT;
        found.platform = "windows";
        found.name = NAME_OF(sub_categories, event->audit_sub_category);
    } else {
        found = windows_switch(event, found);
    }
    return found;
}

struct log_switch switch_of(const struct attack_db *db, const struct attack_event *event)
{
    struct audited_object object = audited_object_of_event(db, event);

    return switch_of_object(event, &object);
}

int switch_compare(const struct log_switch *a, const struct log_switch *b)
{
    int order;

    if ((order = order_of(a->kind, b->kind)) != 0 || (order = fold_compare(a->platform, b->platform)) != 0)
        return order;
    if (a->kind == SWITCH_SYSMON && (order = fold_compare_ids(a->id, b->id)) != 0)
        return order;
    return fold_compare(a->name, b->name);
}

char *switch_label(const struct log_switch *log_switch)
{
    static const char *const words[] = {
        [SWITCH_AUDIT] = "audit ",
        [SWITCH_SYSMON] = "Sysmon",
        [SWITCH_CHANNEL] = "channel ",
        [SWITCH_TABLE] = "table ",
        [SWITCH_CLOUD] = "cloud log ",
        [SWITCH_RULES] = "audit rules: ",
        [SWITCH_ENDPOINT] = "Endpoint Security ",
        [SWITCH_LOG] = "",
        [SWITCH_NONE] = "no known switch",
    };
    bool in_brackets = log_switch->kind == SWITCH_SYSMON || log_switch->kind == SWITCH_NONE;
    struct memory_stream stream;
    FILE *label = memory_stream_start(&stream);

    fputs(words[log_switch->kind], label);
    if (log_switch->id)
        fprintf(label, " %s", log_switch->id);
    if (log_switch->name)
        fprintf(label, in_brackets ? " (%s)" : "%s", log_switch->name);
    return memory_stream_end(&stream);
}
