/* SPDX-License-Identifier: MIT
 *
 * The state that the steps of packing conditions share. Private to pack_conditions.c, pack_expressions.c and
 * pack_gates.c.
 */
#ifndef GEN_PACKING_CONDITIONS_H
#define GEN_PACKING_CONDITIONS_H

#include "gates.h"
#include "model/condition.h"
#include "packed_conditions.h"
#include "packing.h"

struct gate_entry {
    uint32_t bucket, condition, hash, sets;
};

struct packing_conditions {
    struct packing *packing;
    const struct model *model;
    struct arena *arena;
    struct packed_conditions *packed;
    uint32_t *events, *conditions; /* of each packed condition, its packed event and its number in the model */
    size_t count;
    bool *is_packed;           /* of each of the model's conditions, whether a packed event has it */
    struct interner fields;    /* texts of the fields that only conditions ask for */
    uint32_t *test_positions;  /* of a node in the code that is the test, by its number in the model */
    uint32_t *value_positions; /* likewise of its values, by 3 * the model's number of the list, + 1 if they are fields,
                                  or + 2 if they are regular expressions */
    uint32_t *automaton_positions; /* likewise of the automata of these, by the model's number of the text */
    uint32_t *positions;           /* likewise of expressions */
    struct gate_entry *entries;
    size_t entry_count, entry_capacity;
    struct numbers grams; /* seed and four bytes of each */
};

/* Returns the number of the field with this name; a new one if only conditions ask for it. */
uint32_t field_of(struct packing_conditions *packing, uint32_t text);

/* Returns the offset of a text in the texts of conditions. */
uint32_t condition_text(const struct packing_conditions *packing, uint32_t text);

/* Whether two words of the model's conditions are a test. */
static inline bool is_test_word(uint32_t word)
{
    return word == CONDITION_TEST || word == CONDITION_NOT_TEST;
}

/* Packs the expressions that packed events have, and fills in their positions. */
void pack_expressions(struct packing_conditions *packing);

/* Gates: counts how common keys are; packs the list of a group, whose conditions are `first` to `end` - 1, and returns
 * its position in the code; packs the entries of all groups. */
void begin_gates(struct packing_conditions *packing);
uint32_t pack_gates(struct packing_conditions *packing, size_t first, size_t end);
void end_gates(struct packing_conditions *packing);

/* Computes fields_most. */
void pack_field_bound(struct packing_conditions *packing);

#endif
