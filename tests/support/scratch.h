/* SPDX-License-Identifier: MIT
 *
 * A temporary directory for one test, with a space in its name, and functions for files in it. If something cannot be
 * done, the test fails.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* For cmocka: a test's `*state` is the path of a directory that is created before it and removed after it. */
int scratch_setup(void **state);
int scratch_teardown(void **state);
#define SCRATCH_TEST(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

/* Returns `directory`/`name`; it is valid until the sixteenth call after this one. */
const char *path_in(const char *directory, const char *name);

/* Makes a new directory in `directory`. Returns its path, as path_in() does. */
const char *make_directory(const char *directory, const char *name);

/* Writes a file into `directory`. Returns its path, as path_in() does. */
const char *write_bytes(const char *directory, const char *name, const void *bytes, size_t size);
const char *write_text(const char *directory, const char *name, const char *text);
const char *write_program(const char *directory, const char *name, const char *text); /* that can be run */

/* Returns a file's bytes, followed by a NUL, for the caller to free. `size` may be NULL. */
char *read_file(const char *path, size_t *size);

/* Returns the names of everything in a directory, sorted, with the bytes of its files, for the caller to free. Two
 * results are equal if nothing has changed. */
char *read_directory(const char *path, size_t *size);

/* Returns the number of names in a directory. */
size_t count_names(const char *path);

#endif
