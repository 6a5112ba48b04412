/* SPDX-License-Identifier: MIT
 *
 * The state of reading a regular expression. Private to regex_parse.c and regex_class.c.
 */
#ifndef GEN_REGEX_READING_H
#define GEN_REGEX_READING_H

#include "regex.h"

struct regex_reading {
    struct arena *arena;
    const char *text;
    size_t length, at;
    unsigned flags, depth;
    struct regex_fault *fault;
};

/* Sets what is wrong, unless something has been. Returns false. */
bool regex_fail(struct regex_reading *reading, size_t at, const char *message);

/* Adds characters to a set, or one that is escaped: what stands behind the backslash. The latter returns false, and
 * sets what is wrong, if it is not known. It sets `number` to the character, or to REGEX_NO_CHARACTER for several. */
void regex_set_add(struct regex_reading *reading, struct regex_set *set, uint32_t first, uint32_t last);
bool regex_read_escape(struct regex_reading *reading, struct regex_set *set, uint32_t *number);
#define REGEX_NO_CHARACTER UINT32_MAX

/* Reads one character. There is one. */
uint32_t regex_read_character(struct regex_reading *reading);

/* Adds the other case of each letter, if that is to be equal. */
void regex_set_fold(const struct regex_reading *reading, struct regex_set *set);

/* Makes it the set of all other characters. */
void regex_set_negate(struct regex_set *set);

/* Reads the rest of a class behind its bracket. */
bool regex_read_class(struct regex_reading *reading, struct regex_set *set);

#endif
