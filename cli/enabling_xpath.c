/* SPDX-License-Identifier: MIT
 *
 * A query of the Windows Event Log (its Query Schema): one Select after another for each channel, as the XPath of one
 * takes no more than 20 expressions.
 */
#include "enabling.h"

#include "fold.h"
#include "switches.h"

#include <string.h>

enum { EXPRESSIONS_MOST = 20 };

const char *enabling_channel_of(const struct attack_event *event)
{
    struct log_switch log_switch = switch_of(event);

    if (!event->id || !fold_equal(event->platform, "windows") || event->id[strspn(event->id, "0123456789")] ||
        !*event->id || strlen(event->id) > 5)
        return NULL;
    if (event->channel)
        return event->channel;
    switch (log_switch.kind) {
    case SWITCH_AUDIT:
        return "Security";
    case SWITCH_SYSMON:
        return "Microsoft-Windows-Sysmon/Operational";
    case SWITCH_CHANNEL:
        return log_switch.name;
    default:
        return NULL;
    }
}

static void write_escaped(FILE *file, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte < ' ' || byte == '"' || byte == '&' || byte == '<' || byte == '>')
            fprintf(file, "&#%u;", byte < ' ' ? 0xfffdu : byte);
        else
            fputc(byte, file);
    }
}

/* Whether an event with this channel, and this id where `with_id`, comes before. */
static bool comes_before(const struct enabling *enabling, uint32_t index, const struct attack_event *event,
                         bool with_id)
{
    struct attack_event earlier;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && i < index; i++)
        if (attack_event_at(enabling->db, i, &earlier) &&
            fold_equal(enabling_channel_of(&earlier), enabling_channel_of(event)) &&
            (!with_id || fold_equal(earlier.id, event->id)))
            return true;
    return false;
}

static void write_channel(const struct enabling *enabling, const char *channel)
{
    struct attack_event event;
    unsigned count = 0;

    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++) {
        if (!fold_equal(enabling_channel_of(&event), channel) || comes_before(enabling, i, &event, true))
            continue;
        if (count % EXPRESSIONS_MOST == 0) {
            fputs(count ? ")]]</Select>\n    <Select Path=\"" : "    <Select Path=\"", enabling->file);
            write_escaped(enabling->file, channel);
            fputs("\">*[System[(", enabling->file);
        }
        fprintf(enabling->file, "%sEventID=%s", count % EXPRESSIONS_MOST ? " or " : "", event.id);
        count++;
    }
    fputs(")]]</Select>\n", enabling->file);
}

void enabling_xpath(const struct enabling *enabling)
{
    struct attack_event event;

    fputs("<QueryList>\n  <Query Id=\"0\">\n", enabling->file);
    for (uint32_t i = 0; attack_set_next(enabling->events, &i) && attack_event_at(enabling->db, i, &event); i++)
        if (enabling_channel_of(&event) && !comes_before(enabling, i, &event, false))
            write_channel(enabling, enabling_channel_of(&event));
    fputs("  </Query>\n</QueryList>\n", enabling->file);
}
