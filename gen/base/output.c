/* SPDX-License-Identifier: MIT
 *
 * Temporary files, backups and renames. The code that a signal handler runs must be async-signal-safe.
 */
#include "output.h"

#include "diagnostics.h"
#include "generator_limits.h"
#include "host/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUTS = 3, NAMES_TRIED = 100 };

struct output {
    FILE *file;
    const char *path, *directory;
    const char *backup; /* a second name of the earlier file at `path` */
    char *temporary;
    bool has_backup, is_moved; /* `is_moved`: it is the only name */
};

/* A signal handler and exit() also remove these files, so an entry is complete before `count` includes it. */
static struct output outputs[OUTPUTS];
static volatile sig_atomic_t count;

/* A directory that was made, and that goes again where nothing comes into it. */
struct made {
    const char *path;
    struct made *before; /* which it may lie in */
};

static struct made *volatile last_made;

static void remove_all(void)
{
    for (int i = 0; i < count; i++) {
        unlink(outputs[i].temporary);
        if (outputs[i].has_backup)
            unlink(outputs[i].backup);
    }
    for (const struct made *made = last_made; made; made = made->before)
        rmdir(made->path); /* which leaves one that has something in it */
}

const char *output_split_path(struct arena *arena, const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');

    *name = slash ? slash + 1 : path;
    return slash ? arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
}

/* Makes a directory and makes it known to the handler. Returns false, with errno, when it cannot. */
static bool make_one(struct arena *arena, const char *path)
{
    struct made *made = arena_allocate(arena, sizeof *made);
    sigset_t before;
    bool is_made;

    made->path = arena_copy(arena, path, strlen(path));
    made->before = last_made;
    hold_signals(&before);
    is_made = mkdir(path, 0777) == 0;
    if (is_made)
        last_made = made;
    let_signals(&before);
    return is_made;
}

bool output_make_directory(struct arena *arena, const char *path)
{
    char *copy = arena_copy(arena, path, strlen(path));

    undo_at_end(remove_all);
    for (char *at = copy + 1; *copy; at++) {
        char end = *at;
        bool is_part = (end == '/' && at[-1] != '/') || !end;

        *at = '\0';
        if (is_part && !make_one(arena, copy)) {
            struct stat there; /* mkdir() may fail with EACCES or EROFS for a directory that exists */
            int problem = errno;

            if (stat(copy, &there) != 0 || !S_ISDIR(there.st_mode)) {
                report_failure("cannot make the directory %s: %s", copy, strerror(problem));
                return false;
            }
        }
        *at = end;
        if (!end)
            break;
    }
    return true;
}

/* Creates a temporary file beside the output and registers it for the signal handler, with signals blocked. A killed
 * run may have left a file of the same name, as process ids repeat in a container. */
static int create(struct output *output, size_t size)
{
    sigset_t before;
    int descriptor = -1;

    hold_signals(&before);
    for (int i = 0; i < NAMES_TRIED; i++) {
        snprintf(output->temporary, size, "%s.new.%ld.%d", output->path, (long)getpid(), i);
        descriptor = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            break;
    }
    if (descriptor >= 0)
        count++;
    let_signals(&before);
    return descriptor;
}

FILE *output_begin(struct arena *arena, const char *path)
{
    struct output *output = &outputs[count];
    struct stat there;
    const char *name;
    bool exists = lstat(path, &there) == 0;
    size_t size = strlen(path) + 64;
    char *backup = arena_allocate(arena, size);
    int descriptor;

    if (exists && !S_ISREG(there.st_mode)) {
        report_failure("cannot write %s: it exists and is not a regular file", path);
        return NULL;
    }
    undo_at_end(remove_all);
    output->path = path;
    output->directory = output_split_path(arena, path, &name);
    snprintf(backup, size, "%s.old.%ld", path, (long)getpid());
    output->backup = backup;
    output->temporary = arena_allocate(arena, size);
    descriptor = create(output, size);
    if (descriptor < 0) {
        report_failure("cannot write %s: %s", path, strerror(errno));
        return NULL;
    }
    if (exists)
        fchmod(descriptor, there.st_mode & 0777); /* as the earlier file; the umask applies only to new files */
    output->file = fdopen(descriptor, "w");
    if (!output->file)
        fail_out_of_memory();
    return output->file;
}

