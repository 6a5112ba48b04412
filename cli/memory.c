/* SPDX-License-Identifier: MIT
 *
 * realloc() that is never refused, arrays that grow by doubling, and text that grows as it is written.
 */
#define _POSIX_C_SOURCE 200809L /* open_memstream */

#include "memory.h"

#include "exit_status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void give_up(void)
{
    fputs("attack-events: out of memory\n", stderr);
    exit(EXIT_CANNOT_WRITE);
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count ? count * size : 1);

    if (!memory)
        give_up();
    return memory;
}

void *memory_room(void *old, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return old;
    *capacity = count < 16 ? 16 : 2 * count;
    return memory_resize(old, *capacity, size);
}

FILE *memory_stream(char **text, size_t *size)
{
    FILE *file = open_memstream(text, size);

    if (!file)
        give_up();
    return file;
}

/* fclose() cuts the text to its length, and where that fails there is no text, though all went well by its answer. */
void memory_stream_end(FILE *file, char *const *text)
{
    if (fclose(file) != 0 || !*text)
        give_up();
}
