/* SPDX-License-Identifier: MIT
 *
 * What an edit of a mapping does to its rows.
 */
#ifndef GEN_COMPARE_H
#define GEN_COMPARE_H

#include "model.h"

/* Prints the rows that `old` has and `new` lacks ("- "), then those that `new` has and `old` lacks ("+ "), with the
 * columns of `attack-events rows`, and how many there are of both. A row is another one when anything of it is. Before
 * them, where they differ, the same for data components without rows, for techniques without either, and for those that
 * are revoked. A '\', a separator within an item of a list and what a reader would not see are escaped. Returns false,
 * and reports, when the lines are too long. */
bool print_difference(const struct model *old, const struct model *new);

#endif
