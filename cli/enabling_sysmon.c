/* SPDX-License-Identifier: MIT
 *
 * A configuration for Sysmon 15 (schema 4.90): each of its event filters once, in a rule group of its own. A filter
 * that excludes nothing logs everything; one that includes nothing logs nothing. After "Sysmon", Microsoft
 * Sysinternals.
 */
#include "enabling.h"

#include "fold.h"
#include "switches.h"

#include <string.h>

/* The names of the filters, by the ids of their events as switches.h has them. FileBlockExecutable and
 * FileBlockShredding are not among what is asked for: a filter that excludes nothing would block every file. The
 * service's own events (4, 16, 255) have no filter. */
static const struct {
    const char *ids, *element;
    bool only_when_off;
} filters[] = {
    {"1", "ProcessCreate", false},       {"2", "FileCreateTime", false},
    {"3", "NetworkConnect", false},      {"5", "ProcessTerminate", false},
    {"6", "DriverLoad", false},          {"7", "ImageLoad", false},
    {"8", "CreateRemoteThread", false},  {"9", "RawAccessRead", false},
    {"10", "ProcessAccess", false},      {"11", "FileCreate", false},
    {"12-14", "RegistryEvent", false},   {"15", "FileCreateStreamHash", false},
    {"17-18", "PipeEvent", false},       {"19-21", "WmiEvent", false},
    {"22", "DnsQuery", false},           {"23", "FileDelete", false},
    {"24", "ClipboardChange", false},    {"25", "ProcessTampering", false},
    {"26", "FileDeleteDetected", false}, {"27", "FileBlockExecutable", true},
    {"28", "FileBlockShredding", true},  {"29", "FileExecutableDetected", false},
};

enum { FILTER_COUNT = sizeof filters / sizeof filters[0] };

/* Returns the filter of an event, or FILTER_COUNT. */
static size_t filter_of(const struct enabling *enabling, const struct attack_event *event)
{
    struct log_switch log_switch = switch_of(event);

    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (log_switch.kind == SWITCH_SYSMON && log_switch.id && strcmp(log_switch.id, filters[i].ids) == 0 &&
            fold_equal(log_switch.platform, enabling->sysmon_platform) && !filters[i].only_when_off)
            return i;
    return FILTER_COUNT;
}

bool enabling_is_sysmon(const struct enabling *enabling, const struct attack_event *event)
{
    return filter_of(enabling, event) < FILTER_COUNT;
}

void enabling_sysmon(const struct enabling *enabling)
{
    bool wanted[FILTER_COUNT + 1] = {false}, any = false;
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++)
        wanted[filter_of(enabling, &event)] = true;
    for (size_t i = 0; i < FILTER_COUNT; i++)
        any = any || wanted[i];
    if (!any) { /* a configuration that asks for nothing would switch everything off */
        fputs("(no event of Sysmon is among them)\n", enabling->file);
        return;
    }
    fputs("<Sysmon schemaversion=\"4.90\">\n  <EventFiltering>\n", enabling->file);
    for (size_t i = 0; i < FILTER_COUNT; i++)
        fprintf(enabling->file, "    <RuleGroup name=\"\" groupRelation=\"or\"><%s onmatch=\"%s\"/></RuleGroup>\n",
                filters[i].element, wanted[i] ? "exclude" : "include");
    fputs("  </EventFiltering>\n</Sysmon>\n", enabling->file);
}
