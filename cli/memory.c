/* SPDX-License-Identifier: MIT
 *
 * realloc() that is never refused, and arrays that grow by doubling.
 */
#include "memory.h"

#include "exit_status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count ? count * size : 1);

    if (!memory) {
        fputs("attack-events: out of memory\n", stderr);
        exit(EXIT_CANNOT_WRITE);
    }
    return memory;
}

void *memory_room(void *old, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return old;
    *capacity = count < 16 ? 16 : 2 * count;
    return memory_resize(old, *capacity, size);
}
