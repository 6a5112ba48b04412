/* SPDX-License-Identifier: MIT
 *
 * Puts an expression into the model as a condition: in negation normal form, flattened, with the names and values of a
 * carrier of an event class. It knows nothing of how it was written.
 */
#ifndef GEN_CONDITION_TREE_H
#define GEN_CONDITION_TREE_H

#include "expression.h"

#include "base/diagnostics.h"

/* How a carrier of a class calls its fields and values. The class's fields are in lower case. */
struct renaming {
    const uint32_t *fields; /* pairs: the class's name, the carrier's */
    size_t field_count;
    const uint32_t *values; /* triples: the class's field, its value in lower case, the carrier's value */
    size_t value_count;
    const uint32_t *lacks; /* the class's fields that it does not have */
    size_t lack_count;
    bool lacks_others; /* it has no field but those in `fields` */
};

/* Returns the number + 1 of the condition that both expressions hold, either of which may be NULL: one in the carrier's
 * names, and one in those of its class, which is renamed unless `renaming` is NULL. Returns 0 if it can never be true,
 * and, having reported it, above a limit. */
uint32_t model_condition_of(struct model *model, struct arena *scratch, struct place place,
                            const struct expression *of_carrier, const struct renaming *renaming,
                            const struct expression *of_class);

/* Sets `renamed` to a test as the carrier has it. Returns false if it can never be known. Sets `is_partial` if some
 * values of the test are unknown there. */
bool rename_test(struct model *model, struct arena *scratch, const struct renaming *renaming, const struct test *test,
                 struct test *renamed, bool *is_partial);

/* Counts work. Returns false, and reports once, above CONDITION_WORK_LIMIT. */
bool count_condition_work(struct model *model, struct place place, size_t work);

#endif
