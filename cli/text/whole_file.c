/* SPDX-License-Identifier: MIT
 *
 * Uses POSIX. The signal handler and exit() remove the unfinished file, so that a run that is interrupted or runs out
 * of memory leaves none.
 */
#define _XOPEN_SOURCE 700

#include "whole_file.h"

#include "host/interrupt.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_TRIED = 100 };

static struct {
    FILE *file;
    const char *asked; /* the name that the user gave */
    char *path;        /* the final path, with symbolic links resolved; NULL: written in place */
    char *temporary;
    size_t temporary_size;
} open_file;

static volatile sig_atomic_t has_temporary;

static bool fail(int problem)
{
    fputs("attack-events: cannot write ", stderr);
    text_show(stderr, open_file.asked);
    fprintf(stderr, "%s%s\n", problem ? ": " : "", problem ? strerror(problem) : "");
    return false;
}

static void remove_temporary(void)
{
    if (has_temporary)
        unlink(open_file.temporary);
    has_temporary = 0;
}

static void forget_names(void)
{
    free(open_file.path);
    free(open_file.temporary);
    open_file.path = open_file.temporary = NULL;
}

/* Builds the names. Returns false when memory runs out. */
static bool make_names(const char *path, bool exists)
{
    open_file.path = exists ? realpath(path, NULL) : strdup(path);
    if (!open_file.path)
        return false;
    open_file.temporary_size = strlen(open_file.path) + 64;
    open_file.temporary = malloc(open_file.temporary_size);
    return open_file.temporary != NULL;
}

/* Creates a temporary file beside the final path and registers it for the signal handler, with signals blocked. A
 * killed run may have left a file of the same name, as process ids repeat in a container. */
static int create(mode_t mode)
{
    sigset_t before;
    int descriptor = -1;

    hold_signals(&before);
    for (int i = 0; i < NAMES_TRIED; i++) {
        snprintf(open_file.temporary, open_file.temporary_size, "%s.new.%ld.%d", open_file.path, (long)getpid(), i);
        descriptor = open(open_file.temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (descriptor >= 0 || errno != EEXIST)
            break;
    }
    has_temporary = descriptor >= 0;
    let_signals(&before);
    return descriptor;
}

static FILE *open_beside(const struct stat *before)
{
    mode_t mode = before ? before->st_mode & 0777 : 0666;
    int descriptor = create(mode);

    if (descriptor < 0)
        return NULL;
    if (before)
        fchmod(descriptor, mode); /* the mode of the earlier file: the umask applies only to new files */
    return fdopen(descriptor, "w");
}

FILE *whole_file_open(const char *path)
{
    struct stat status;
    bool exists;
    int problem;

    open_file.asked = path && strcmp(path, "-") != 0 ? path : NULL;
    open_file.file = stdout;
    if (!open_file.asked)
        return stdout;
    exists = stat(path, &status) == 0;
    problem = errno;
    if (!exists && lstat(path, &status) == 0) { /* a dangling symbolic link, or a loop */
        fail(problem);
        return open_file.file = NULL;
    }
    if (exists && !S_ISREG(status.st_mode)) {
        open_file.file = fopen(path, "w");
    } else {
        undo_at_end(remove_temporary);
        open_file.file = make_names(path, exists) ? open_beside(exists ? &status : NULL) : NULL;
    }
    if (!open_file.file) {
        fail(errno);
        remove_temporary();
        forget_names();
    }
    return open_file.file;
}

/* terminal_finish() finishes standard output. */
bool whole_file_close(bool keep)
{
    int problem;

    if (!open_file.asked)
        return keep;
    problem = fflush(open_file.file) == 0 && !ferror(open_file.file) ? 0 : errno ? errno : EIO;
    if (fclose(open_file.file) != 0 && !problem)
        problem = errno;
    if (!problem && keep && has_temporary && rename(open_file.temporary, open_file.path) != 0)
        problem = errno;
    if (problem || !keep)
        remove_temporary();
    has_temporary = 0;
    forget_names();
    return problem ? fail(problem) : keep;
}

bool whole_file_save(const char *path, const char *bytes, size_t size)
{
    FILE *file = whole_file_open(path);

    if (!file)
        return false;
    fwrite(bytes, 1, size, file);
    return whole_file_close(true);
}
