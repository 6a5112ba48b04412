/* SPDX-License-Identifier: MIT */
#include "file_tree.h"

#include "file_facts.h"
#include "file_system.h"
#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    const char *const *endings;
    file_visit *visit;
    void *context;
};

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (strlen(name) > strlen(*endings) && strcmp(name + strlen(name) - strlen(*endings), *endings) == 0)
            return true;
    return false;
}

static char *joined(const char *directory, const char *name)
{
    size_t length = strlen(directory), size = length + strlen(name) + 2;
    char *path = malloc(size);

    if (path)
        snprintf(path, size, "%s%s%s", directory, length && is_path_separator(directory[length - 1]) ? "" : "/", name);
    return path;
}

static bool walk_directory(const struct walk *walk, const char *path, unsigned depth);

static bool walk_entry(const struct walk *walk, const char *directory, const char *name, unsigned depth)
{
    char *path = joined(directory, name);
    struct file_facts facts;
    bool is_good = true;

    if (!path)
        return false;
    if (!file_facts_of_link(path, &facts)) {
        is_good = errno == ENOENT; /* it was removed in the meantime */
        free(path);
        return is_good;
    }
    if (facts.kind == FILE_DIRECTORY)
        is_good = walk_directory(walk, path, depth + 1);
    else if (has_ending(name, walk->endings) &&
             (facts.kind == FILE_LINK ? file_kind_of(path) : facts.kind) == FILE_REGULAR)
        is_good = walk->visit(walk->context, path, false);
    free(path);
    return is_good;
}

/* Its depth is bounded by FILE_TREE_DEPTH. */
static bool walk_directory(const struct walk *walk, const char *path, unsigned depth)
{
    size_t count;
    char **names;
    bool is_good = true;
    int problem;

    if (depth > FILE_TREE_DEPTH) {
        errno = ELOOP;
        return false;
    }
    if (!walk->visit(walk->context, path, true))
        return false;
    names = file_names(path, &count);
    if (!names)
        return false;
    for (size_t i = 0; i < count && is_good; i++)
        is_good = walk_entry(walk, path, names[i], depth);
    problem = errno;
    file_names_free(names, count);
    errno = problem;
    return is_good;
}

bool file_tree_walk(const char *path, const char *const *endings, file_visit *visit, void *context)
{
    struct walk walk = {endings, visit, context};

    return walk_directory(&walk, path, 0);
}
