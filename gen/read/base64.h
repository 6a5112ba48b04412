/* SPDX-License-Identifier: MIT
 *
 * Texts as they stand in encoded data: as UTF-16, in base64, and in base64 that encodes a longer text. It knows nothing
 * of conditions.
 */
#ifndef GEN_BASE64_H
#define GEN_BASE64_H

#include "base/arena.h"

#include <stdbool.h>

enum { BASE64_OFFSETS = 3 };

/* Returns valid UTF-8 as UTF-16, behind a byte order mark or without one. */
char *utf16_of(struct arena *arena, const char *text, size_t length, bool is_big_endian, bool has_mark,
               size_t *result_length);

/* Returns the base64 of bytes, with padding. */
char *base64_of(struct arena *arena, const char *bytes, size_t length, size_t *result_length);

/* Returns the part of the base64 of a longer text that depends on these bytes alone, if they stand at `offset` in it,
 * modulo BASE64_OFFSETS. It may be empty. */
char *base64_within(struct arena *arena, const char *bytes, size_t length, size_t offset, size_t *result_length);

#endif
