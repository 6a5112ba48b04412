/* SPDX-License-Identifier: MIT
 *
 * The runtime's results as the text columns of the naive reader, so that both can be compared field by field.
 */
#ifndef OBSERVED_H
#define OBSERVED_H

#include "attack_events.h"
#include "naive.h"

enum { OBSERVED_LIST_BYTES = 4096 };

struct observed {
    struct naive_row row; /* the fields point into the tables, or into the lists below */
    char tactic[OBSERVED_LIST_BYTES], platform[OBSERVED_LIST_BYTES], filter_in[OBSERVED_LIST_BYTES];
};

/* Each fills only its own columns. */
void observe_technique(const struct attack_db *db, const struct attack_technique *technique, struct observed *observed);
void observe_component(const struct attack_data_component *component, struct observed *observed);
void observe_relationship(const struct attack_relationship *relationship, struct observed *observed);
void observe_event(const struct attack_db *db, const struct attack_event *event, struct observed *observed);

/* Fills all columns. */
void observe_row(const struct attack_db *db, const struct attack_row *row, struct observed *observed);

/* Fails the test, with the column and both texts, if one of the columns first to last differs. */
void assert_columns(const char *what, const struct naive_row *expected, const struct observed *observed, int first,
                    int last);

#endif
