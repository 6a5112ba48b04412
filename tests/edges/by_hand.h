/* SPDX-License-Identifier: MIT
 *
 * A mapping that is laid out by hand, as tables.h describes it and not as the generator happens to do it: four
 * techniques, five events, every kind of absence. In cells of both widths, with and without hashes.
 */
#ifndef BY_HAND_H
#define BY_HAND_H

#include "attack_events.h"
#include "tables.h"

enum { LAYOUTS = 4, EVENTS = 5, TECHNIQUES = 4 };

/* The four are equal but for their form: narrow, wide, narrow with a hash of events, wide with one. Only those with a
 * hash have factors. */
const struct attack_db *by_hand(int layout);

/* A copy that may be changed, until the next call. */
struct attack_db *changed_by_hand(int layout);

#endif
