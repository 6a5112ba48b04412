/* SPDX-License-Identifier: MIT
 *
 * Output files that appear complete or not at all. Each is written to a temporary file beside its path, and all are
 * renamed together at the end. Earlier files stay until then, and stay unchanged if something fails or the program is
 * interrupted. It knows nothing of what the files contain.
 */
#ifndef GEN_OUTPUT_H
#define GEN_OUTPUT_H

#include "arena.h"

#include <stdbool.h>
#include <stdio.h>

/* Splits a path: returns the directory, and sets the name. */
const char *output_split_path(struct arena *arena, const char *path, const char **name);

/* Makes a directory and its parents, unless they exist. Those that it makes are removed with the files that were
 * started, unless they are not empty. Returns false, and reports, if it cannot. */
bool output_make_directory(struct arena *arena, const char *path);

/* Starts a file, at most three in one run. Returns NULL, and reports, if it cannot be created. */
FILE *output_begin(struct arena *arena, const char *path);

/* Renames all files to their paths. It locks the directory, if the file system has locks, so that the files of two
 * programs do not mix. Returns false, and reports, if one could not be written or renamed; then all paths are as they
 * were. */
bool output_commit_all(void);

/* Flushes a file. Returns 0 if everything was written, or else an error number. */
int output_problem(FILE *file);

/* Removes all files that were started and directories that were made; exit() and a signal that ends the program do so
 * too. */
void output_discard_all(void);

#endif
