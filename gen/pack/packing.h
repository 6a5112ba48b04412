/* SPDX-License-Identifier: MIT
 *
 * The state that the steps of packing share. Private to pack*.c.
 */
#ifndef GEN_PACKING_H
#define GEN_PACKING_H

#include "packed.h"
#include "tables.h"

/* A part of the model and its sort key. */
struct keyed {
    const char *key, *second_key;
    uint32_t number;
};

/* Compares two of them for qsort() by their first keys alone. */
int compare_keys(const void *one, const void *other);

/* Parts in packed order, and the position of each in it. */
struct order {
    struct keyed *sorted;
    size_t count;
    uint32_t *position; /* by the model's number */
    bool *has;          /* likewise: whether it is packed */
};

struct packing {
    const struct model *model;
    struct arena *arena;
    struct packed *packed;
    struct interner fields; /* texts: the names of fields that filters ask for */
    struct order techniques, namings, components, events;
    struct order relationships, rules; /* a rule is a relationship, but not among these */
    uint32_t *rule_of;                 /* by the model's relationship: its rule + 1; 0: none */
    const struct row **rows;           /* sorted by packed technique, then in the order of the input */
    size_t *first_row;                 /* by packed technique; one more element for the end of the last */
    struct interner runs;              /* the numbers of each run, before runs are sorted by use */
    struct numbers run_uses;
    struct numbers variants; /* technique, run, the model's naming; for runs with another naming than the technique */
    struct numbers *technique_runs; /* by packed technique */
    uint32_t *run_position;
};

/* A list or a run, and how often it is used. */
struct used {
    uint32_t number, uses;
};

/* Returns the numbers below `count`, sorted by falling number of uses. */
const struct used *sort_by_uses(struct arena *arena, const uint32_t *uses, size_t count);

/* Packs all but the hashes and the factors: `sha256` and `selection` describe the input. */
void pack_tables(const struct model *model, const char *sha256, const char *selection, struct packed *packed);

/* Adds a record of a table to its cells. */
void add_record(struct packing *packing, enum table table, const uint32_t *record);

/* Packs the events with the techniques that each shows. */
void pack_events(struct packing *packing);

/* Packs the conditions of events. */
void pack_conditions(struct packing *packing);

/* Finds which relationships are rules. Returns the number of a packed relationship: those of rules come last. */
void find_rules(struct packing *packing);
uint32_t relationship_position(const struct packing *packing, uint32_t relationship);

/* Packs the rules; after the conditions. */
void pack_rules(struct packing *packing);

/* Packs the aliases of those ids that have an event here. */
void pack_aliases(struct packing *packing);
bool has_event(const struct packing *packing, const struct alias *alias);

/* Adds the factors of scores. */
void pack_factors(const struct model *model, struct packed *packed);

/* Adds gperf's hashes. If gperf finds none, that is a note, or an error as `index` says. Returns false after an error.
 */
bool pack_hashes(const struct model *model, enum index index, struct packed *packed);

/* Chooses what is packed, namely what a row or a technique uses, and its order. Sorts the rows by technique. */
void order_parts(struct packing *packing);
void order_rows(struct packing *packing);

/* Cuts each technique's rows into runs; packs the runs. */
void make_runs(struct packing *packing);
void pack_runs(struct packing *packing);

/* Lays out the string pool with the texts of all parts that are packed. */
void pack_strings(struct packing *packing, const char *sha256, const char *selection);

/* Computes candidates_most and fields_most. */
void pack_bounds(struct packing *packing);

/* A copy with A to Z as a to z. */
const char *folded_copy(struct arena *arena, const char *text);

/* Return the offset of a text; and that of a technique's id and name, one string with a NUL between them. */
uint32_t offset_of(const struct packing *packing, uint32_t text);
const char *technique_text(const struct packing *packing, uint32_t technique, size_t *length);

/* Returns the position of a list of texts. */
uint32_t pack_texts(struct packing *packing, const uint32_t *texts, size_t count);
uint32_t pack_text_list(struct packing *packing, uint32_t list);

#endif
