/* SPDX-License-Identifier: MIT
 *
 * Two passes: the first one measures the texts.
 */
#include "event_names.h"

#include "line/event_ids.h"
#include "text/memory.h"

#include <stdio.h>

/* Writes the name of an event with this id to `text` unless that is NULL. Returns its length including the NUL. */
static size_t event_name(const char *id, const struct attack_event *event, char *text, size_t size)
{
    const char *log = event->provider ? event->provider : event->channel;

    /* cppcheck-suppress ctunullpointer */
    /* cppcheck-suppress nullPointer; with size 0, snprintf only counts */
    return 1 + (size_t)snprintf(text, size, "%s%s%s%s%s%s", id, log ? " " : "", log ? log : "",
                                event->platform ? " (" : "", event->platform ? event->platform : "",
                                event->platform ? ")" : "");
}

const char **event_names(const struct attack_db *db, char **texts)
{
    const char **names = memory_resize(NULL, attack_event_count(db), sizeof *names);
    struct attack_event event;
    size_t size = 0, used = 0;
    const char *id;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        size += (id = event_id_shown(db, &event)) ? event_name(id, &event, NULL, 0) : 0;
    *texts = memory_resize(NULL, size, 1);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        names[i] = (id = event_id_shown(db, &event)) ? *texts + used : NULL;
        used += id ? event_name(id, &event, *texts + used, size - used) : 0;
    }
    return names;
}
