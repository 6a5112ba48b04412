/* SPDX-License-Identifier: MIT
 *
 * Changes one thing in a copy of a sound mapping, and expects that it is refused or, where `good`, let pass.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include "copy.h"

enum { NUMBERS = 64 }; /* of a list, at most */

/* The lowest offset at which no text starts. */
uint32_t end_of_texts(const struct copy *copy);

/* One cell or byte of a table; it is put back. */
void expect_cell(struct copy *copy, enum part part, size_t at, uint32_t value, bool good);
void expect_byte(struct copy *copy, enum part part, size_t at, unsigned char value, bool good);

/* The cell leads to a list of these numbers, of which one is another; none is where `at` is `count`. */
void expect_list(struct copy *copy, enum part part, size_t cell, const uint32_t *numbers, size_t count, size_t at,
                 uint32_t value, bool good);

/* Append to the lists. Return the position. */
uint32_t append(struct copy *copy, const unsigned char *bytes, size_t count);
uint32_t append_list(struct copy *copy, const uint32_t *numbers, size_t count);

/* Reads so many numbers of a list of a sound mapping. */
void read_numbers(const struct copy *copy, uint32_t at, uint32_t *numbers, size_t count);

#endif
