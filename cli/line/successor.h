/* SPDX-License-Identifier: MIT
 *
 * Technique ids that a user gives: of a technique, or one that ATT&CK retired, which leads to the technique that took
 * its place. Every command that takes an id goes through here. It knows no options.
 */
#ifndef ATTACK_EVENTS_CLI_SUCCESSOR_H
#define ATTACK_EVENTS_CLI_SUCCESSOR_H

#include "attack_events.h"

/* Finds the technique with this id, or the one that took its place. Returns whether there is one. */
bool successor_find(const struct attack_db *db, const char *id, size_t length, struct attack_technique *technique);

/* Says on standard error which technique was found instead of the one with this id, unless it has the id itself. */
void successor_note(const char *id, size_t length, const struct attack_technique *found);

/* Returns whether the id is deprecated, and says so on standard error. */
bool successor_deprecated(const struct attack_db *db, const char *id, size_t length);

#endif
