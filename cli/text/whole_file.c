/* SPDX-License-Identifier: MIT
 *
 * One of host/whole_files.h's files, under the name that the user gave.
 */
#include "whole_file.h"

#include "host/file_facts.h"
#include "host/file_system.h"
#include "host/streams.h"
#include "host/whole_files.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct {
    FILE *file;
    const char *asked; /* the name that the user gave; NULL: standard output */
    bool is_in_place;  /* it is no regular file */
} open_file;

static bool fail(int problem)
{
    text_begin_message("cannot write ", open_file.asked);
    fprintf(stderr, "%s%s\n", problem ? ": " : "", problem ? strerror(problem) : "");
    return false;
}

static void report(const struct whole_files_problem *problem)
{
    fail(problem->error);
}

/* Starts the file at a path whose symbolic links are resolved, so that a link stays one. */
static FILE *begin(const char *path, bool exists)
{
    char *resolved = exists ? file_resolved(path) : NULL;
    FILE *file = exists && !resolved ? NULL : whole_files_begin(resolved ? resolved : path);
    int problem = errno;

    free(resolved);
    errno = problem;
    return file;
}

FILE *whole_file_open(const char *path)
{
    struct file_facts facts;
    bool exists;
    int problem;

    open_file.asked = path && strcmp(path, "-") != 0 ? path : NULL;
    open_file.file = stdout;
    if (!open_file.asked)
        return stdout;
    exists = file_facts_of(path, &facts);
    problem = errno;
    if (!exists && file_facts_of_link(path, &facts)) { /* a dangling symbolic link, or a loop */
        fail(problem);
        return open_file.file = NULL;
    }
    open_file.is_in_place = exists && facts.kind != FILE_REGULAR;
    open_file.file = open_file.is_in_place ? file_stream(path, "w") : begin(path, exists);
    if (!open_file.file) {
        fail(errno);
        whole_files_discard();
    }
    return open_file.file;
}

static bool close_in_place(void)
{
    int problem = stream_problem(open_file.file);

    if (fclose(open_file.file) != 0 && !problem)
        problem = errno;
    return !problem || fail(problem);
}

/* terminal_finish() finishes standard output. */
bool whole_file_close(void)
{
    if (!open_file.asked)
        return true;
    return open_file.is_in_place ? close_in_place() : whole_files_commit(0, report);
}

bool whole_file_save(const char *path, const char *bytes, size_t size)
{
    FILE *file = whole_file_open(path);

    if (!file)
        return false;
    fwrite(bytes, 1, size, file);
    return whole_file_close();
}
