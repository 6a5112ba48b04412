/* SPDX-License-Identifier: MIT
 *
 * Runs the contestants and sorts their times.
 */
#define _POSIX_C_SOURCE 200809L
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 31, CONTESTANTS = 16 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* so that other programs of the machine count less */
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compare_doubles(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;

    return a < b ? -1 : a > b;
}

void compare(const char *title, const struct contestant *contestants, size_t count, size_t operations)
{
    static double times[CONTESTANTS][ROUNDS];
    unsigned long sums[CONTESTANTS] = {0};

    for (size_t i = 0; i < count; i++)
        sums[i] = contestants[i].run(contestants[i].work, operations); /* warm-up */
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < count; i++) {
            double start = now();

            sums[i] += contestants[i].run(contestants[i].work, operations);
            times[i][round] = (now() - start) / (double)operations;
        }
    printf("\n%-46s %9s %9s %9s %7s\n", title, "median ns", "lowest", "highest", "ratio");
    for (size_t i = 0; i < count; i++)
        qsort(times[i], ROUNDS, sizeof **times, compare_doubles);
    for (size_t i = 0; i < count; i++)
        printf("%-46s %9.1f %9.1f %9.1f %7.2f   (%lx)\n", contestants[i].name, times[i][ROUNDS / 2], times[i][0],
               times[i][ROUNDS - 1], times[i][ROUNDS / 2] / times[0][ROUNDS / 2], sums[i] & 0xffff);
}
