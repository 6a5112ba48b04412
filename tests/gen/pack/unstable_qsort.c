/* SPDX-License-Identifier: MIT
 *
 * A library for LD_PRELOAD: a qsort() that reverses the order of equal items, as another C library may.
 */
#include <stdlib.h>

static void swap(char *one, char *other, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char kept = one[i];

        one[i] = other[i];
        other[i] = kept;
    }
}

/* Inserts each item before its equals. The C library's header has other parameter names.
 * NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
void qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *first = items;

    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && compare(first + (at - 1) * size, first + at * size) >= 0; at--)
            swap(first + (at - 1) * size, first + at * size, size);
}
