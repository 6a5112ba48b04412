/* SPDX-License-Identifier: MIT
 *
 * Reads a file or a stream as read(2) does, and decompresses it if its first bytes say that gzip or zstd has compressed
 * it. It waits for input only if it has nothing to return. It knows nothing of lines.
 */
#ifndef ATTACK_EVENTS_CLI_UNPACK_H
#define ATTACK_EVENTS_CLI_UNPACK_H

#include "codec.h"

#include <stdbool.h>
#include <stddef.h>

/* The least room that unpack_read() needs for its first bytes. */
enum { UNPACK_ROOM = 16 };

/* Called before every read; `waits` says that the read would block. */
typedef void unpack_before_read(void *context, bool waits);

struct unpack {
    int file; /* a descriptor */
    unpack_before_read *before_read;
    void *context;
    unsigned long long bytes; /* read so far, as they are in files */
    bool is_started;
    const struct codec *codec; /* NULL: the bytes are as they are in the file */
    void *state;
    unsigned char *packed; /* what was read and not yet decompressed */
    size_t packed_at, packed_end;
    bool is_within;    /* a part of the compressed data */
    bool has_more;     /* the codec may hold bytes that it has taken and not yet given */
    const char *error; /* NULL unless the file could not be read */
};

/* Starts a file. Before the first one, it must be zeros, except `before_read` and `context`. */
void unpack_start(struct unpack *unpack, int file);

/* Returns how many bytes there are now in the buffer, up to `size`; 0 at the end, and -1 if the file could not be read.
 */
ptrdiff_t unpack_read(struct unpack *unpack, char *buffer, size_t size);

/* Whether unpack_read() has to wait for the file. It waits itself until then, or until so many milliseconds have
 * passed. */
bool unpack_waits(const struct unpack *unpack, int milliseconds);

void unpack_free(struct unpack *unpack);

#endif
