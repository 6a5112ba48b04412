/* SPDX-License-Identifier: MIT
 *
 * An oracle of what the library itself says row by row. It does not say whether the rows are right, only that all else
 * is in keeping with them.
 */
#ifndef ORACLE_WALK_H
#define ORACLE_WALK_H

#include "attack_events.h"
#include "oracle.h"

void oracle_walk(struct oracle *oracle, const struct attack_db *db);

#endif
