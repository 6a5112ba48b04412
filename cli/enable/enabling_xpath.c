/* SPDX-License-Identifier: MIT
 *
 * A query for the Windows Event Log (Query Schema). An id is meaningful only with its provider, so each Select has one
 * channel and one provider. A provider that is not in our tables is left out, since a wrong one would match nothing.
 * The XPath of a Select may have at most 20 expressions.
 */
#include "enabling.h"

#include "host/code_point.h"
#include "host/letter_case.h"
#include "host/order.h"
#include "sysmon_events.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

enum { EXPRESSIONS_MOST = 20 };

/* The Select for one event. */
struct selected {
    const char *channel, *provider, *id;
};

static bool is_event_number(const char *id)
{
    return id && *id && strlen(id) <= 5 && !id[strspn(id, "0123456789")];
}

/* Returns the Select for an event; without a channel if the event is not from the Windows Event Log. */
static struct selected selected_of(const struct wanted_event *wanted)
{
    const struct attack_event *event = &wanted->event;
    const struct sysmon_event *sysmon = wanted->log_switch.kind == SWITCH_SYSMON ? sysmon_event(event->id) : NULL;
    struct selected selected = {NULL, NULL, event->id};

    if (!is_event_number(event->id) || !fold_equal(event->platform, "windows") ||
        !fold_equal(wanted->log_switch.platform, "windows"))
        return selected;
    if (wanted->windows) {
        selected.channel = wanted->windows->needs & NEEDS_READING_IN_PLACE ? NULL : wanted->windows->channel;
        selected.provider = wanted->windows->provider;
    } else if (sysmon) {
        selected.channel = sysmon->writing == SYSMON_BLOCKING ? NULL : "Microsoft-Windows-Sysmon/Operational";
        selected.provider = "Microsoft-Windows-Sysmon";
    } else {
        selected.channel = event->channel                            ? event->channel
                           : wanted->log_switch.kind == SWITCH_AUDIT ? "Security"
                                                                     : NULL;
        if (wanted->other && strcmp(wanted->other->provider, "-") != 0)
            selected.provider = wanted->other->provider;
    }
    return selected;
}

bool enabling_takes_xpath(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return selected_of(wanted).channel != NULL;
}

static int compare_selects(const struct selected *a, const struct selected *b)
{
    int order = fold_compare(a->channel, b->channel);

    return order ? order : fold_compare(a->provider, b->provider);
}

static int compare_selected(const void *a, const void *b)
{
    int order = compare_selects(a, b);

    return order ? order : fold_compare_ids(((const struct selected *)a)->id, ((const struct selected *)b)->id);
}

/* Characters that XML cannot contain become U+FFFD. */
static void write_escaped(FILE *file, const char *text)
{
    for (size_t length; *text; text += length) {
        uint32_t code;
        bool is_escaped;

        length = code_point_take(text, &is_escaped);
        if (!code_point_decode(text, &code) || code < ' ' || code == 0xfffe || code == 0xffff)
            code = 0xfffd;
        if (is_escaped || code == 0xfffd || strchr("\"&<>", *text))
            fprintf(file, "&#%lu;", (unsigned long)code);
        else
            fwrite(text, 1, length, file);
    }
}

static void begin_select(const struct selected *selected, FILE *file)
{
    fputs("    <Select Path=\"", file);
    write_escaped(file, selected->channel);
    fputs("\">*[System[", file);
    if (selected->provider)
        fprintf(file, "Provider[@Name='%s'] and ", selected->provider);
    fputc('(', file);
}

/* Writes the Selects for events that differ only in their ids. */
static void write_selects(const struct selected *selected, size_t count, FILE *file)
{
    size_t ids_most = EXPRESSIONS_MOST - (selected->provider != NULL);

    for (size_t i = 0; i < count; i++) {
        if (i % ids_most == 0)
            begin_select(selected, file);
        fprintf(file, "%sEventID=%s", i % ids_most ? " or " : "", selected[i].id);
        if (i % ids_most == ids_most - 1 || i == count - 1)
            fputs(")]]</Select>\n", file);
    }
}

void enabling_write_xpath(const struct enabling *enabling, FILE *file)
{
    struct selected *all = memory_resize(NULL, enabling->count, sizeof *all);
    size_t count = 0, end;

    for (size_t i = 0; i < enabling->count; i++)
        if (enabling_takes_xpath(enabling, &enabling->events[i]))
            all[count++] = selected_of(&enabling->events[i]);
    count = sort_distinct(all, count, sizeof *all, compare_selected);
    fputs("<QueryList>\n  <Query Id=\"0\">\n", file);
    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && compare_selects(&all[i], &all[end]) == 0; end++)
            ;
        write_selects(all + i, end - i, file);
    }
    fputs("  </Query>\n</QueryList>\n", file);
    free(all);
}
