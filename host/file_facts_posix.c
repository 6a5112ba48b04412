/* SPDX-License-Identifier: MIT */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "file_facts.h"

#include <sys/stat.h>

static bool take(int result, const struct stat *status, struct file_facts *facts)
{
    if (result != 0)
        return false;
    facts->kind = S_ISREG(status->st_mode)   ? FILE_REGULAR
                  : S_ISDIR(status->st_mode) ? FILE_DIRECTORY
                  : S_ISLNK(status->st_mode) ? FILE_LINK
                                             : FILE_OTHER;
    facts->device = (uint64_t)status->st_dev;
    facts->number = (uint64_t)status->st_ino;
    return true;
}

bool file_facts_of(const char *path, struct file_facts *facts)
{
    struct stat status;

    return take(stat(path, &status), &status, facts);
}

bool file_facts_of_link(const char *path, struct file_facts *facts)
{
    struct stat status;

    return take(lstat(path, &status), &status, facts);
}

bool file_facts_of_descriptor(int descriptor, struct file_facts *facts)
{
    struct stat status;

    return take(fstat(descriptor, &status), &status, facts);
}
