/* SPDX-License-Identifier: MIT
 *
 * Case-insensitive comparison, as in the library: A to Z only, whatever the locale.
 */
#ifndef HOST_LETTER_CASE_H
#define HOST_LETTER_CASE_H

#include <stdbool.h>
#include <stdlib.h>

static inline char fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Turns A to Z of a text into a to z. */
static inline void fold_text(char *text)
{
    for (; *text; text++)
        *text = fold(*text);
}

/* Returns whether two texts are equal, ignoring case; NULL equals only NULL. */
static inline bool fold_equal(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    while (*a && fold(*a) == fold(*b)) {
        a++;
        b++;
    }
    return fold(*a) == fold(*b);
}

/* Returns how many bytes `other` has in common with the start of `text`, which has `length` bytes, ignoring case. */
static inline size_t fold_shared(const char *text, size_t length, const char *other)
{
    size_t i = 0;

    while (i < length && other[i] && fold(text[i]) == fold(other[i]))
        i++;
    return i;
}

/* Compares texts, ignoring case; NULL comes first. */
static inline int fold_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    for (; *a && fold(*a) == fold(*b); a++, b++)
        ;
    return (unsigned char)fold(*a) - (unsigned char)fold(*b);
}

/* The same, but texts that start with a number are ordered by it: "4" before "10", "12-14" between 10 and 15. */
static inline int fold_compare_ids(const char *a, const char *b)
{
    unsigned long long left = a ? strtoull(a, NULL, 10) : 0, right = b ? strtoull(b, NULL, 10) : 0;

    return left != right ? (left > right) - (left < right) : fold_compare(a, b);
}

#endif
