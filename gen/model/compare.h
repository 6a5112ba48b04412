/* SPDX-License-Identifier: MIT
 *
 * --against: what an edit of a mapping, or another release of ATT&CK, changes. It knows neither YAML nor C.
 */
#ifndef GEN_COMPARE_H
#define GEN_COMPARE_H

#include "model.h"

/* Prints the rows that only `old` has ("- "), then those that only `new` has ("+ "), with the columns of `attack-events
 * rows`, and the number of both. Rows are equal only if all their columns are. Before them come
 * the changes of techniques, and the differences in data components without rows, in techniques without rows and
 * components, and in revoked techniques. A '\', a separator
 * within an item of a list, and invisible characters are escaped. Returns false, and reports, if the lines are too
 * long.
 */
bool print_difference(const struct model *old, const struct model *new);

#endif
