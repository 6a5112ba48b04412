/* SPDX-License-Identifier: MIT
 *
 * Events without an id come first in a mapping, so the search for those that stand for any event of their log ends at
 * the first one with an id.
 */
#include "event_ids.h"

#include <string.h>

static const char any_event[] = "*";

/* Whether an event stands for any event of its log. */
static bool is_any_event(const struct attack_db *db, const struct attack_event *event)
{
    return !event->id && attack_event_has_condition(db, event);
}

const char *event_id_shown(const struct attack_db *db, const struct attack_event *event)
{
    return is_any_event(db, event) ? any_event : event->id;
}

struct event_ids event_ids_find(const struct attack_db *db, const char *id)
{
    struct event_ids ids = {.db = db, .is_any = strcmp(id, any_event) == 0};

    if (!ids.is_any)
        ids.events = attack_events_find(db, id, strlen(id));
    return ids;
}

bool event_ids_next(struct event_ids *ids, struct attack_event *event)
{
    if (!ids->is_any)
        return attack_event_next(&ids->events, event);
    while (attack_event_at(ids->db, ids->next, event) && !event->id) {
        ids->next++;
        if (is_any_event(ids->db, event))
            return true;
    }
    return false;
}
