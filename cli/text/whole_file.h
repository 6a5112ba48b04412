/* SPDX-License-Identifier: MIT
 *
 * A file that is written whole or not at all: it grows under another name beside its place and is moved there when all
 * of it is on disk. What is no regular file (/dev/stdout, a pipe) is written in place. It knows nothing of contents.
 */
#ifndef ATTACK_EVENTS_CLI_WHOLE_FILE_H
#define ATTACK_EVENTS_CLI_WHOLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

/* Opens the file; "-" and NULL are standard output. Returns NULL, with a message on standard error, when it cannot be
 * written. One file may be open at a time. */
FILE *whole_file_open(const char *path);

/* Ends the file that is open: puts it in its place when `keep`, else drops what was written. Returns false, with a
 * message, and leaves what stood there before, when not all could be written. */
bool whole_file_close(bool keep);

/* Writes these bytes as a file. Returns false, as whole_file_close() does. */
bool whole_file_save(const char *path, const char *bytes, size_t size);

#endif
