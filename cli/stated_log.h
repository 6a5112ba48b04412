/* SPDX-License-Identifier: MIT
 *
 * Which events of the mapping are in a log that somebody states, as attack_candidates() has it, which answers for one
 * id. A log without an id is asked for once for each log of the mapping, not for each event.
 */
#ifndef ATTACK_EVENTS_CLI_STATED_LOG_H
#define ATTACK_EVENTS_CLI_STATED_LOG_H

#include "attack_events.h"

struct stated_log {
    const struct attack_db *db;
    uint32_t *first_in_log; /* by event: the first event with an id and the same platform, provider and channel */
    uint32_t *candidates, room;
    struct attack_set found;
    bool has_id;
};

void stated_log_begin(struct stated_log *stated, const struct attack_db *db);
void stated_log_end(struct stated_log *stated);

/* Asks for a log and an id; NULL is any id. */
void stated_log_ask(struct stated_log *stated, const struct attack_log *log, const char *id);

/* Says whether an event with an id, the one that was asked for, is in the log. */
bool stated_log_has(const struct stated_log *stated, const struct attack_event *event);

#endif
