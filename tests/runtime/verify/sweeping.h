/* SPDX-License-Identifier: MIT
 *
 * The state of a sweep.
 */
#ifndef SWEEPING_H
#define SWEEPING_H

#include "sweep.h"

/* An event as a log may have it. */
struct event_keys {
    struct attack_text id, value;
    struct attack_text platform, provider, channel;
};

struct sweep {
    struct attack_info info; /* of the sound mapping */
    struct attack_text *technique_ids;
    struct event_keys *event_keys;
    uint32_t *found, *scores;
    union attack_scratch *scratch;
    size_t scratch_size;
    struct attack_set techniques, other_techniques, events, some_events;
    unsigned read;
    long steps;
};

#endif
