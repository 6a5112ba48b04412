/* SPDX-License-Identifier: MIT
 *
 * The parts for audit policy, Sysmon, channels, and the rest.
 */
#include "enabling.h"

#include "audit_policy.h"
#include "host/letter_case.h"
#include "host/order.h"
#include "line/event_ids.h"
#include "sysmon_events.h"
#include "text/text.h"

#include <string.h>

/* Whether a channel's name is safe between quotes in a command. */
static bool is_plain_name(const char *name)
{
    for (; *name; name++)
        if (!strchr("-/_. ", *name) && !(*name >= '0' && *name <= '9') && !(fold(*name) >= 'a' && fold(*name) <= 'z'))
            return false;
    return true;
}

bool enabling_takes_channel(const struct enabling *enabling, const struct wanted_event *wanted)
{
    const struct log_switch *log_switch = &wanted->log_switch;

    (void)enabling;
    return log_switch->kind == SWITCH_CHANNEL && log_switch->name && fold_equal(log_switch->platform, "windows") &&
           is_plain_name(log_switch->name);
}

/* Whether Windows has the channel enabled by default. */
static bool is_always_on(const char *channel)
{
    return fold_equal(channel, "Security") || fold_equal(channel, "System") || fold_equal(channel, "Application") ||
           fold_equal(channel, "Setup");
}

void enabling_write_channels(const struct enabling *enabling, FILE *file)
{
    const char *last = NULL;

    for (size_t i = 0; i < enabling->count; i++) {
        const char *channel = enabling->events[i].log_switch.name;

        if (!enabling_takes_channel(enabling, &enabling->events[i]) || fold_equal(channel, last))
            continue;
        if (is_always_on(channel))
            fprintf(file, "%s is always on: collect it\n", channel);
        else
            fprintf(file, "wevtutil set-log \"%s\" /enabled:true\n", channel);
        last = channel;
    }
}

static const char *sysmon_reason(const struct wanted_event *wanted)
{
    const struct sysmon_event *known = sysmon_event(wanted->event.id);
    bool on_linux = fold_equal(wanted->log_switch.platform, "linux");

    if (!known || (on_linux && !known->on_linux))
        return "not known how to switch on";
    switch (known->writing) {
    case SYSMON_UNASKED:
        return "Sysmon writes it unasked";
    case SYSMON_BLOCKING:
        return "its filter makes Sysmon block files: not without a choice of which";
    case SYSMON_FILTERED:
        break;
    }
    return on_linux ? "of Sysmon for Linux: --platform linux" : "of Sysmon for Windows: --platform windows";
}

/* Returns why no part switches an event on, or NULL if one does. */
static const char *reason_of(const struct enabling *enabling, const struct wanted_event *wanted)
{
    if (enabling_takes_audit(enabling, wanted) || enabling_takes_sysmon(enabling, wanted) ||
        enabling_takes_channel(enabling, wanted) || enabling_takes_rules(enabling, wanted) ||
        enabling_takes_eslogger(enabling, wanted) || enabling_takes_other(enabling, wanted))
        return NULL;
    switch (wanted->log_switch.kind) {
    case SWITCH_AUDIT:
        return "no audit sub-category of Windows";
    case SWITCH_SYSMON:
        return sysmon_reason(wanted);
    case SWITCH_CHANNEL:
        return "a log that is collected as it is";
    case SWITCH_TABLE:
        return "written where Defender for Endpoint is onboarded";
    case SWITCH_CLOUD:
        return "switched on in the cloud account";
    case SWITCH_NONE:
        return wanted->other ? wanted->other->how : "not known how to switch on";
    case SWITCH_RULES:
        if (attack_event_has_condition(enabling->db, &wanted->event))
            return "its conditions say for which calls and files: 'attack-events event' prints them";
        break;
    case SWITCH_ENDPOINT:
    case SWITCH_LOG:
        break;
    }
    return "not known how to switch on";
}

bool enabling_takes_rest(const struct enabling *enabling, const struct wanted_event *wanted)
{
    return reason_of(enabling, wanted) != NULL;
}

void enabling_write_rest(const struct enabling *enabling, FILE *file)
{
    for (size_t i = 0; i < enabling->count; i++) {
        const struct attack_event *event = &enabling->events[i].event;
        const char *reason = reason_of(enabling, &enabling->events[i]);

        if (!reason)
            continue;
        text_show(file, event->provider ? event->provider : event->channel ? event->channel : "-");
        fputc(' ', file);
        text_show(file, event_id_shown(enabling->db, event) ? event_id_shown(enabling->db, event) : "-");
        if (event->platform) {
            fputs(" on ", file);
            text_show(file, event->platform);
        }
        fprintf(file, ": %s%s\n", enabling->events[i].other ? "nothing can be switched on: " : "", reason);
    }
}

/* ---- Audit policy ----------------------------------------------------------------------------------------------- */

/* The audit policy part: one command for each sub-category, with all outcomes that its wanted events need. */

bool enabling_takes_audit(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return wanted->log_switch.kind == SWITCH_AUDIT && wanted->log_switch.name &&
           audit_sub_category(wanted->log_switch.name) < AUDIT_SUB_CATEGORIES;
}

/* Adds what an event needs: the sub-category in the mapping or, if there is none, all that may write the event. An
 * event without a row needs both outcomes. Sub-categories that Windows does not have are counted behind the others. */
static void add_outcomes(const struct wanted_event *wanted, unsigned *outcomes)
{
    const struct windows_event *windows = wanted->windows;
    unsigned added = windows ? windows->outcomes : AUDIT_BOTH;
    const char *name;

    outcomes[audit_sub_category(wanted->log_switch.name)] |= added;
    for (size_t i = 0; !wanted->event.audit_sub_category && (name = windows_sub_category(&wanted->event, i)); i++)
        outcomes[audit_sub_category(name)] |= added;
    for (unsigned i = 0; windows && i < WINDOWS_NEEDS; i++)
        if (windows->needs & 1u << i && windows_need(i)->sub_category)
            outcomes[audit_sub_category(windows_need(i)->sub_category)] |= added;
}

void enabling_write_audit(const struct enabling *enabling, FILE *file)
{
    unsigned outcomes[AUDIT_SUB_CATEGORIES + 1] = {0};

    for (size_t i = 0; i < enabling->count; i++)
        if (enabling_takes_audit(enabling, &enabling->events[i]))
            add_outcomes(&enabling->events[i], outcomes);
    for (unsigned i = 0; i < AUDIT_SUB_CATEGORIES; i++)
        if (outcomes[i])
            fprintf(file, "rem %s\nauditpol /set /subcategory:%s%s%s\n", audit_sub_categories[i].name,
                    audit_sub_categories[i].guid, outcomes[i] & AUDIT_SUCCESS ? " /success:enable" : "",
                    outcomes[i] & AUDIT_FAILURE ? " /failure:enable" : "");
}

/* ---- Sysmon ----------------------------------------------------------------------------------------------------- */

/* The configuration for Sysmon 15 (schema 4.90), or for Sysmon for Linux (4.81): each event filter once, in a rule
 * group of its own. A filter that excludes nothing logs everything; one that includes nothing logs nothing, and blocks
 * nothing. Source: "Sysmon", Microsoft Sysinternals. */

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
