/* SPDX-License-Identifier: MIT
 *
 * An event of a log that the library asks for the values of its fields, in scratch memory of exactly the size that it
 * needs. It calls disagree() if the library asks for what no candidate names, twice, or in another order.
 */
#ifndef ASKED_H
#define ASKED_H

#include "questions.h"

enum { PAIRS_MOST = 512 };

struct asked {
    const struct questions *questions;
    const struct oracle_fields *fields;
    const uint32_t *candidates;
    uint32_t count;
    bool has_room;       /* for the first value of each field */
    bool has_conditions; /* it may be asked for other fields than those of the candidates */
    struct {
        uint32_t field, value;
    } pairs[PAIRS_MOST];            /* what was asked for */
    size_t pair_count, later_count; /* of these, how many are second or further values that are there */
    union attack_scratch *scratch;
    size_t bytes;
};

/* Starts with no question asked. `fields` may be NULL. */
void asked_start(struct asked *asked, const struct questions *questions, const struct oracle_fields *fields,
                 const uint32_t *candidates, uint32_t count);

/* Sets the callback of an event of a log, if it has fields. */
void asked_describe(struct asked *asked, struct attack_log_event *event);

/* Forgets what was asked, before the next call of the library. */
void asked_again(struct asked *asked);

/* Checks that the scratch memory ends where it did, and frees it. */
void asked_end(struct asked *asked);

#endif
