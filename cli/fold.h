/* SPDX-License-Identifier: MIT
 *
 * Letter case aside, as the library means it: A to Z only, in every locale.
 */
#ifndef ATTACK_EVENTS_CLI_FOLD_H
#define ATTACK_EVENTS_CLI_FOLD_H

#include <stdbool.h>

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

#endif
