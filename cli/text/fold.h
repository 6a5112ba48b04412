/* SPDX-License-Identifier: MIT
 *
 * Letter case aside, as the library means it: A to Z only, in every locale.
 */
#ifndef ATTACK_EVENTS_CLI_FOLD_H
#define ATTACK_EVENTS_CLI_FOLD_H

#include <stdbool.h>
#include <stdlib.h>

static inline char fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Says whether two texts are the same, letter case aside; NULL is the same as NULL alone. */
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

/* Orders texts letter case aside, NULL first. */
static inline int fold_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    for (; *a && fold(*a) == fold(*b); a++, b++)
        ;
    return (unsigned char)fold(*a) - (unsigned char)fold(*b);
}

/* The same, with texts that begin with a number in its order: "4" before "10", "12-14" between 10 and 15. */
static inline int fold_compare_ids(const char *a, const char *b)
{
    unsigned long left = a ? strtoul(a, NULL, 10) : 0, right = b ? strtoul(b, NULL, 10) : 0;

    return left != right ? (left > right) - (left < right) : fold_compare(a, b);
}

#endif
