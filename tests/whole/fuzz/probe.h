/* SPDX-License-Identifier: MIT
 *
 * Asks a mapping questions that the input's bytes choose, through every function of attack_events.h, and compares each
 * answer with the oracle's (tests/runtime/oracle).
 */
#ifndef PROBE_H
#define PROBE_H

#include "fuzz.h"
#include "questions.h"

void probe(struct questions *questions, struct part bytes);

/* Checks what holds for a whole mapping, independent of the input. */
void probe_whole(const struct attack_db *db);

#endif
