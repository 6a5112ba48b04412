/* SPDX-License-Identifier: MIT */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* flock */
#endif
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "whole_files.h"

#include "interrupt.h"
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NAMES_TRIED = 100, ROOM_FOR_ENDING = 64 };

struct whole_file {
    FILE *file;
    char *path, *temporary;
    char *backup;              /* a second name for what stands at `path` */
    bool has_backup, is_moved; /* `is_moved`: the second name is the only one */
};

/* A signal handler and exit() also remove these files, so an entry is complete before `count` includes it. */
static struct whole_file files[WHOLE_FILES_MOST];
static volatile sig_atomic_t count;

static void remove_all(void)
{
    for (int i = 0; i < count; i++) {
        unlink(files[i].temporary);
        if (files[i].has_backup)
            unlink(files[i].backup);
    }
}

size_t whole_files_directory(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* ---- Starting a file -------------------------------------------------------------------------------------------- */

static void forget_names(struct whole_file *file)
{
    free(file->path);
    free(file->temporary);
    free(file->backup);
    memset(file, 0, sizeof *file);
}

static bool make_names(struct whole_file *file, const char *path)
{
    size_t size = strlen(path) + ROOM_FOR_ENDING;

    file->path = strdup(path);
    file->temporary = malloc(size);
    file->backup = malloc(size);
    if (!file->path || !file->temporary || !file->backup)
        return false;
    snprintf(file->backup, size, "%s.old.%ld", path, (long)getpid());
    return true;
}

/* Creates a temporary file beside the path and registers it for the signal handler, with signals blocked. A killed run
 * may have left a file of the same name, as process ids repeat in a container. */
static int create(struct whole_file *file, mode_t mode)
{
    size_t size = strlen(file->path) + ROOM_FOR_ENDING;
    sigset_t before;
    int descriptor = -1;

    hold_signals(&before);
    for (int i = 0; i < NAMES_TRIED; i++) {
        snprintf(file->temporary, size, "%s.new.%ld.%d", file->path, (long)getpid(), i);
        descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0 || errno != EEXIST)
            break;
    }
    if (descriptor >= 0)
        count++;
    let_signals(&before);
    return descriptor;
}

FILE *whole_files_begin(const char *path)
{
    struct whole_file *file = &files[count];
    struct stat there;
    mode_t mode = stat(path, &there) == 0 ? there.st_mode & 0777 : 0;
    int descriptor;

    undo_at_end(remove_all);
    descriptor = make_names(file, path) ? create(file, mode ? mode : 0666) : -1;
    if (descriptor < 0) {
        int problem = errno;

        forget_names(file);
        errno = problem;
        return NULL;
    }
    if (mode)
        fchmod(descriptor, mode); /* the mode of the earlier file: the umask applies only to new files */
    file->file = fdopen(descriptor, "w");
    return file->file;
}

/* ---- Putting all files in place --------------------------------------------------------------------------------- */

static void report_file(const struct whole_file *file, void (*report)(const struct whole_files_problem *), int error)
{
    const struct whole_files_problem problem = {WHOLE_FILES_NOT_WRITTEN, file->path, NULL, error};

    report(&problem);
}

static bool finish_writing(struct whole_file *file, void (*report)(const struct whole_files_problem *))
{
    int problem = stream_problem(file->file);

    if (fclose(file->file) != 0 && !problem)
        problem = errno;
    file->file = NULL;
    if (problem)
        report_file(file, report, problem);
    return !problem;
}

/* Gives the earlier file at a path, if there is one, a second name: by a link, so that it also stays where it is; or,
 * if the file system has no links, by renaming it. */
static bool back_up(struct whole_file *file)
{
    file->has_backup = link(file->path, file->backup) == 0;
    if (file->has_backup || errno == ENOENT)
        return true;
    file->has_backup = file->is_moved = rename(file->path, file->backup) == 0;
    return file->has_backup;
}

/* Restores the earlier file at a path, replacing a new one. If it cannot, it reports the file's second name. */
static void put_back(struct whole_file *file, void (*report)(const struct whole_files_problem *))
{
    if (rename(file->backup, file->path) != 0) {
        unlink(file->path);
        if (link(file->backup, file->path) != 0) {
            const struct whole_files_problem problem = {WHOLE_FILES_NOT_PUT_BACK, file->path, file->backup, errno};

            report(&problem);
            file->has_backup = false; /* so that it is not removed */
            return;
        }
    }
    unlink(file->backup); /* if both are names of one file, rename() removes neither */
    file->has_backup = false;
}

/* Restores the earlier files at all paths; the first `replaced` have new files. */
static void restore(int replaced, void (*report)(const struct whole_files_problem *))
{
    for (int i = 0; i < count; i++)
        if ((i < replaced || files[i].is_moved) && files[i].has_backup)
            put_back(&files[i], report);
        else if (i < replaced)
            unlink(files[i].path);
}

/* Returns the directory of the first file, malloc()ed; NULL without memory. */
static char *copy_directory(void)
{
    size_t length = whole_files_directory(files[0].path);
    char *name = strdup(length ? files[0].path : ".");

    if (name && length)
        name[length] = '\0';
    return name;
}

/* Waits for other processes, and locks a directory while `descriptor` is open. If the file system has no locks, there
 * is no lock. Returns false if another process keeps the lock too long. */
static bool hold_directory(int descriptor, int seconds)
{
    enum { TRIES_A_SECOND = 100 };
    const struct timespec moment = {0, 1000000000 / TRIES_A_SECOND};

    for (int tries = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; tries++) {
        if (tries == seconds * TRIES_A_SECOND)
            return false;
        nanosleep(&moment, NULL);
    }
    return true;
}

/* One file needs no second name for what it replaces: it is renamed or not. */
static bool put_in_place(void (*report)(const struct whole_files_problem *))
{
    sigset_t before;
    int kept = 0, replaced = 0;

    hold_signals(&before); /* so that a signal leaves all files or none */
    while (kept < count && (count == 1 || back_up(&files[kept])))
        kept++;
    while (kept == count && replaced < count && rename(files[replaced].temporary, files[replaced].path) == 0)
        replaced++;
    if (replaced < count) {
        report_file(&files[kept < count ? kept : replaced], report, errno);
        restore(replaced, report);
    }
    let_signals(&before);
    return replaced == count;
}

static bool put_in_place_locked(int seconds, void (*report)(const struct whole_files_problem *))
{
    char *name = copy_directory();
    bool is_done = false;
    int directory;

    if (!name) {
        report_file(&files[0], report, errno);
        return false;
    }
    directory = open(name, O_RDONLY | O_CLOEXEC);
    if (hold_directory(directory, seconds)) {
        is_done = put_in_place(report);
    } else {
        const struct whole_files_problem problem = {WHOLE_FILES_LOCKED, files[0].path, name, 0};

        report(&problem);
    }
    if (directory >= 0)
        close(directory);
    free(name);
    return is_done;
}

bool whole_files_commit(int seconds, void (*report)(const struct whole_files_problem *problem))
{
    bool is_written = true;

    for (int i = 0; i < count; i++)
        is_written = finish_writing(&files[i], report) && is_written;
    is_written = is_written && (count == 1 ? put_in_place(report) : put_in_place_locked(seconds, report));
    whole_files_discard();
    return is_written;
}

void whole_files_discard(void)
{
    int ended = count;

    for (int i = 0; i < ended; i++)
        if (files[i].file)
            fclose(files[i].file);
    remove_all();
    count = 0;
    for (int i = 0; i < ended; i++)
        forget_names(&files[i]);
}
