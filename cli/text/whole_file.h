/* SPDX-License-Identifier: MIT
 *
 * A file that is written completely or not at all: it is written to a temporary file beside its path and renamed at the
 * end. Anything but a regular file (/dev/stdout, a pipe) is written in place. It knows nothing of contents.
 */
#ifndef ATTACK_EVENTS_CLI_WHOLE_FILE_H
#define ATTACK_EVENTS_CLI_WHOLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* Opens the file; "-" and NULL are standard output. Returns NULL, with a message on standard error, if it cannot be
 * written. Only one file may be open at a time. */
FILE *whole_file_open(const char *path);

/* Closes the open file and renames it to its path. Returns false, with a message, if something could not be written; an
 * earlier file then stays unchanged. A file that is never closed is removed when the program ends. */
bool whole_file_close(void);

/* Writes these bytes as a file. Returns false, as whole_file_close() does. */
bool whole_file_save(const char *path, const char *bytes, size_t size);

#endif
