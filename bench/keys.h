/* SPDX-License-Identifier: MIT
 *
 * The keys that every contestant looks up, in one random order: those of the linked mapping (hits), and keys that are
 * like them and not in it (misses).
 */
#ifndef BENCH_KEYS_H
#define BENCH_KEYS_H

#include <stddef.h>

struct key {
    char *provider; /* NULL for a technique id */
    size_t provider_length;
    char *id;
    size_t length;
    char *joined; /* "provider\nid"; for a technique the id */
    size_t joined_length;
};

struct keys {
    struct key *items;
    size_t count;
    /* Which key each operation asks for: a long random draw, as a short cycle would be learnt by the branch predictor,
     * which flatters whatever branches on key bytes (a binary search by three times). */
    unsigned short *draw;
};
enum { DRAWS = 1 << 15 };

struct keys technique_keys(void);
struct keys event_keys(void);
/* As many keys again, each with one byte changed, none of them in `keys`. */
struct keys missing_keys(const struct keys *keys);

#endif
