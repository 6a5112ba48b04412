/* SPDX-License-Identifier: MIT
 *
 * The fields of an event of a log, for the mapping that is laid out by hand, and what of them was asked for.
 */
#ifndef FIELDS_BY_HAND_H
#define FIELDS_BY_HAND_H

#include "by_hand.h"

#include "cmocka_test.h"

#include <string.h>

static inline struct attack_text known(const char *text)
{
    struct attack_text known = {text, text ? strlen(text) : 0};

    return known;
}

enum { SCRATCH = (32 + 24 * (2 + 8)) / 8 }; /* a head, and a slot for each of two fields and for eight more values */

/* The values of the fields Kind and More, each up to a NULL. */
struct asked {
    const char *values[2][3];
    unsigned times;
};

static inline struct attack_text answer(void *event, uint32_t field, uint32_t value)
{
    struct asked *asked = event;

    assert_in_range(field, 0, 1);
    assert_in_range(value, 0, 2);
    asked->times++;
    return known(asked->values[field][value]);
}

/* The fields that are missing, as bits. */
static inline uint32_t missing(const union attack_scratch *scratch)
{
    uint32_t found = 0;

    for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);)
        found |= (uint32_t)1 << field;
    return found;
}

#endif
