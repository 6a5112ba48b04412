/* SPDX-License-Identifier: MIT
 *
 * Finds the input files, reads them whole, and computes their SHA-256. It must not interpret their bytes.
 */
#ifndef GEN_INPUT_H
#define GEN_INPUT_H

#include "base/arena.h"

#include <stdbool.h>

struct input {
    const char *path; /* "-": standard input */
    const char *name; /* for messages: the path, or "<stdin>" */
    size_t folder;    /* length of the directory that was given, with a slash; 0: the file itself was given */
    void *bytes;
    size_t size;
};

struct inputs {
    struct input *items;
    size_t count, capacity;
    const char **paths; /* of all items, and of the directories in which files were looked for */
    size_t path_count, path_capacity;
};

/* Lists the files of paths: each is a file, "-" or a directory, which stands for the YAML files in it and below.
 * Returns false, and reports, if a directory cannot be read or has none, or if there are too many files. */
bool list_inputs(struct arena *arena, const char *const *paths, size_t count, struct inputs *inputs);

/* Reads them. Returns false, and reports, if one cannot be read or all together are larger than INPUT_BYTES_LIMIT. */
bool read_inputs(struct inputs *inputs);
void free_inputs(struct inputs *inputs);

/* The SHA-256 of the joined files, in hexadecimal. */
const char *sha256_of_inputs(struct arena *arena, const struct inputs *inputs);

#endif
