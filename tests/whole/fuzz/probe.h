/* SPDX-License-Identifier: MIT
 *
 * Asks a mapping questions that the input's bytes choose, through every function of attack_events.h, and compares each
 * answer with a walk over the whole mapping.
 */
#ifndef PROBE_H
#define PROBE_H

#include "fuzz.h"

void probe(const struct attack_db *db, struct bytes bytes);

/* Checks what holds for a whole mapping, independent of the input. */
void probe_whole(const struct attack_db *db);

/* The parts. Each takes its choices from the bytes. */
void probe_technique(const struct attack_db *db, struct bytes *bytes);
void probe_event(const struct attack_db *db, struct bytes *bytes);
void probe_match(const struct attack_db *db, struct bytes *bytes);
void probe_set(struct bytes *bytes);
void probe_selection(const struct attack_db *db, struct bytes *bytes);
void probe_score(const struct attack_db *db, struct bytes *bytes);
void probe_coverage(const struct attack_db *db, struct bytes *bytes);

#endif
