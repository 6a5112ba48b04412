/* SPDX-License-Identifier: MIT */
#include "depfile.h"

#include "base/diagnostics.h"

#include <ctype.h>
#include <string.h>

static void put_make_path(FILE *file, const char *path)
{
    for (; *path; path++) {
        if (*path == '$')
            putc('$', file);
        else if (*path == ' ' || *path == '#' || *path == ':')
            putc('\\', file);
        putc(*path, file);
    }
}

/* Some names cannot be written: no escape works in both. For example, a line end starts another rule, "define" starts a
 * variable, and only Ninja keeps a blank at the end. */
bool depfile_can_name(const char *path)
{
    size_t length = strlen(path);
    char last = length ? path[length - 1] : ' ';
    bool is_special = strpbrk(path, ";=%*?[]|\\\"&'<>^`") || *path == '~' || last == ')' || last == ' ' ||
                      last == ':' || strcmp(path, "define") == 0 || strcmp(path, "undefine") == 0;

    for (const char *at = path; *at; at++)
        is_special = is_special || iscntrl((unsigned char)*at);
    if (is_special)
        report_failure("--depfile cannot name %s: Make or Ninja takes a part of it for something else",
                       quoted(path, length));
    return !is_special;
}

void depfile_write(FILE *file, const char *source, const char *header, const char *const *inputs, size_t count)
{
    put_make_path(file, source);
    if (header) {
        putc(' ', file);
        put_make_path(file, header);
    }
    putc(':', file);
    for (size_t i = 0; i < count; i++)
        if (strcmp(inputs[i], "-") != 0) {
            putc(' ', file);
            put_make_path(file, inputs[i]);
        }
    putc('\n', file);
}
