/* SPDX-License-Identifier: MIT
 *
 * Compares texts: case-insensitively (A to Z only), and by spelling. It knows nothing of what texts mean.
 */
#ifndef GEN_TEXT_H
#define GEN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Returns A to Z as a to z, and other bytes unchanged. */
char fold(char letter);

/* Whether two texts are equal, ignoring the case of A to Z. */
bool equal_folded(const char *one, const char *other);

/* Changes A to Z in a string to a to z. */
void fold_text(char *text);

/* Returns the edit distance: how many letters must be changed, added or removed to turn one text into the other,
 * ignoring the case of A to Z. Returns `most` + 1 if it is more than `most`. */
size_t edit_distance(const char *one, const char *other, size_t most);

/* Whether the edit distance is 1, ignoring case. A difference in a digit does not count, as names with numbers differ
 * in them on purpose. It takes linear time, as it is called for all pairs of names. */
bool is_one_letter_off(const char *one, const char *other);

#endif
