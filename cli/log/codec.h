/* SPDX-License-Identifier: MIT
 *
 * How a compressed file is decompressed: one such for each library. A build without the library has a
 * message, and no functions.
 */
#ifndef ATTACK_EVENTS_CLI_CODEC_H
#define ATTACK_EVENTS_CLI_CODEC_H

#include <stdbool.h>
#include <stddef.h>

/* Compressed bytes in, others out. Each call moves `in` and `out` on by what it used. */
struct codec_bytes {
    const unsigned char *in;
    size_t in_left;
    char *out;
    size_t out_left;
};

struct codec {
    const char *missing; /* an error message if the library was missing when this was built; else NULL */
    void *(*start)(void);
    /* Decompresses some bytes. `is_within` says whether more of the same part has to follow; a file may have
     * many parts.
     * Returns NULL, or an error message. */
    const char *(*decode)(void *state, struct codec_bytes *bytes, bool *is_within);
    void (*stop)(void *state);
};

extern const struct codec codec_gzip, codec_zstd;

#endif
