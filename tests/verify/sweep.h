/* SPDX-License-Identifier: MIT
 *
 * Calls every public function on a mapping with everything that it holds, reads every text to its end, and looks up the
 * keys of another mapping. What comes back may be wrong, as its tables may; a sanitizer says whether it was read from
 * where it may be.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include "attack_events.h"

struct sweep;

/* Takes the keys of a sound mapping, and room for the answers of one of this size. */
struct sweep *sweep_new(const struct attack_db *db);
void sweep_free(struct sweep *sweep);

/* Returns a number made of what was read, so that no compiler leaves the reading out. Does not return where a walk goes
 * on for longer than the mapping says it can. */
unsigned sweep(struct sweep *sweep, const struct attack_db *db);

#endif
