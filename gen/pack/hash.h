/* SPDX-License-Identifier: MIT
 *
 * Perfect hashes, found by gperf. gperf chooses the key positions and the weights; the slots are computed here, from
 * the hash of every key, so that a gperf whose output reads otherwise is noticed and never makes a wrong table.
 */
#ifndef GEN_HASH_H
#define GEN_HASH_H

#include "base/arena.h"
#include "base/diagnostics.h"

#include <stdbool.h>

/* A `struct attack_hash` (runtime/tables.h) in the making. */
struct hash {
    uint8_t *steps;
    size_t step_count;
    uint16_t *weights;
    size_t weight_count;
    uint32_t base;
    uint32_t *slots; /* number of the key + 1, or 0 */
    size_t slot_count;
};

/* Finds a perfect hash of `count` distinct keys, at most GPERF_KEYS_LIMIT. Sets `why` where gperf finds none, or none
 * that the tables have room for; such a hash, and that of no keys, has no slots. Returns false, and reports, when gperf
 * cannot be run. */
bool find_hash(struct arena *arena, const char *const *keys, size_t count, struct hash *hash, const char **why);

#endif
