/* SPDX-License-Identifier: MIT
 *
 * Perfect hashes found by gperf. gperf chooses the key positions and the weights; the slots are computed here, from the
 * hash of every key. If another version of gperf prints something else, that is noticed and never makes a wrong table.
 */
#ifndef GEN_HASH_H
#define GEN_HASH_H

#include "base/arena.h"
#include "base/diagnostics.h"

#include <stdbool.h>

/* The data for a `struct attack_hash` (runtime/tables.h). */
enum index {
    INDEX_GPERF_OR_NONE, /* a note says where gperf finds no hash: then ids are found by binary search */
    INDEX_GPERF,         /* that is an error */
    INDEX_ALIKE,         /* as the first, but where another machine could find one, it is an error: for packs */
    INDEX_NONE           /* and no factors of scores */
};

struct hash {
    uint8_t *steps;
    size_t step_count;
    uint16_t *weights;
    size_t weight_count;
    uint32_t base;
    uint32_t *slots; /* 1 + the number of the key, or 0 */
    size_t slot_count;
};

/* Finds a perfect hash of `count` distinct keys, at most GPERF_KEYS_LIMIT. If gperf finds none that fits the tables,
 * sets `why`, and the hash has no slots; nor has the hash of 0 keys. Returns false, and reports, if gperf cannot be
 * run. */
bool find_hash(struct arena *arena, const char *const *keys, size_t count, struct hash *hash, const char **why);

#endif
