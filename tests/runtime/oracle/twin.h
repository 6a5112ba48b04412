/* SPDX-License-Identifier: MIT
 *
 * A set of the library and an array of bools on which the same is done.
 */
#ifndef TWIN_H
#define TWIN_H

#include "attack_events.h"

enum { TWIN_WORDS = 6, TWIN_MEMBERS = 32 * TWIN_WORDS };

struct twin {
    uint32_t words[TWIN_WORDS + 1]; /* the one behind the set's must not change */
    struct attack_set set;
    bool has[TWIN_MEMBERS + 32];
};

enum twin_change { TWIN_ADD, TWIN_REMOVE, TWIN_CLEAR, TWIN_UNITE, TWIN_INTERSECT, TWIN_SUBTRACT, TWIN_CHANGES };

/* An empty set of so many words, at most TWIN_WORDS. */
void twin_start(struct twin *twin, uint32_t words);

/* Changes both, by a member or by another set, and calls disagree() unless they have the same members. */
void twin_change(struct twin *twin, enum twin_change change, uint32_t member, const struct twin *other);

#endif
