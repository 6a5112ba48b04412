/* SPDX-License-Identifier: MIT
 *
 * The evidence of a technique as people read it on a terminal.
 */
#ifndef ATTACK_EVENTS_CLI_EVIDENCE_PRINT_H
#define ATTACK_EVENTS_CLI_EVIDENCE_PRINT_H

#include "evidence.h"

/* Prints which data sources and data components are recommended, and how many events each component has. */
void evidence_print_summary(const struct evidence *evidence);

/* Prints every data component with its events, under the relationships that lead to them. */
void evidence_print_events(const struct attack_db *db, const struct evidence *evidence);

#endif
