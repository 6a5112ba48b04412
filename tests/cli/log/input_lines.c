/* SPDX-License-Identifier: MIT
 *
 * input_lines [SIZE]: writes the lines that the tool makes of standard input, asking for SIZE bytes at a time.
 * Exits with 1 and a message if the input cannot be read.
 */
#include "log/input.h"

#include <stdio.h>
#include <stdlib.h>

static void before_read(void *context, bool waits)
{
    (void)context;
    if (waits)
        fflush(stdout);
}

int main(int argc, char **argv)
{
    static struct input input;
    size_t size = argc > 1 ? strtoul(argv[1], NULL, 10) : 1 << 20;
    char *buffer = malloc(size);
    ptrdiff_t got;

    input.unpack.before_read = before_read;
    input_start(&input, 0);
    while (buffer && (got = input_read(&input, buffer, size)) > 0)
        fwrite(buffer, 1, (size_t)got, stdout);
    if (input.unpack.error)
        fprintf(stderr, "%s\n", input.unpack.error);
    free(buffer);
    got = input.unpack.error != NULL;
    input_free(&input);
    return (int)got;
}
