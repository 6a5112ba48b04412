/* SPDX-License-Identifier: MIT
 *
 * Chooses the gates of a condition: keys of which an event must have one for the condition to hold. It knows the
 * model's conditions, and of the tables only what a gate is.
 */
#ifndef GEN_GATES_H
#define GEN_GATES_H

#include "model/model.h"
#include "tables.h"

/* What a field must have: a whole value, a last component, four or eight bytes in a row, or a rare
 * byte; in lower case. */
struct gate_key {
    uint32_t field; /* text; ABSENT: any value */
    enum attack_gate kind;
    const char *bytes;
    size_t length;
    bool is_optional; /* its test is false without the field */
};

struct gate_keys {
    struct gate_key *items;
    size_t count, capacity;
};

/* How common keys are, over all conditions that were counted. */
struct gate_counts;

struct gate_counts *gate_counts_make(struct arena *arena);
void gate_counts_add(struct gate_counts *counts, const struct model *model, uint32_t condition);

/* Fills the keys of a condition's two sets of gates: the rarest that it has, and the next ones. Returns how many sets
 * there are: 0, then it may hold whatever the fields are; 1, if a second one would not help. */
unsigned choose_gates(const struct gate_counts *counts, const struct model *model, uint32_t condition,
                      struct gate_keys keys[2]);

/* Returns the last four bytes of a GATE_GRAM or GATE_LONG as one number; and the hash of any key, as the runtime
 * computes it. */
uint32_t gate_gram(const struct gate_key *key);
uint32_t gate_hash(const struct gate_key *key, uint32_t seed);

#endif
