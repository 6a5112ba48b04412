/* SPDX-License-Identifier: MIT
 *
 * Texts of a condition with Sigma's wildcards: * stands for any text and ? for one character. A backslash makes a
 * wildcard or a backslash after it plain, and is itself plain before anything else. It knows nothing of fields.
 */
#ifndef GEN_PATTERNS_H
#define GEN_PATTERNS_H

#include "base/arena.h"
#include "model/condition.h"

#include <stdbool.h>

/* What of a field a text is about. */
enum part { PART_WHOLE, PART_START, PART_END, PART_ANY };

/* The test that a text with wildcards is: the simplest operator, and its text. An operator without values has none. */
struct pattern {
    enum test_op op;
    const char *text;
    size_t length;
};
struct pattern pattern_of(struct arena *arena, const char *text, size_t length, enum part part);

/* Returns the plain text, with its length; NULL if there is a wildcard. */
char *plain_text_of(struct arena *arena, const char *text, size_t length, size_t *result_length);

/* The same text with each dash or slash before an option, "-x", as one of these: - / and U+2013 to U+2015. Counts the
 * variants, which may be too many to make; makes variant number `variant`. */
size_t count_dash_variants(const char *text, size_t length, size_t most);
char *dash_variant(struct arena *arena, const char *text, size_t length, size_t variant, size_t *result_length);

#endif
