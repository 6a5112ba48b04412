/* SPDX-License-Identifier: MIT */
#include "paths.h"

bool is_path_separator(char byte)
{
    return byte == '/' || byte == '\\';
}

/* Returns the length of the name at the start of a text. */
static size_t name_length(const char *text)
{
    size_t length = 0;

    while (text[length] && !is_path_separator(text[length]))
        length++;
    return length;
}

size_t path_root(const char *path)
{
    bool is_letter = (*path >= 'A' && *path <= 'Z') || (*path >= 'a' && *path <= 'z');
    size_t machine;

    if (is_letter && path[1] == ':')
        return 2;
    if (!is_path_separator(path[0]) || !is_path_separator(path[1]))
        return 0;
    machine = 2 + name_length(path + 2); /* "\\machine\share" */
    return path[machine] ? machine + 1 + name_length(path + machine + 1) : machine;
}
