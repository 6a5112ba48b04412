/* SPDX-License-Identifier: MIT
 *
 * Prints what a parser finds in each line of standard input: "kind parent key value" of each member, keys and values in
 * hexadecimal and "-" for none; or "error". Another build of the program has the other parser.
 */
#include "log/json_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 22 };

static void print_text(struct attack_text text)
{
    if (!text.text)
        fputs(" -", stdout);
    else
        putchar(' ');
    for (size_t i = 0; text.text && i < text.length; i++)
        printf("%02x", (unsigned char)text.text[i]);
}

static void print_members(const struct json_line *line)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct json_member *member = &line->members[i];

        printf("%d %ld", (int)member->kind, member->parent == JSON_NONE ? -1L : (long)member->parent);
        print_text((struct attack_text){member->key, member->key_length});
        print_text(json_text_of(line, i));
        fputs(";", stdout);
    }
    putchar('\n');
}

int main(void)
{
    char *input = malloc(MOST), *at = input, *end;
    size_t length = input ? fread(input, 1, MOST, stdin) : MOST;
    struct json_line line = {NULL};

    if (length == MOST)
        return 2;
    for (; (end = memchr(at, '\n', length - (size_t)(at - input))) != NULL; at = end + 1)
        if (json_line_read(&line, at, (size_t)(end - at)))
            puts("error");
        else
            print_members(&line);
    json_line_free(&line);
    free(input);
    return 0;
}
