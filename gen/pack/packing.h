/* SPDX-License-Identifier: MIT
 *
 * The state that the steps of packing share. Private to pack*.c.
 */
#ifndef GEN_PACKING_H
#define GEN_PACKING_H

#include "packed.h"
#include "tables.h"

/* A part of the model and the key that it is sorted by. */
struct keyed {
    const char *key, *second_key;
    uint32_t number;
};

/* Parts in packed order, and the packed position of each. */
struct order {
    struct keyed *sorted;
    size_t count;
    uint32_t *position; /* by the model's number */
};

struct packing {
    const struct model *model;
    struct arena *arena;
    struct packed *packed;
    struct order techniques, namings, components, relationships, events;
    const struct row **rows; /* by technique in packed order, each one's in the order of the input */
    size_t *first_row;       /* by technique in packed order, and the end behind the last */
    struct interner runs;    /* as their numbers, before they are sorted by use */
    struct numbers run_uses;
    struct numbers variants;        /* technique, run, the model's naming; of runs that call a technique otherwise */
    struct numbers *technique_runs; /* by technique in packed order */
    uint32_t *run_position;
};

/* A list or a run, and how often it is used. */
struct used {
    uint32_t number, uses;
};

/* The numbers below `count`, those with the most uses first. */
const struct used *sort_by_uses(struct arena *arena, const uint32_t *uses, size_t count);

/* Packs all but the hashes and the factors: `sha256` and `selection` describe the input. */
void pack_tables(const struct model *model, const char *sha256, const char *selection, struct packed *packed);

/* Adds the factors of scores. */
void pack_factors(const struct model *model, struct packed *packed);

/* Adds gperf's hashes, where gperf finds them; a note says where it does not, or an error where they must be. Returns
 * false after an error. */
bool pack_hashes(const struct model *model, bool must_be, struct packed *packed);

/* Chooses what is packed, only what a row or a technique uses, and in which order; and sorts the rows by technique. */
void order_parts(struct packing *packing);
void order_rows(struct packing *packing);

/* Cuts each technique's rows into runs; packs the runs. */
void make_runs(struct packing *packing);
void pack_runs(struct packing *packing);

/* Lays the string pool out, with all that is packed. */
void pack_strings(struct packing *packing, const char *sha256, const char *selection);

/* Finds the bounds of matching. */
void pack_bounds(struct packing *packing);

/* A copy with A to Z as a to z. */
const char *folded_copy(struct arena *arena, const char *text);

/* The offset of a text, and the id and name of a technique as one string, the NUL between them inside. */
uint32_t offset_of(const struct packing *packing, uint32_t text);
const char *technique_text(const struct packing *packing, uint32_t technique, size_t *length);

/* The position of a list of texts. */
uint32_t pack_texts(struct packing *packing, const uint32_t *texts, size_t count);
uint32_t pack_text_list(struct packing *packing, uint32_t list);

#endif
