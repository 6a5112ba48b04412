/* SPDX-License-Identifier: MIT
 *
 * The paths of a run: what it writes, and what it reads and must not overwrite.
 */
#ifndef GEN_PLACES_H
#define GEN_PLACES_H

#include "base/arena.h"

#include <stdbool.h>

struct places {
    const char *output;  /* the C source, or the pack */
    const char *header;  /* NULL: the output is a pack */
    const char *depfile; /* NULL: none */
    bool is_one_file;    /* the output is an amalgamation */
    const char *const *inputs;
    size_t input_count;
};

/* Returns the places of PREFIX.c and PREFIX.h in the directory `output`; of an amalgamation, `output`, which ends in
 * ".c", and its header; of a pack, `output`. Without inputs yet. */
struct places places_of(struct arena *arena, const char *output, const char *prefix, bool is_one_file, bool is_pack,
                        const char *depfile);

/* Checks the paths before any work, and makes the directory of the output: no output may overwrite an input or another
 * output, and a depfile must be able to name them. Returns an exit code, and reports. */
int prepare_places(struct arena *arena, const struct places *places);

#endif