int output_problem(FILE *file)
{
    if (fflush(file) == 0 && !ferror(file))
        return 0;
    return errno ? errno : EIO; /* errno of an earlier failed write may have been overwritten */
}

static bool finish_writing(struct output *output)
{
    FILE *file = output->file;
    int problem = output_problem(file);

    output->file = NULL;
    if (fclose(file) != 0 && !problem)
        problem = errno;
    if (problem)
        report_failure("cannot write %s: %s", output->path, strerror(problem));
    return !problem;
}

/* Gives the earlier file at a path, if there is one, a second name: by a link, so that it also stays where it is; or,
 * if the file system has no links, by renaming it. */
static bool back_up(struct output *output)
{
    output->has_backup = link(output->path, output->backup) == 0;
    if (output->has_backup || errno == ENOENT)
        return true;
    output->has_backup = output->is_moved = rename(output->path, output->backup) == 0;
    return output->has_backup;
}

/* Restores the earlier file at a path, replacing a new one. If it cannot, it reports the file's second name. */
static void put_back(struct output *output)
{
    if (rename(output->backup, output->path) != 0) {
        unlink(output->path);
        if (link(output->backup, output->path) != 0) {
            report_failure("cannot put %s back: %s; it is kept as %s", output->path, strerror(errno), output->backup);
            output->has_backup = false; /* so that it is not removed */
            return;
        }
    }
    unlink(output->backup); /* if both are names of one file, rename() removes neither */
    output->has_backup = false;
}

/* Restores the earlier files at all paths; the first `replaced` have new files. */
static void restore(int replaced)
{
    for (int i = 0; i < count; i++)
        if ((i < replaced || outputs[i].is_moved) && outputs[i].has_backup)
            put_back(&outputs[i]);
        else if (i < replaced)
            unlink(outputs[i].path);
}

/* Locks the directory of the first output, waiting for other processes; the lock is held while `descriptor` is open. If
 * the file system has no locks, there is no lock. Returns false, and reports, if another process keeps the lock too
 * long. */
static bool hold_directory(int descriptor)
{
    enum { TRIES_A_SECOND = 100 };
    const struct timespec moment = {0, 1000000000 / TRIES_A_SECOND};

    for (int tries = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; tries++) {
        if (tries == DIRECTORY_SECONDS_LIMIT * TRIES_A_SECOND) {
            report_failure("cannot write %s: another process has held a lock on the directory %s for %d seconds; "
                           "end that process, or write into another directory",
                           outputs[0].path, outputs[0].directory, DIRECTORY_SECONDS_LIMIT);
            return false;
        }
        nanosleep(&moment, NULL);
    }
    return true;
}

static bool put_in_place(void)
{
    sigset_t before;
    int kept = 0, replaced = 0;

    hold_signals(&before); /* so that a signal leaves all files or none */
    while (kept < count && back_up(&outputs[kept]))
        kept++;
    while (kept == count && replaced < count && rename(outputs[replaced].temporary, outputs[replaced].path) == 0)
        replaced++;
    if (replaced < count) {
        report_failure("cannot write %s: %s", outputs[kept < count ? kept : replaced].path, strerror(errno));
        restore(replaced);
    }
    let_signals(&before);
    return replaced == count;
}

bool output_commit_all(void)
{
    int directory = open(outputs[0].directory, O_RDONLY | O_CLOEXEC);
    bool written = true;

    for (int i = 0; i < count; i++)
        written = finish_writing(&outputs[i]) && written;
    written = written && hold_directory(directory) && put_in_place();
    if (directory >= 0)
        close(directory);
    output_discard_all();
    return written;
}

void output_discard_all(void)
{
    for (int i = 0; i < count; i++)
        if (outputs[i].file)
            fclose(outputs[i].file);
    remove_all();
    count = 0;
    last_made = NULL;
}
