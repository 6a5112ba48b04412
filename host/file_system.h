/* SPDX-License-Identifier: MIT
 *
 * Changing and listing directories, and opening files. Paths are UTF-8 on every system, files are bytes, and errors are
 * in errno.
 */
#ifndef HOST_FILE_SYSTEM_H
#define HOST_FILE_SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* ---- Names. The first three are async-signal-safe where signals interrupt a program. */

bool file_make_directory(const char *path);
bool file_remove_directory(const char *path); /* fails for one that is not empty */
bool file_remove(const char *path);

/* Gives a file another name, in place of a file that has it: there is one at every moment. */
bool file_rename(const char *path, const char *name);

/* Gives a file a second name. */
bool file_link(const char *path, const char *second);

/* Returns the path without symbolic links, for free(); NULL if there is no such file. */
char *file_resolved(const char *path);

/* Returns the names in a directory, sorted bytewise, without those that start with a dot. All of it is for
 * file_names_free(). NULL if it cannot be read. */
char **file_names(const char *directory, size_t *count);
void file_names_free(char **names, size_t count);

/* ---- Opening */

/* Opens a file for file_read(). Returns a descriptor, or -1. */
int file_open(const char *path);

/* Reads at most `size` bytes, 1 or more. Returns how many there were, 0 at the end, -1 if it failed. */
ptrdiff_t file_read(int descriptor, void *bytes, size_t size);

/* Returns whether file_read() would wait, as a pipe or a terminal without input does. */
bool file_waits(int descriptor);
void file_close(int descriptor);

/* fopen() for bytes; `mode` is "r" or "w". */
FILE *file_stream(const char *path, const char *mode);

/* Creates a file that is not there yet, to write it, with the permissions of the file `like` if that one is there.
 * Calls `created`, with signals held, before anything else can fail. */
FILE *file_create(const char *path, const char *like, void (*created)(void));

#endif
