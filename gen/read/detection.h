/* SPDX-License-Identifier: MIT
 *
 * What an event must be like beyond its id: `filter_in`, a map or list of maps that all must hold, and `detection`,
 * named selections and a condition over them, as in a Sigma rule. It knows nothing of event classes.
 */
#ifndef GEN_DETECTION_H
#define GEN_DETECTION_H

#include "expression.h"
#include "read.h"

/* Whether filter_in is more than the fields and values of OSSEM-DM's form: it has modifiers, lists or null. */
bool is_condition(const struct node *filter_in);

struct criteria {
    const struct expression *expression; /* NULL: there are none, or an error was reported */
    bool is_plain;                       /* an AND of values, each of which a field must equal */
};

/* Reads both; either may be NULL. */
struct criteria read_criteria(struct reading *reading, const struct node *filter_in, const struct node *detection);

#endif
