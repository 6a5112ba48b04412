/* SPDX-License-Identifier: MIT
 *
 * Reads whole input files, and computes their SHA-256. It must not interpret their bytes.
 */
#ifndef GEN_INPUT_H
#define GEN_INPUT_H

#include "base/arena.h"

#include <stdbool.h>

struct input {
    const char *name; /* for messages: the path, or "<stdin>" */
    void *bytes;
    size_t size;
};

/* Reads each path ("-": standard input). Returns the inputs. Returns NULL, and reports, if one cannot be read or all
 * together are larger than INPUT_BYTES_LIMIT. */
struct input *read_inputs(struct arena *arena, const char *const *paths, size_t count);
void free_inputs(struct input *inputs, size_t count);

/* The SHA-256 of the joined files, in hexadecimal. */
const char *sha256_of_inputs(struct arena *arena, const struct input *inputs, size_t count);

#endif
