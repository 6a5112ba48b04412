/* SPDX-License-Identifier: MIT
 *
 * A list of the directories that were made, the last first. The signal handler walks it, so it changes only while
 * signals are blocked.
 */
#include "directories.h"

#include "file_facts.h"
#include "file_system.h"
#include "interrupt.h"
#include "paths.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct made {
    char *path;
    struct made *before; /* which it may lie in */
};

static struct made *volatile last_made;

static void remove_made(void)
{
    for (const struct made *made = last_made; made; made = made->before)
        file_remove_directory(made->path);
}

/* Makes a directory and registers it for the signal handler. Returns false, with errno, if it cannot. */
static bool make_one(const char *path)
{
    struct made *made = malloc(sizeof *made);
    size_t size = strlen(path) + 1;
    char *copy = malloc(size);
    bool is_made = false;

    if (made && copy) {
        made->path = memcpy(copy, path, size);
        made->before = last_made;
        hold_signals();
        is_made = file_make_directory(path);
        if (is_made)
            last_made = made;
        let_signals();
    }
    if (!is_made) {
        int problem = errno;

        free(made);
        free(copy);
        errno = problem;
    }
    return is_made;
}

/* To make a directory that exists may fail with EACCES or EROFS. Returns false, with that errno. */
static bool is_made_or_there(const char *path)
{
    int problem;

    if (make_one(path))
        return true;
    problem = errno;
    if (file_kind_of(path) == FILE_DIRECTORY)
        return true;
    errno = problem;
    return false;
}

bool directories_make(char *path)
{
    undo_at_end(remove_made);
    for (char *at = path + path_root(path); *at; at++) {
        char next = at[1];

        at[1] = '\0';
        if (!is_path_separator(*at) && (is_path_separator(next) || !next) && !is_made_or_there(path))
            return false;
        at[1] = next;
    }
    return true;
}

void directories_remove_empty(void)
{
    struct made *made = last_made;

    remove_made();
    last_made = NULL;
    while (made) {
        struct made *before = made->before;

        free(made->path);
        free(made);
        made = before;
    }
}
