/* SPDX-License-Identifier: MIT
 *
 * Writes a layer for ATT&CK Navigator, in its layer format 4.5: techniques with a score, a colour and a comment, which
 * the Navigator draws over the matrix. The command that calls it explains the scores, in name, description, gradient
 * and legend. The output is deterministic and has no timestamp.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_H
#define ATTACK_EVENTS_CLI_LAYER_H

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LAYER_UNSCORED UINT32_MAX

/* One technique, under all its tactics. */
struct layer_entry {
    uint32_t technique;  /* its index */
    uint32_t score;      /* from `score_least` to `score_most`, or LAYER_UNSCORED */
    const char *color;   /* "#rrggbb"; NULL: the gradient's */
    const char *comment; /* may have several lines; NULL: none */
};

struct layer_legend {
    const char *label, *color;
};

struct layer {
    const char *name, *description; /* neither is NULL */
    const struct layer_entry *entries;
    size_t entry_count;                /* at most one for each technique; in any order */
    const char *const *gradient;       /* at least two colours, from the lowest to the highest score; ends in NULL */
    uint32_t score_least, score_most;  /* of the gradient; if `score_most` is not greater, `score_least` + 1 is used */
    const struct layer_legend *legend; /* may be NULL */
    size_t legend_count;
    bool shows_subtechniques; /* expands techniques whose sub-techniques have an entry; for layers with few entries */
};

/* Writes the layer to a file, completely or not at all; "-" and NULL are standard output. Techniques are sorted by id.
 * If the mapping states no domain that the Navigator knows, as OSSEM-DM's, the domain is ATT&CK Enterprise. Returns
 * false, with a message on standard error, if it could not be written. */
bool layer_write(const struct attack_db *db, const struct layer *layer, const char *path);

#endif
