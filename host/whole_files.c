/* SPDX-License-Identifier: MIT */
#include "whole_files.h"

#include "directory_lock.h"
#include "file_system.h"
#include "interrupt.h"
#include "paths.h"
#include "streams.h"
#include "system_clock.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

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
        file_remove(files[i].temporary);
        if (files[i].has_backup)
            file_remove(files[i].backup);
    }
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

    file->path = malloc(size);
    file->temporary = malloc(size);
    file->backup = malloc(size);
    if (!file->path || !file->temporary || !file->backup)
        return false;
    snprintf(file->path, size, "%s", path);
    snprintf(file->backup, size, "%s.old.%lu", path, process_number());
    return true;
}

static void register_created(void)
{
    count++;
}

/* Creates a temporary file beside the path and registers it for the signal handler. A killed run may have left a file
 * of the same name, as process ids repeat in a container. */
static FILE *create(struct whole_file *file)
{
    size_t size = strlen(file->path) + ROOM_FOR_ENDING;

    for (int i = 0; i < NAMES_TRIED; i++) {
        FILE *created;

        snprintf(file->temporary, size, "%s.new.%lu.%d", file->path, process_number(), i);
        created = file_create(file->temporary, file->path, register_created);
        if (created || errno != EEXIST)
            return created;
    }
    return NULL;
}

FILE *whole_files_begin(const char *path)
{
    struct whole_file *file = &files[count];
    int before = count;

    undo_at_end(remove_all);
    file->file = make_names(file, path) ? create(file) : NULL;
    if (!file->file && count == before) { /* one that was created, but not opened, is still to be removed */
        int problem = errno;

        forget_names(file);
        errno = problem;
        return NULL;
    }
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
    file->has_backup = file_link(file->path, file->backup);
    if (file->has_backup || errno == ENOENT)
        return true;
    file->has_backup = file->is_moved = file_rename(file->path, file->backup);
    return file->has_backup;
}

/* Restores the earlier file at a path, replacing a new one. If it cannot, it reports the file's second name. */
static void put_back(struct whole_file *file, void (*report)(const struct whole_files_problem *))
{
    if (!file_rename(file->backup, file->path)) {
        file_remove(file->path);
        if (!file_link(file->backup, file->path)) {
            const struct whole_files_problem problem = {WHOLE_FILES_NOT_PUT_BACK, file->path, file->backup, errno};

            report(&problem);
            file->has_backup = false; /* so that it is not removed */
            return;
        }
    }
    file_remove(file->backup); /* if both are names of one file, rename() removes neither */
    file->has_backup = false;
}

/* Restores the earlier files at all paths; the first `replaced` have new files. */
static void restore(int replaced, void (*report)(const struct whole_files_problem *))
{
    for (int i = 0; i < count; i++)
        if ((i < replaced || files[i].is_moved) && files[i].has_backup)
            put_back(&files[i], report);
        else if (i < replaced)
            file_remove(files[i].path);
}

/* Returns the directory of the first file, malloc()ed; NULL without memory. */
static char *copy_directory(void)
{
    size_t length = path_directory(files[0].path);
    char *name = malloc(length + sizeof ".");

    if (name) {
        memcpy(name, length ? files[0].path : ".", length ? length : 1);
        name[length ? length : 1] = '\0';
    }
    return name;
}

/* One file needs no second name for what it replaces: it is renamed or not. */
static bool put_in_place(void (*report)(const struct whole_files_problem *))
{
    int kept = 0, replaced = 0;

    hold_signals(); /* so that a signal leaves all files or none */
    while (kept < count && (count == 1 || back_up(&files[kept])))
        kept++;
    while (kept == count && replaced < count && file_rename(files[replaced].temporary, files[replaced].path))
        replaced++;
    if (replaced < count) {
        report_file(&files[kept < count ? kept : replaced], report, errno);
        restore(replaced, report);
    }
    let_signals();
    return replaced == count;
}

static bool put_in_place_locked(int seconds, void (*report)(const struct whole_files_problem *))
{
    char *name = copy_directory();
    struct directory_lock lock;
    bool is_done = false;

    if (!name) {
        report_file(&files[0], report, errno);
        return false;
    }
    if (directory_lock_take(&lock, name, seconds)) {
        is_done = put_in_place(report);
    } else {
        const struct whole_files_problem problem = {WHOLE_FILES_LOCKED, files[0].path, name, 0};

        report(&problem);
    }
    directory_lock_give(&lock);
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
