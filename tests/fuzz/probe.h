/* SPDX-License-Identifier: MIT
 *
 * Asks a mapping whatever the bytes say, through every function of attack_events.h, and holds each answer against a
 * walk over all of the mapping.
 */
#ifndef PROBE_H
#define PROBE_H

#include "fuzz.h"

void probe(const struct attack_db *db, struct bytes bytes);

/* What holds for all of a mapping, whatever it is asked. */
void probe_whole(const struct attack_db *db);

/* The parts: each takes what it asks for from the bytes. */
void probe_technique(const struct attack_db *db, struct bytes *bytes);
void probe_event(const struct attack_db *db, struct bytes *bytes);
void probe_match(const struct attack_db *db, struct bytes *bytes);
void probe_set(struct bytes *bytes);
void probe_selection(const struct attack_db *db, struct bytes *bytes);
void probe_score(const struct attack_db *db, struct bytes *bytes);
void probe_coverage(const struct attack_db *db, struct bytes *bytes);

#endif
