/* SPDX-License-Identifier: MIT
 *
 * Comparing texts: letter case aside (A to Z only), and by how they are spelled.
 */
#ifndef GEN_TEXT_H
#define GEN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A to Z as a to z. */
char fold(char letter);

/* Whether two texts are equal, ASCII letter case aside. */
bool equal_folded(const char *one, const char *other);

/* Turns A to Z of a string into a to z. */
void fold_text(char *text);

/* How many letters must be changed, added or removed to make one text of the other; `most` + 1 for more than `most`.
 * ASCII letter case aside. */
size_t edit_distance(const char *one, const char *other, size_t most);

/* Whether one letter changed, added or removed makes one text of the other, letter case aside. A digit is no letter:
 * names with numbers differ by them on purpose. Linear in the length, as all pairs of names are asked. */
bool is_one_letter_off(const char *one, const char *other);

#endif
