/* SPDX-License-Identifier: MIT
 *
 * Fields that an event has only under other settings than those that write the event. A condition on such a field is
 * unknown without them.
 */
#ifndef ATTACK_EVENTS_CLI_FIELD_NEEDS_H
#define ATTACK_EVENTS_CLI_FIELD_NEEDS_H

#include "attack_events.h"

#include <stddef.h>

struct field_need {
    const char *ids; /* of the events, between blanks */
    const char *provider;
    const char *field;
    const char *text;
};

/* Returns the row at `index`, NULL behind the last. */
const struct field_need *field_need_at(size_t index);

/* Whether a row is for an event, and filters or conditions of the mapping ask for its field. */
bool field_need_is_of(const struct field_need *need, const struct attack_db *db, const struct attack_event *event);

#endif
