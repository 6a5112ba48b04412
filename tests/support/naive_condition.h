/* SPDX-License-Identifier: MIT
 *
 * What an event tests of its fields, for the naive reader: OSSEM's filters, or a condition as one text. The text is
 * only there to be compared: conditions that are written in the same way have the same one.
 */
#ifndef NAIVE_CONDITION_H
#define NAIVE_CONDITION_H

#include "naive_node.h"

/* Texts that the caller frees; NULL is absent. At most one of them is there. */
struct naive_criteria {
    char *filter_in, *condition;
};

/* Reads filter_in and detection of an event that names its log. */
struct naive_criteria naive_criteria_of_log(struct naive_place event);

/* Reads those of an event of a class, on one of its carriers, with what the carrier itself tests. Returns false if they
 * can never be true there. */
bool naive_criteria_of_class(struct naive_place event, struct naive_place carrier, struct naive_criteria *criteria);

#endif
