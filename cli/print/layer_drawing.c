/* SPDX-License-Identifier: MIT
 *
 * Keeps the entries and comments of a layer until it is written.
 */
#include "layer_drawing.h"

#include "text/memory.h"

#include <stdlib.h>

void layer_drawing_start(struct layer_drawing *drawing, const struct attack_db *db)
{
    size_t techniques = attack_technique_count(db);

    drawing->db = db;
    drawing->entries = memory_resize(NULL, techniques, sizeof *drawing->entries);
    drawing->comments = memory_zeros(techniques, sizeof *drawing->comments);
    drawing->count = 0;
}

void layer_drawing_add(struct layer_drawing *drawing, uint32_t technique, uint32_t score, const char *color)
{
    drawing->entries[drawing->count++] =
        (struct layer_entry){technique, score, color, drawing->comments[technique].text};
}

enum exit_status layer_drawing_finish(struct layer_drawing *drawing, struct layer *layer, const char *path)
{
    uint32_t techniques = attack_technique_count(drawing->db);
    bool written;

    layer->entries = drawing->entries;
    layer->entry_count = drawing->count;
    layer->score_most = LAYER_PERCENT;
    written = layer_write(drawing->db, layer, path);
    for (uint32_t i = 0; i < techniques; i++)
        cell_free(&drawing->comments[i]);
    free(drawing->comments);
    free(drawing->entries);
    return written ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
}
