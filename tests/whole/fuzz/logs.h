/* SPDX-License-Identifier: MIT
 *
 * The lines that a log becomes before any is parsed, made of the whole log at once; and logs that are compressed.
 */
#ifndef LOGS_H
#define LOGS_H

#include "fuzz.h"

#include <stdbool.h>

/* How a file is compressed. */
enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD };

struct log_lines {
    char *lines; /* for free() */
    size_t length;
    const char *error; /* why reading ends behind these lines; else NULL */
    bool is_packed;    /* the file is compressed itself */
    bool is_certain;   /* short reads make the same lines, although they reach the limit of a line earlier */
};

/* Returns false if there are so many that they are not worth the time: a few bytes can be decompressed to very many. */
bool log_lines_of(const struct memory_file *file, size_t size, struct log_lines *log);

/* Replaces a file by what it is when compressed, as two parts, without its last bytes. */
void pack_file(const struct memory_file *file, struct part bytes, enum packing packing, size_t left_out);

#endif
