/* SPDX-License-Identifier: MIT
 *
 * realloc() that never returns NULL, arrays that grow by doubling, and streams that write to memory.
 */
#include "memory.h"

#include "exit_status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void end_program(void)
{
    fputs("attack-events: out of memory\n", stderr);
    exit(EXIT_CANNOT_WRITE);
}

static void (*give_up)(void) = end_program;

void memory_on_exhaustion(void (*call)(void))
{
    give_up = call;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count ? count * size : 1);

    if (!memory)
        give_up();
    return memory;
}

void *memory_zeros(size_t count, size_t size)
{
    return memset(memory_resize(NULL, count, size), 0, count * size);
}

size_t *memory_numbers(size_t count, size_t value)
{
    size_t *numbers = memory_resize(NULL, count, sizeof *numbers);

    for (size_t i = 0; i < count; i++)
        numbers[i] = value;
    return numbers;
}

void *memory_room_for(void *old, size_t count, size_t more, size_t *capacity, size_t size)
{
    if (more <= *capacity - count)
        return old;
    *capacity = 2 * (count + more);
    return memory_resize(old, *capacity, size);
}

FILE *memory_stream_start(struct memory_stream *stream)
{
    FILE *file = memory_stream_open(stream);

    if (!file)
        give_up();
    return file;
}

char *memory_stream_end(struct memory_stream *stream)
{
    char *text = memory_stream_close(stream);

    if (!text)
        give_up();
    return text;
}
