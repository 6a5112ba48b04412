/* SPDX-License-Identifier: MIT
 *
 * Changes one thing in a copy of a sound mapping, and expects that verify rejects it or, if `good`, accepts it.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include "copy.h"

enum { NUMBERS = 64 }; /* of a list, at most */

/* Returns the lowest offset at which no text starts. */
uint32_t end_of_texts(const struct copy *copy);

/* Changes one cell or byte of a table, and restores it. */
void expect_cell(struct copy *copy, enum part part, size_t at, uint32_t value, bool good);
void expect_byte(struct copy *copy, enum part part, size_t at, unsigned char value, bool good);

/* Makes the cell point to a list of these numbers, with one of them changed; none if `at` is `count`. */
void expect_list(struct copy *copy, enum part part, size_t cell, const uint32_t *numbers, size_t count, size_t at,
                 uint32_t value, bool good);

/* Append to the lists, and return the position. */
uint32_t append(struct copy *copy, const unsigned char *bytes, size_t count);
uint32_t append_list(struct copy *copy, const uint32_t *numbers, size_t count);

/* Reads so many numbers of a list of a sound mapping. */
void read_numbers(const struct copy *copy, uint32_t at, uint32_t *numbers, size_t count);

#endif
