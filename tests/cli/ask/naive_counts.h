/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of `attack-events top`: running it, and naive counts to compare with.
 */
#ifndef NAIVE_COUNTS_H
#define NAIVE_COUNTS_H

#include "naive.h"
#include "run.h"

enum { KINDS = 5, SCOPES = 3 };

extern const char *const kind_names[KINDS];     /* data-sources, ... */
extern const char *const scope_options[SCOPES]; /* --subtechniques, ... */

/* Runs `attack-events top` with these arguments; fails unless it succeeds without a message. */
void run_top(const char *tool, const char *const arguments[], const struct run_options *options,
             struct run_result *result);

struct counted {
    char *name;
    unsigned long count;
};

/* Counts naively: highest count first, ties bytewise by name. The caller frees with free_counts(). */
struct counted *count_naively(const struct naive_mapping *mapping, int kind, int scope, bool triples, size_t *count);
void free_counts(struct counted *counts, size_t count);

#endif
