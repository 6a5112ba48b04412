/* SPDX-License-Identifier: MIT
 *
 * A list of the directories that were made, the last first. The signal handler walks it, so it changes only while
 * signals are blocked.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "directories.h"

#include "interrupt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct made {
    char *path;
    struct made *before; /* which it may lie in */
};

static struct made *volatile last_made;

static void remove_made(void)
{
    for (const struct made *made = last_made; made; made = made->before)
        rmdir(made->path); /* fails for a directory that is not empty */
}

/* Makes a directory and registers it for the signal handler. Returns false, with errno, if it cannot. */
static bool make_one(const char *path)
{
    struct made *made = malloc(sizeof *made);
    char *copy = strdup(path);
    sigset_t before;
    bool is_made = false;

    if (made && copy) {
        made->path = copy;
        made->before = last_made;
        hold_signals(&before);
        is_made = mkdir(path, 0777) == 0;
        if (is_made)
            last_made = made;
        let_signals(&before);
    }
    if (!is_made) {
        int problem = errno;

        free(made);
        free(copy);
        errno = problem;
    }
    return is_made;
}

/* mkdir() may fail with EACCES or EROFS for a directory that exists. Returns false, with mkdir()'s errno. */
static bool is_made_or_there(const char *path)
{
    struct stat there;
    int problem;

    if (make_one(path))
        return true;
    problem = errno;
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode))
        return true;
    errno = problem;
    return false;
}

bool directories_make(char *path)
{
    undo_at_end(remove_made);
    for (char *at = path; *at; at++) {
        char next = at[1];

        at[1] = '\0';
        if (*at != '/' && (next == '/' || !next) && !is_made_or_there(path))
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
