/* SPDX-License-Identifier: MIT
 *
 * The keys that every contestant looks up, in one random order: those of the linked mapping (hits), and similar ones
 * that are not in it (misses).
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
    /* The keys of the operations, in a long random order. The branch predictor would learn a short cycle, which
     * makes code that branches on key bytes look faster (a binary search by a factor of three). */
    unsigned short *draw;
};
enum { DRAWS = 1 << 15 };

struct keys technique_keys(void);
struct keys event_keys(void);
/* Makes as many other keys, each with one byte changed, none of which is in `keys`. */
struct keys missing_keys(const struct keys *keys);

#endif
