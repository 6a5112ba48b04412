/* SPDX-License-Identifier: MIT
 *
 * The configuration for Sysmon 15 (schema 4.90), or for Sysmon for Linux (4.81): each event filter once, in a rule
 * group of its own. A filter that excludes nothing logs everything; one that includes nothing logs nothing, and blocks
 * nothing. Source: "Sysmon", Microsoft Sysinternals.
 */
#include "enabling.h"

#include "host/letter_case.h"
#include "sysmon_events.h"

#include <string.h>

static bool is_for_linux(const struct enabling *enabling)
{
    return fold_equal(enabling->sysmon_platform, "linux");
}

/* Whether the configuration has a filter for an event. */
static bool has_filter(const struct enabling *enabling, const struct sysmon_event *event)
{
    return event->writing != SYSMON_UNASKED && (event->on_linux || !is_for_linux(enabling));
}

bool enabling_takes_sysmon(const struct enabling *enabling, const struct wanted_event *wanted)
{
    const struct sysmon_event *known = sysmon_event(wanted->event.id);

    return wanted->log_switch.kind == SWITCH_SYSMON && known && has_filter(enabling, known) &&
           known->writing == SYSMON_FILTERED && fold_equal(wanted->log_switch.platform, enabling->sysmon_platform);
}

static bool is_filter_wanted(const struct enabling *enabling, const char *filter)
{
    for (size_t i = 0; i < enabling->count; i++)
        if (enabling_takes_sysmon(enabling, &enabling->events[i]) &&
            fold_equal(enabling->events[i].log_switch.name, filter))
            return true;
    return false;
}

void enabling_write_sysmon(const struct enabling *enabling, FILE *file)
{
    const char *last = "";

    fprintf(file, "<Sysmon schemaversion=\"%s\">\n  <EventFiltering>\n", is_for_linux(enabling) ? "4.81" : "4.90");
    for (unsigned i = 0; i < SYSMON_EVENTS; i++) {
        const struct sysmon_event *event = &sysmon_events[i];

        if (!has_filter(enabling, event) || strcmp(event->name, last) == 0)
            continue;
        fprintf(file, "    <RuleGroup name=\"\" groupRelation=\"or\"><%s onmatch=\"%s\"/></RuleGroup>\n", event->name,
                is_filter_wanted(enabling, event->name) ? "exclude" : "include");
        last = event->name;
    }
    fputs("  </EventFiltering>\n</Sysmon>\n", file);
}
