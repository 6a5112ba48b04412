/* SPDX-License-Identifier: MIT
 *
 * UTF-8 as code points, for both programs: which ones control a terminal or are invisible, so that neither program
 * prints them.
 */
#ifndef HOST_CODE_POINT_H
#define HOST_CODE_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the first code point of NUL-terminated `text`. Returns its length in bytes, 1 to 4; or 0 if it is not UTF-8
 * or `text` is empty. */
size_t code_point_decode(const char *text, uint32_t *code);

/* Returns whether this code point controls a terminal or the direction of text, or is invisible. */
bool code_point_is_unprintable(uint32_t code);

/* Returns whether this looks like a blank but is not ASCII: White_Space other than line ends, and U+2800. */
bool code_point_is_other_blank(uint32_t code);

/* Returns the length in bytes, 1 to 4, of the first code point of NUL-terminated `text`, or 1 for a byte that is not
 * UTF-8 (or the NUL). Sets `is_escaped` if it has to be printed as an escape: a code point that is unprintable as
 * above, or a byte that is not UTF-8. */
size_t code_point_take(const char *text, bool *is_escaped);

#endif
