/* SPDX-License-Identifier: MIT */
#include "paths.h"

#include <string.h>

size_t path_directory(const char *path)
{
    size_t root = path_root(path), length = strlen(path);

    while (length > root && !is_path_separator(path[length - 1]))
        length--;
    return length;
}
