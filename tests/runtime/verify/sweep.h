/* SPDX-License-Identifier: MIT
 *
 * Calls every public function on a mapping with all its parts, reads every text to its end, and looks up the keys of
 * another mapping. Results may be wrong, as the tables may be; a sanitizer notices invalid reads.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include "attack_events.h"

struct sweep;

/* Takes the keys of a sound mapping, and allocates room for answers of its size. */
struct sweep *sweep_new(const struct attack_db *db);
void sweep_free(struct sweep *sweep);

/* Returns a number that depends on everything that was read, so that no compiler removes the reads. Ends the program
 * if an iterator runs longer than the mapping allows. */
unsigned sweep(struct sweep *sweep, const struct attack_db *db);

#endif
