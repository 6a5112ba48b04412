/* SPDX-License-Identifier: MIT
 *
 * A layer that is put together technique by technique, with scores in percent and comments that grow. layer.h writes
 * the file.
 */
#ifndef ATTACK_EVENTS_CLI_LAYER_DRAWING_H
#define ATTACK_EVENTS_CLI_LAYER_DRAWING_H

#include "cell.h"
#include "layer.h"
#include "text/exit_status.h"

enum { LAYER_PERCENT = 100 }; /* the highest score */

struct layer_drawing {
    const struct attack_db *db;
    struct layer_entry *entries;
    size_t count;
    struct cell *comments; /* by technique; complete before its entry is added */
};

void layer_drawing_start(struct layer_drawing *drawing, const struct attack_db *db);

/* Adds a technique with its comment. The score is in percent, or LAYER_UNSCORED; the colour as in struct layer_entry.
 */
void layer_drawing_add(struct layer_drawing *drawing, uint32_t technique, uint32_t score, const char *color);

/* Writes `layer` with the techniques that were added to a file, and frees them. "-" and NULL are standard output. */
enum exit_status layer_drawing_finish(struct layer_drawing *drawing, struct layer *layer, const char *path);

#endif
