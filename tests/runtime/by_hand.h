/* SPDX-License-Identifier: MIT
 *
 * A mapping laid out by hand, as tables.h describes it and not as the generator happens to do it: four techniques, five
 * events, every kind of absent value; with cells of both widths, with hashes and without.
 */
#ifndef BY_HAND_H
#define BY_HAND_H

#include "attack_events.h"
#include "tables.h"

enum { LAYOUTS = 4, EVENTS = 5, TECHNIQUES = 4 };

/* Four mappings with the same data: narrow, wide, narrow with a hash of events, wide with one. Only those with a
 * hash have factors. */
const struct attack_db *by_hand(int layout);

/* Returns a copy that may be changed, valid until the next call. */
struct attack_db *changed_by_hand(int layout);

/* Returns a narrow one in which event 1 has a condition instead of filters, which names its second technique; but no
 * tables of conditions. It is a copy as above. */
const struct attack_db *by_hand_with_condition(void);

#endif
