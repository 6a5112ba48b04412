/* SPDX-License-Identifier: MIT
 *
 * Sigma's `condition`: names of selections, and, or, not, parentheses, `1 of name*`, `all of them`. It knows nothing of
 * what a selection says.
 */
#ifndef GEN_CONDITION_WORDS_H
#define GEN_CONDITION_WORDS_H

#include "expression.h"
#include "read.h"

struct selection_entry {
    const struct node *name;
    const struct expression *expression; /* NULL: an error in it was reported */
    bool is_used;                        /* a condition names it */
};

/* Returns the expression that a condition is, and marks the selections that it names; NULL, and reports, if it is
 * wrong. */
const struct expression *read_condition_words(struct reading *reading, const struct node *condition,
                                              struct selection_entry *selections, size_t count);

#endif
