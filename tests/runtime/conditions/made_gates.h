/* SPDX-License-Identifier: MIT
 *
 * Arrays that grow, and the gates of conditions that a test lays out.
 */
#ifndef MADE_GATES_H
#define MADE_GATES_H

#include "said.h"
#include "tables.h"

/* Numbers: of cells, or of bytes. */
struct growing {
    uint32_t *numbers;
    size_t count, room;
};

void add_number(struct growing *growing, uint32_t number);
void add_numbers(struct growing *growing, const struct growing *more);
void add_bytes(struct growing *growing, const char *bytes, size_t size);
void add_leb(struct growing *growing, uint32_t number);

/* Return a block, for free(). */
unsigned char *bytes_of(const struct growing *growing);
unsigned char *cells_of(const struct growing *growing, bool is_wide);

struct made_gate {
    uint32_t hash, condition, sets;
    uint32_t seed, gram;
    bool is_gram;
};

struct made_gates {
    struct made_gate *items;
    size_t count, room;
    uint32_t group;                     /* that conditions belong to now */
    uint32_t asked[SAID_FIELDS + 1];    /* its gated fields, any value first, with the kinds of their gates */
    uint32_t required[SAID_FIELDS + 1]; /* those of them with a test that is not optional */
};

/* Adds the gates of a condition of the group. Returns false if it has none. */
bool add_gates(struct made_gates *gates, const struct said *said, uint32_t condition);

/* Lays the tables of all gates out. */
void lay_out_gates(const struct made_gates *gates, struct attack_conditions *conditions, struct growing *buckets,
                   struct growing *entries, struct growing *marks, struct growing *grams);

#endif
