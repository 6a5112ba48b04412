/* SPDX-License-Identifier: MIT
 *
 * The order of numbers, as qsort() and bsearch() ask for it, and the first and last of two; sorting without duplicates.
 */
#ifndef HOST_ORDER_H
#define HOST_ORDER_H

#include <stddef.h>
#include <stdint.h>

static inline int order_of(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The order of pairs of numbers: the second ones count where the first are equal. */
static inline int order_of_pairs(uint64_t first_a, uint64_t first_b, uint64_t second_a, uint64_t second_b)
{
    return first_a != first_b ? order_of(first_a, first_b) : order_of(second_a, second_b);
}

static inline size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

static inline size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Sorts an array and keeps one of each group of elements that compare as equal. Returns how many are left. Without
 * elements the array may be NULL. */
size_t sort_distinct(void *elements, size_t count, size_t size, int (*compare)(const void *, const void *));

#endif
