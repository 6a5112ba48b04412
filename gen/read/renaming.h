/* SPDX-License-Identifier: MIT
 *
 * How a carrier of an event class calls the class's fields and values: a test in the class's words as one in the
 * carrier's. It knows nothing of conditions.
 */
#ifndef GEN_RENAMING_H
#define GEN_RENAMING_H

#include "model/condition.h"

/* How a carrier of a class calls its fields and values. The class's fields are in lower case. */
struct renaming {
    const uint32_t *fields; /* pairs: the class's name, the carrier's */
    size_t field_count;
    const uint32_t *values; /* triples: the class's field, its value in lower case, the carrier's value */
    size_t value_count;
    const uint32_t *lacks; /* the class's fields that it does not have */
    size_t lack_count;
    bool lacks_others;        /* it has no field but those in `fields` */
    const uint32_t *optional; /* the class's fields that it leaves out where they have no value */
    size_t optional_count;
    bool others_are_optional; /* so are all fields */
    const uint32_t *known;    /* pairs: a field, and its value in all these events, so that tests of it are decided */
    size_t known_count;
    bool is_lenient; /* what is excluded by a field that the carrier lacks is not excluded there */
};

/* Sets `renamed` to a test as the carrier has it. Returns false if it can never be known. Sets `is_partial` if some
 * values of the test are unknown there. */
bool rename_test(struct model *model, struct arena *scratch, const struct renaming *renaming, const struct test *test,
                 struct test *renamed, bool *is_partial);

/* Whether a test is decided by what is known of the carrier's events; sets `passes`. */
bool is_test_known(struct model *model, const struct renaming *renaming, const struct test *test, bool *passes);

#endif
