/* SPDX-License-Identifier: MIT
 *
 * Rows out of the relational form, by OSSEM-DM's rule: a technique has the events of its data components whose
 * platform is among its own.
 */
#ifndef GEN_JOIN_H
#define GEN_JOIN_H

#include "model.h"

/* Adds the rows of every technique that was read in the relational form: in the order of its components, then of the
 * relationships and events. A component that gives none is kept as one without rows. Warns of components without
 * relationships. */
void join_rows(struct model *model);

#endif
