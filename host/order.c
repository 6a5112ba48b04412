/* SPDX-License-Identifier: MIT
 *
 * Sorts with qsort(), so that elements which compare as equal are in no order.
 */
#include "order.h"

#include <stdlib.h>
#include <string.h>

size_t sort_distinct(void *elements, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    char *all = elements;
    size_t kept = 0;

    if (count)
        qsort(elements, count, size, compare);
    for (size_t i = 0; i < count; i++)
        if (!kept || compare(all + i * size, all + (kept - 1) * size) != 0)
            memmove(all + kept++ * size, all + i * size, size);
    return kept;
}
