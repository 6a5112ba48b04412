/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L /* lstat(), scandir() */

#include "file_tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct walk {
    const char *const *endings;
    file_visit *visit;
    void *context;
};

static enum file_kind kind_of_mode(mode_t mode)
{
    return S_ISREG(mode) ? FILE_REGULAR : S_ISDIR(mode) ? FILE_DIRECTORY : FILE_OTHER;
}

enum file_kind file_kind_of(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 ? kind_of_mode(status.st_mode) : FILE_OTHER;
}

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (strlen(name) > strlen(*endings) && strcmp(name + strlen(name) - strlen(*endings), *endings) == 0)
            return true;
    return false;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Not alphasort(), whose order is that of the user's language. */
static int compare_names(const struct dirent **one, const struct dirent **other)
{
    return strcmp((*one)->d_name, (*other)->d_name);
}

static char *joined(const char *directory, const char *name)
{
    size_t length = strlen(directory), size = length + strlen(name) + 2;
    char *path = malloc(size);

    if (path)
        snprintf(path, size, "%s%s%s", directory, length && directory[length - 1] == '/' ? "" : "/", name);
    return path;
}

static bool walk_directory(const struct walk *walk, const char *path, unsigned depth);

static bool walk_entry(const struct walk *walk, const char *directory, const char *name, unsigned depth)
{
    char *path = joined(directory, name);
    struct stat status;
    bool is_good = true, is_link;

    if (!path)
        return false;
    if (lstat(path, &status) != 0) {
        is_good = errno == ENOENT; /* it was removed in the meantime */
        free(path);
        return is_good;
    }
    is_link = S_ISLNK(status.st_mode);
    if (kind_of_mode(status.st_mode) == FILE_DIRECTORY)
        is_good = walk_directory(walk, path, depth + 1);
    else if (has_ending(name, walk->endings) &&
             (is_link ? file_kind_of(path) : kind_of_mode(status.st_mode)) == FILE_REGULAR)
        is_good = walk->visit(walk->context, path, false);
    free(path);
    return is_good;
}

/* Its depth is bounded by FILE_TREE_DEPTH. */
static bool walk_directory(const struct walk *walk, const char *path, unsigned depth)
{
    struct dirent **entries;
    bool is_good;
    int count;

    if (depth > FILE_TREE_DEPTH) {
        errno = ELOOP;
        return false;
    }
    if (!walk->visit(walk->context, path, true))
        return false;
    count = scandir(path, &entries, is_visible, compare_names);
    is_good = count >= 0;
    for (int i = 0; i < count; i++) {
        is_good = is_good && walk_entry(walk, path, entries[i]->d_name, depth);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return is_good;
}

bool file_tree_walk(const char *path, const char *const *endings, file_visit *visit, void *context)
{
    struct walk walk = {endings, visit, context};

    return walk_directory(&walk, path, 0);
}
