/* SPDX-License-Identifier: MIT
 *
 * Writes tagged lines to standard output: unchanged to a file or a pipe, safely to a terminal.
 */
#include "tag.h"

#include "text/memory.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a part, which has no NUL and no line end, with escapes. */
static void show(const char *text, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    text_show(stdout, copy);
    free(copy);
}

void tag_output_end_file(struct tag_output *output)
{
    output->owes_end = output->is_within_line;
}

void tag_output_write(struct tag_output *output, const char *text, size_t length)
{
    if (!length)
        return;
    if (output->owes_end)
        putchar('\n');
    output->owes_end = false;
    output->has_written = true;
    output->is_within_line = text[length - 1] != '\n';
    if (!output->is_terminal) {
        fwrite(text, 1, length, stdout);
        return;
    }
    while (length) {
        size_t part = 0;

        while (part < length && text[part] && text[part] != '\n' && text[part] != '\r')
            part++;
        show(text, part);
        if (part < length && !text[part])
            fputs("\\x00", stdout);
        else if (part < length && (text[part] == '\n' || (part + 1 < length && text[part + 1] == '\n')))
            putchar(text[part]);
        else if (part < length)
            fputs("\\r", stdout);
        part += part < length;
        text += part;
        length -= part;
    }
}
