/* SPDX-License-Identifier: MIT
 *
 * A layer for ATT&CK Navigator, in its layer format 4.5: techniques with a score, a colour and a comment, which the
 * Navigator lays over the matrix. What the scores mean is for the command to say, in the name, the description, the
 * gradient and the legend. The same layer is the same bytes: there is no time in it.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_H
#define ATTACK_EVENTS_CLI_LAYER_H

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LAYER_UNSCORED UINT32_MAX

/* One technique. It counts under each of its tactics. */
struct layer_entry {
    uint32_t technique;  /* its index */
    uint32_t score;      /* from `score_least` to `score_most`, or LAYER_UNSCORED */
    const char *color;   /* "#rrggbb", instead of the gradient's; NULL: the gradient's */
    const char *comment; /* may have several lines; NULL: none */
};

struct layer_legend {
    const char *label, *color;
};

struct layer {
    const char *name, *description; /* neither is NULL */
    const struct layer_entry *entries;
    size_t entry_count;                /* at most one for each technique; in any order */
    const char *const *gradient;       /* two colours or more, of the lowest to the highest score; NULL ends them */
    uint32_t score_least, score_most;  /* of the gradient; a `score_most` that is not above is taken as one above */
    const struct layer_legend *legend; /* may be NULL */
    size_t legend_count;
    bool shows_subtechniques; /* opens the techniques with an entry for a sub-technique; for a layer of few entries */
};

/* Writes the layer to a file, whole or not at all; "-" and NULL are standard output. Techniques come in the order of
 * their ids. The domain is the mapping's, and ATT&CK Enterprise where it names none that the Navigator knows:
 * OSSEM-DM's mappings do not say. Returns false, with a message on standard error, when it could not be written. */
bool layer_write(const struct attack_db *db, const struct layer *layer, const char *path);

#endif
