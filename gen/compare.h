/* SPDX-License-Identifier: MIT
 *
 * What an edit of a mapping does to its rows.
 */
#ifndef GEN_COMPARE_H
#define GEN_COMPARE_H

#include "model.h"

/* Prints the rows that `old` has and `new` lacks ("- "), then those that `new` has and `old` lacks ("+ "), with the
 * columns of `attack-events rows`, and how many there are of both. A row is another one when anything of it is. Returns
 * false, and reports, when they are too long. */
bool print_difference(const struct model *old, const struct model *new);

#endif
