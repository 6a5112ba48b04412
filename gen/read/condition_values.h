/* SPDX-License-Identifier: MIT
 *
 * The values of one field of a condition, sorted by the operator that each asks for. It knows nothing of how tests are
 * joined.
 */
#ifndef GEN_CONDITION_VALUES_H
#define GEN_CONDITION_VALUES_H

#include "condition_keys.h"
#include "model/condition.h"

/* Texts by operator. An operator without values has one ABSENT text or none. */
struct test_values {
    struct numbers texts[TEST_OPS];
    size_t count;
};

/* Adds what a text means with these modifiers: variants, encodings, wildcards. Returns false, and reports, if it cannot
 * mean anything. */
bool add_test_value(struct reading *reading, const struct condition_key *key, const struct node *value,
                    struct test_values *values);

#endif
