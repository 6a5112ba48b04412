/* SPDX-License-Identifier: MIT
 *
 * --against: techniques that are gone, new, renamed, or on other tactics or platforms.
 */
#ifndef GEN_COMPARE_TECHNIQUES_H
#define GEN_COMPARE_TECHNIQUES_H

#include "model.h"

/* Prints a line for each change of a technique, "~ ID change old new" with tabs between, by id, and how many there are
 * of each kind. Prints nothing if there are none. */
void print_technique_changes(const struct model *old, const struct model *new);

#endif
