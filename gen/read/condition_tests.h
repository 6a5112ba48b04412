/* SPDX-License-Identifier: MIT
 *
 * The tests that a key of a condition and its values are. It knows nothing of event classes.
 */
#ifndef GEN_CONDITION_TESTS_H
#define GEN_CONDITION_TESTS_H

#include "expression.h"
#include "read.h"

/* Returns the test of a field; NULL, and reports, if the key or a value is wrong. */
const struct expression *read_field_tests(struct reading *reading, const struct node *key, const struct node *value);

/* Returns the test that a value of the event contains a text. */
const struct expression *read_keyword(struct reading *reading, const struct node *value);

/* Whether this is `null`, `~` or an empty text in quotes, which a condition takes for a value. */
bool is_null(const struct node *node);

#endif
