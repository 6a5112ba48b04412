/* SPDX-License-Identifier: MIT
 *
 * What the system knows of a file: its kind, and whether two paths lead to the same one. Paths are UTF-8 on every
 * system.
 */
#ifndef HOST_FILE_FACTS_H
#define HOST_FILE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

enum file_kind { FILE_OTHER, FILE_REGULAR, FILE_DIRECTORY, FILE_LINK };

struct file_facts {
    enum file_kind kind;
    uint64_t device, number; /* the same for all paths to a file */
};

/* Returns false, with errno, if there is no such file. A symbolic link is what it leads to. */
bool file_facts_of(const char *path, struct file_facts *facts);

/* The same, but a symbolic link is FILE_LINK. */
bool file_facts_of_link(const char *path, struct file_facts *facts);

/* The facts of an open file: 0 is standard input, 1 standard output. */
bool file_facts_of_descriptor(int descriptor, struct file_facts *facts);

static inline bool are_same_file(const struct file_facts *one, const struct file_facts *other)
{
    return one->device == other->device && one->number == other->number;
}

/* Returns what a path is; FILE_OTHER also if there is none. A symbolic link is what it leads to. */
static inline enum file_kind file_kind_of(const char *path)
{
    struct file_facts facts;

    return file_facts_of(path, &facts) ? facts.kind : FILE_OTHER;
}

#endif
