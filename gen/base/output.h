/* SPDX-License-Identifier: MIT
 *
 * Files that appear whole or not at all: each is written beside its place under a temporary name, and all are put in
 * place together at the end. What stood there before stays until then, and for good when something fails or the
 * program is interrupted.
 */
#ifndef GEN_OUTPUT_H
#define GEN_OUTPUT_H

#include "arena.h"

#include <stdbool.h>
#include <stdio.h>

/* Splits a path. Returns the directory. */
const char *output_split_path(struct arena *arena, const char *path, const char **name);

/* Makes a directory, with those that it lies in, where it is not there. What was made is removed with the files that
 * were started, unless something came into it. Returns false, and reports, when it cannot. */
bool output_make_directory(struct arena *arena, const char *path);

/* Starts a file; at most three in one run. Returns NULL, and reports, when it cannot be created. */
FILE *output_begin(struct arena *arena, const char *path);

/* Puts all files in place, one program after another: those of two that write into one directory do not mix, where the
 * file system can lock it. Returns false, and reports, when one could not be written or put in place; then all places
 * are as they were. */
bool output_commit_all(void);

/* Returns 0 where all that was written to a file has arrived, or else an error number. */
int output_problem(FILE *file);

/* Removes what was started or made, and not put in place; exit(), and a signal that ends the program, do so too. */
void output_discard_all(void);

#endif
