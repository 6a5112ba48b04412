/* SPDX-License-Identifier: MIT
 *
 * Audit policy, channels, prerequisites, and what is left. Sysmon and XPath have files of their own.
 */
#include "enabling.h"

#include "audit_policy.h"
#include "fold.h"
#include "switches.h"
#include "text.h"

#include <string.h>

/* Whether an event, or one with the same switch, came before. */
static bool is_repeated(const struct enabling *enabling, uint32_t index, const struct log_switch *mine)
{
    struct attack_event earlier;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && i < index; i++) {
        struct log_switch other;

        attack_event_at(enabling->db, i, &earlier);
        other = switch_of(&earlier);
        if (switch_compare(mine, &other) == 0)
            return true;
    }
    return false;
}

/* Returns the outcomes that all wanted events of a sub-category need together. */
static unsigned outcomes_of(const struct enabling *enabling, const struct log_switch *mine)
{
    struct attack_event event;
    unsigned outcomes = 0;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i); i++) {
        struct log_switch other;

        attack_event_at(enabling->db, i, &event);
        other = switch_of(&event);
        if (switch_compare(mine, &other) == 0 && event.id)
            outcomes |= audit_outcomes(event.id);
    }
    return outcomes;
}

void enabling_audit(const struct enabling *enabling)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++) {
        struct log_switch mine = switch_of(&event);
        const struct audit_sub_category *sub_category =
            mine.kind == SWITCH_AUDIT && mine.name ? audit_sub_category(mine.name) : NULL;
        unsigned outcomes;

        if (!sub_category || is_repeated(enabling, i, &mine))
            continue;
        outcomes = outcomes_of(enabling, &mine);
        fprintf(enabling->file, "rem %s\nauditpol /set /subcategory:%s%s%s\n", sub_category->name, sub_category->guid,
                outcomes & AUDIT_SUCCESS ? " /success:enable" : "", outcomes & AUDIT_FAILURE ? " /failure:enable" : "");
    }
}

/* Whether a channel's name can stand between quotes in a command. */
static bool is_plain_name(const char *name)
{
    for (; *name; name++)
        if (!strchr("-/_. ", *name) && !(*name >= '0' && *name <= '9') && !(fold(*name) >= 'a' && fold(*name) <= 'z'))
            return false;
    return true;
}

/* Whether Windows writes the channel without being told to. */
static bool is_always_on(const char *channel)
{
    return fold_equal(channel, "Security") || fold_equal(channel, "System") || fold_equal(channel, "Application") ||
           fold_equal(channel, "Setup");
}

static bool is_windows_channel(const struct log_switch *log_switch)
{
    return log_switch->kind == SWITCH_CHANNEL && log_switch->name && fold_equal(log_switch->platform, "windows") &&
           is_plain_name(log_switch->name);
}

void enabling_channels(const struct enabling *enabling)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++) {
        struct log_switch mine = switch_of(&event);

        if (!is_windows_channel(&mine) || is_repeated(enabling, i, &mine))
            continue;
        if (is_always_on(mine.name))
            fprintf(enabling->file, "%s is always on: collect it\n", mine.name);
        else
            fprintf(enabling->file, "wevtutil set-log \"%s\" /enabled:true\n", mine.name);
    }
}

void enabling_prerequisites(const struct enabling *enabling)
{
    struct attack_event event, earlier;
    const char *text;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++) {
        uint32_t first = 0;

        if (!event.id || !fold_equal(event.platform, "windows"))
            continue;
        while (attack_set_next(enabling->events, &first) && attack_event_at(enabling->db, first, &earlier) &&
               !fold_equal(earlier.id, event.id))
            first++;
        for (size_t n = 0; first == i && (text = audit_prerequisite(event.id, n)) != NULL; n++)
            fprintf(enabling->file, "%s needs %s\n", event.id, text);
    }
}

static const char *reason_of(const struct enabling *enabling, const struct attack_event *event,
                             const struct log_switch *log_switch)
{
    switch (log_switch->kind) {
    case SWITCH_AUDIT:
        return log_switch->name && audit_sub_category(log_switch->name) ? NULL : "no audit sub-category of Windows";
    case SWITCH_SYSMON:
        if (enabling_is_sysmon(enabling, event))
            return NULL;
        return "Sysmon writes it unasked, would block files for it, or is another platform's (--platform)";
    case SWITCH_CHANNEL:
        return is_windows_channel(log_switch) ? NULL : "a log that is collected as it is";
    case SWITCH_TABLE:
        return "written where Defender for Endpoint is onboarded";
    case SWITCH_CLOUD:
        return "switched on in the cloud account";
    case SWITCH_NONE:
        break;
    }
    return "not known how to switch on";
}

/* Whether an event with this id, provider, channel and platform is listed already: those that differ in filters are
 * named once. */
static bool is_named_before(const struct enabling *enabling, uint32_t index, const struct attack_event *event)
{
    struct attack_event earlier;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && i < index; i++) {
        struct log_switch log_switch;

        attack_event_at(enabling->db, i, &earlier);
        log_switch = switch_of(&earlier);
        if (fold_equal(earlier.id, event->id) && fold_equal(earlier.provider, event->provider) &&
            fold_equal(earlier.channel, event->channel) && fold_equal(earlier.platform, event->platform) &&
            reason_of(enabling, &earlier, &log_switch))
            return true;
    }
    return false;
}

void enabling_rest(const struct enabling *enabling)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++) {
        struct log_switch mine = switch_of(&event);
        const char *reason = reason_of(enabling, &event, &mine);

        if (!reason || is_named_before(enabling, i, &event))
            continue;
        text_show(enabling->file, event.provider ? event.provider : event.channel ? event.channel : "-");
        fputc(' ', enabling->file);
        text_show(enabling->file, event.id ? event.id : "-");
        if (event.platform) {
            fputs(" on ", enabling->file);
            text_show(enabling->file, event.platform);
        }
        fprintf(enabling->file, ": %s\n", reason);
    }
}
