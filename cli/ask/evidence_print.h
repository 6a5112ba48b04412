/* SPDX-License-Identifier: MIT
 *
 * Prints the evidence of a technique for people, on a terminal.
 */
#ifndef ATTACK_EVENTS_CLI_EVIDENCE_PRINT_H
#define ATTACK_EVENTS_CLI_EVIDENCE_PRINT_H

#include "evidence.h"

/* Prints the recommended data sources and data components, with the number of events of each component. */
void evidence_print_summary(const struct evidence *evidence);

/* Prints every data component with its events, grouped by the relationships that lead to them. */
void evidence_print_events(const struct attack_db *db, const struct evidence *evidence);

#endif
