/* SPDX-License-Identifier: MIT
 *
 * Puts an expression into the model as a condition: in negation normal form, flattened, with the names and values of a
 * carrier of an event class. It knows nothing of how it was written.
 */
#ifndef GEN_CONDITION_TREE_H
#define GEN_CONDITION_TREE_H

#include "expression.h"

#include "base/diagnostics.h"
#include "renaming.h"

/* Returned for a condition that can never be true on a carrier. */
#define CONDITION_NEVER 0u

/* Returns the number + 1 of the condition that both expressions hold, either of which may be NULL: one in the carrier's
 * names, and one in those of its class, which is renamed unless `renaming` is NULL. Returns CONDITION_NEVER if it can
 * never be true, and, having reported it, above a limit. */
uint32_t model_condition_of(struct model *model, struct arena *scratch, struct place place,
                            const struct expression *of_carrier, const struct renaming *renaming,
                            const struct expression *of_class);

/* Counts work. Returns false, and reports once, above CONDITION_WORK_LIMIT. */
bool count_condition_work(struct model *model, struct place place, size_t work);

#endif
