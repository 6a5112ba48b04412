/* SPDX-License-Identifier: MIT */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* realpath() */
#endif

#include "file_system.h"

#include "interrupt.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_make_directory(const char *path)
{
    return mkdir(path, 0777) == 0;
}

bool file_remove_directory(const char *path)
{
    return rmdir(path) == 0;
}

bool file_remove(const char *path)
{
    return unlink(path) == 0;
}

bool file_rename(const char *path, const char *name)
{
    return rename(path, name) == 0;
}

bool file_link(const char *path, const char *second)
{
    return link(path, second) == 0;
}

char *file_resolved(const char *path)
{
    return realpath(path, NULL);
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

char **file_names(const char *directory, size_t *count)
{
    struct dirent **entries;
    int entry_count = scandir(directory, &entries, is_visible, compare_names), problem = 0;
    char **names;

    if (entry_count < 0)
        return NULL;
    *count = (size_t)entry_count;
    names = calloc(*count + 1, sizeof *names);
    for (size_t i = 0; i < *count; i++) {
        if (names && !problem && !(names[i] = strdup(entries[i]->d_name)))
            problem = ENOMEM;
        free(entries[i]);
    }
    free(entries);
    if (names && problem) {
        file_names_free(names, *count);
        names = NULL;
        errno = problem;
    }
    return names;
}

void file_names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

int file_open(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC);
}

ptrdiff_t file_read(int descriptor, void *bytes, size_t size)
{
    ssize_t got;

    do
        got = read(descriptor, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}

bool file_waits(int descriptor)
{
    struct pollfd ready = {descriptor, POLLIN, 0};

    return poll(&ready, 1, 0) == 0;
}

void file_close(int descriptor)
{
    close(descriptor);
}

FILE *file_stream(const char *path, const char *mode)
{
    return fopen(path, mode);
}

FILE *file_create(const char *path, const char *like, void (*created)(void))
{
    struct stat there;
    mode_t mode = stat(like, &there) == 0 ? there.st_mode & 0777 : 0;
    int descriptor;

    hold_signals();
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ? mode : 0666);
    if (descriptor >= 0)
        created();
    let_signals();
    if (descriptor < 0)
        return NULL;
    if (mode)
        fchmod(descriptor, mode); /* the umask applies only to new files */
    return fdopen(descriptor, "w");
}
