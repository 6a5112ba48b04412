/* SPDX-License-Identifier: MIT
 *
 * What a sweep has with it.
 */
#ifndef SWEEPING_H
#define SWEEPING_H

#include "sweep.h"

/* What a log would say of an event. */
struct event_keys {
    struct attack_text id, value;
    struct attack_log log;
};

struct sweep {
    struct attack_info info; /* of the sound mapping */
    struct attack_text *technique_ids;
    struct event_keys *event_keys;
    uint32_t *found, *scores;
    struct attack_answer *answers;
    struct attack_set techniques, other_techniques, events, some_events;
    unsigned read;
    long steps;
};

#endif
