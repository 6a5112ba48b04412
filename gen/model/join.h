/* SPDX-License-Identifier: MIT
 *
 * Makes rows of the relational format, by OSSEM-DM's rule: a technique has the events of its data components that are
 * on one of its platforms. It knows neither YAML nor C.
 */
#ifndef GEN_JOIN_H
#define GEN_JOIN_H

#include "model.h"

/* Adds the rows of every technique in the relational format: first those of events that name it, then by the order of
 * its components, of relationships and of events. A component without rows is kept, marked as such. Warns about
 * components without relationships. */
void join_rows(struct model *model);

#endif
