/* SPDX-License-Identifier: MIT
 *
 * The part about other settings, which events or single fields of them need. It has no commands, as such settings are a
 * matter of policy.
 */
#include "enabling.h"

#include "host/letter_case.h"
#include "line/event_ids.h"
#include "text/text.h"

#include <string.h>

/* Whether other_logs.tsv says what an event of Windows takes besides. */
static bool is_other_need(const struct wanted_event *wanted)
{
    return wanted->other && fold_equal(wanted->event.platform, "windows") && strcmp(wanted->other->kind, "set") == 0;
}

/* Whether filters or conditions ask for a field of the event that takes more than the event. */
static bool has_field_need(const struct enabling *enabling, const struct wanted_event *wanted)
{
    const struct field_need *need;

    for (size_t i = 0; (need = field_need_at(i)) != NULL; i++)
        if (field_need_is_of(need, enabling->db, &wanted->event))
            return true;
    return false;
}

bool enabling_takes_needs(const struct enabling *enabling, const struct wanted_event *wanted)
{
    return (wanted->windows && wanted->windows->needs) || is_other_need(wanted) || has_field_need(enabling, wanted);
}

static bool is_wanted(const struct enabling *enabling, const struct windows_event *row)
{
    for (size_t i = 0; i < enabling->count; i++)
        if (enabling->events[i].windows == row)
            return true;
    return false;
}

/* Writes a need, with the ids of the wanted events that have it. */
static void write_need(const struct enabling *enabling, FILE *file, unsigned need)
{
    const struct windows_event *row;
    unsigned written = 0;

    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++)
        if (row->needs & 1u << need && is_wanted(enabling, row))
            fprintf(file, "%s%s", written++ ? ", " : "", row->ids);
    if (written)
        fprintf(file, " need%s %s\n", written == 1 ? "s" : "", windows_need(need)->text);
}

/* Writes what a row of other_logs.tsv says of its events. */
static void write_other_need(const struct enabling *enabling, FILE *file, const struct other_log *other)
{
    const char *last = NULL;
    unsigned written = 0;

    for (size_t i = 0; i < enabling->count; i++) {
        const struct wanted_event *wanted = &enabling->events[i];

        if (wanted->other != other || !is_other_need(wanted) || fold_equal(wanted->event.id, last))
            continue;
        fputs(written++ ? ", " : "", file);
        last = event_id_shown(enabling->db, &wanted->event);
        text_show(file, last ? last : "-");
    }
    if (written)
        fprintf(file, "%s%s need%s %s\n", strcmp(other->provider, "-") ? " of " : "",
                strcmp(other->provider, "-") ? other->provider : "", written == 1 ? "s" : "", other->how);
}

/* Writes what a field needs, with the ids of the wanted events that have it. */
static void write_field_need(const struct enabling *enabling, FILE *file, const struct field_need *need)
{
    unsigned written = 0;

    for (size_t i = 0; i < enabling->count; i++) {
        const struct attack_event *event = &enabling->events[i].event;

        if (field_need_is_of(need, enabling->db, event))
            fprintf(file, "%s%s", written++ ? ", " : "", event->id); /* safe: it is in the table of needs */
    }
    if (written)
        fprintf(file, "%s need%s, for the field %s, %s\n",
                fold_equal(need->provider, "Microsoft-Windows-Sysmon") ? " of Sysmon" : "", written == 1 ? "s" : "",
                need->field, need->text);
}

void enabling_write_needs(const struct enabling *enabling, FILE *file)
{
    const struct field_need *field_need;

    for (unsigned need = 0; need < WINDOWS_NEEDS; need++)
        write_need(enabling, file, need);
    for (size_t i = 0; i < other_log_count; i++)
        write_other_need(enabling, file, &other_logs[i]);
    for (size_t i = 0; (field_need = field_need_at(i)) != NULL; i++)
        write_field_need(enabling, file, field_need);
}
