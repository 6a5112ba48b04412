/* SPDX-License-Identifier: MIT
 *
 * Timing small things side by side: every contestant runs in turn, round after round, so that noise of the machine
 * meets all of them. Reported are the median, lowest and highest nanoseconds an operation, and the median's ratio to
 * the first contestant's.
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

/* Runs and prints. The sums are printed too, as a proof that results are used; they differ between contestants. */
void compare(const char *title, const struct contestant *contestants, size_t count, size_t operations);

#endif
