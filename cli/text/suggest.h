/* SPDX-License-Identifier: MIT
 *
 * "Did you mean ...?": of the candidates it is offered, it keeps the few that are nearest to what was typed, letter
 * case aside. It knows nothing of what the candidates are.
 */
#ifndef ATTACK_EVENTS_CLI_SUGGEST_H
#define ATTACK_EVENTS_CLI_SUGGEST_H

#include <stddef.h>
#include <stdio.h>

enum { SUGGEST_MOST = 5, SUGGEST_LONGEST = 64 };

struct suggestion {
    const char *text; /* the caller's, which must live until it is printed */
    size_t shared;    /* bytes that it begins with as typed */
};

struct suggestions {
    const char *typed;
    const char *prefix; /* of each candidate where it is printed; "" */
    size_t length;
    size_t distance; /* of those kept: all are equally near */
    size_t count;
    struct suggestion kept[SUGGEST_MOST];
};

/* Begins with what was typed. Beyond SUGGEST_LONGEST bytes it is no slip of the finger, and nothing is near it. */
void suggest_start(struct suggestions *suggestions, const char *typed, size_t length);

/* Offers one candidate; NULL, and one equal to another letter case aside, are passed over. */
void suggest_offer(struct suggestions *suggestions, const char *candidate);

/* Writes "; did you mean A, B or C?", or nothing when none is near. */
void suggest_print(const struct suggestions *suggestions, FILE *file);

#endif
