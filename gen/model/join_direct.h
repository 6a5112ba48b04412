/* SPDX-License-Identifier: MIT
 *
 * The part of the join for events that name their techniques. Private to the join.
 */
#ifndef GEN_JOIN_DIRECT_H
#define GEN_JOIN_DIRECT_H

#include "model.h"

/* How many pairs of a technique and a relationship or an event were compared. */
struct pairs {
    size_t count;
};

/* Counts pairs. Returns false, and reports once, above JOINS_LIMIT. */
bool count_pairs(struct pairs *pairs, struct diagnostics *diagnostics, struct place place, size_t work);

/* Adds the rows of each event that names techniques, in the order of the techniques, then of the events. Warns about
 * names that lead to no row. Sets `has_rows`, by technique, for those that got one of the mapping's: a warning about a
 * mapping does not depend on the rules beside it. Returns false above a limit. */
bool join_direct(struct model *model, struct pairs *pairs, bool *has_rows);

#endif
