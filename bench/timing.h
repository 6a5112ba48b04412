/* SPDX-License-Identifier: MIT
 *
 * Times small operations side by side: the contestants run in turn, round after round, so that noise affects all of
 * them alike. Prints the median, lowest and highest nanoseconds per operation, and the ratio of the medians to the
 * first contestant's.
 */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

#include <stddef.h>

struct contestant {
    const char *name;
    /* Does `operations` operations and returns a sum that depends on every result. */
    unsigned long (*run)(const void *work, size_t operations);
    const void *work;
};

/* Runs and prints. The sums are printed as well, so that no result is unused; they differ between contestants. */
void compare(const char *title, const struct contestant *contestants, size_t count, size_t operations);

#endif
