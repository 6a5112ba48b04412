/* SPDX-License-Identifier: MIT
 *
 * The ids of events in questions and answers. An event of a rule may stand for any event of its log: then it has no id,
 * and is called "*". It knows no options.
 */
#ifndef ATTACK_EVENTS_CLI_EVENT_IDS_H
#define ATTACK_EVENTS_CLI_EVENT_IDS_H

#include "attack_events.h"

/* Returns the id to show; NULL if the event has none, nor stands for any event of its log. */
const char *event_id_shown(const struct attack_db *db, const struct attack_event *event);

/* An iterator over the events that are meant by an id. */
struct event_ids {
    const struct attack_db *db;
    struct attack_event_iterator events;
    uint32_t next; /* the index of the next event to look at, for "*" */
    bool is_any;
};

/* Starts with the events of this id, as attack_events_find() does; of "*", with those that stand for any event of their
 * log. `id` must live as long as the iterator. */
struct event_ids event_ids_find(const struct attack_db *db, const char *id);

/* Fills `event` with the next one. Returns false when there is none left. */
bool event_ids_next(struct event_ids *ids, struct attack_event *event);

#endif
