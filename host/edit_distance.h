/* SPDX-License-Identifier: MIT
 *
 * How near two spellings are, ignoring case (A to Z only).
 */
#ifndef HOST_EDIT_DISTANCE_H
#define HOST_EDIT_DISTANCE_H

#include <stdbool.h>
#include <stddef.h>

enum { EDIT_LONGEST = 128 };

/* Returns how many bytes must be changed, added, removed or swapped with their neighbour to turn one text into the
 * other, which are at most EDIT_LONGEST long. */
size_t edit_distance(const char *one, size_t one_length, const char *other, size_t other_length);

/* The nearest of some spellings to a text, none at first; `distance` is the least at which it is too far. */
struct nearest_spelling {
    const char *text;
    size_t distance;
};

/* Takes a spelling that is nearer to the text, and shares something with it. Longer ones than EDIT_LONGEST are never
 * near. */
void consider_spelling(struct nearest_spelling *nearest, const char *text, size_t length, const char *spelling);

/* Returns whether one letter changed, added or removed turns one text into the other. A digit does not count as a
 * letter, as names often differ in a number on purpose. Linear in the length, since all pairs of names are compared. */
bool is_one_letter_off(const char *one, const char *other);

#endif
