/* SPDX-License-Identifier: MIT
 *
 * UTF-8 as code points, for both programs, so that neither shows a reader what steers a terminal or misleads the eye.
 */
#ifndef CODE_POINT_H
#define CODE_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the code point that NUL-terminated `text` starts with. Returns its bytes: 1 to 4, or 0 when they are not
 * UTF-8 or `text` is at its end. */
size_t code_point_decode(const char *text, uint32_t *code);

/* Says whether a terminal or a reader's eye would take this code point as an order, or not see it: controls, direction
 * marks, what has no width and joins nothing that it shows. */
bool code_point_is_unprintable(uint32_t code);

/* Says whether this looks like a blank and is none of ASCII's: White_Space that is no line's end, and U+2800. */
bool code_point_is_other_blank(uint32_t code);

/* Returns the bytes, 1 to 4, of what NUL-terminated `text` starts with: a code point, or a byte that is not UTF-8 (or
 * the NUL). Says whether a reader must see them as escapes: those of a code point as above, and a byte that is not
 * UTF-8. */
size_t code_point_take(const char *text, bool *is_escaped);

#endif
