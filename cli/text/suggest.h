/* SPDX-License-Identifier: MIT
 *
 * "Did you mean ...?": keeps the few candidates that are nearest to what was typed, ignoring case. It knows nothing of
 * what the candidates are.
 */
#ifndef ATTACK_EVENTS_CLI_SUGGEST_H
#define ATTACK_EVENTS_CLI_SUGGEST_H

#include <stddef.h>
#include <stdio.h>

enum { SUGGEST_MOST = 5, SUGGEST_LONGEST = 64 };

struct suggestion {
    const char *text; /* not copied: it must be valid until it is printed */
    size_t shared;    /* length of the common prefix with what was typed */
};

struct suggestions {
    const char *typed;
    const char *prefix; /* printed before each candidate; may be "" */
    size_t length;
    size_t distance; /* of all that are kept */
    size_t count;
    struct suggestion kept[SUGGEST_MOST];
};

/* Starts with what was typed. Above SUGGEST_LONGEST bytes, nothing is suggested. */
void suggest_start(struct suggestions *suggestions, const char *typed, size_t length);

/* Adds a candidate. NULL is ignored, as is a candidate that equals another one except in case. */
void suggest_offer(struct suggestions *suggestions, const char *candidate);

/* Writes "; did you mean A, B or C?", or nothing if none is near. */
void suggest_print(const struct suggestions *suggestions, FILE *file);

#endif
