/* SPDX-License-Identifier: MIT
 *
 * All rows, as numbers of rows in the tables: texts are looked up only once for each technique, event, ...
 */
#include "builder.h"

#include <stdlib.h>

static int32_t number_of(uint32_t index)
{
    return index == ATTACK_NONE ? -1 : (int32_t)index;
}

static bool start(struct python_rows *rows, uint32_t count)
{
    size_t room = count ? count : 1;

    rows->technique = malloc(room * sizeof *rows->technique);
    rows->data_component = malloc(room * sizeof *rows->data_component);
    rows->relationship = malloc(room * sizeof *rows->relationship);
    rows->event = malloc(room * sizeof *rows->event);
    rows->kind = malloc(room * sizeof *rows->kind);
    return rows->technique && rows->data_component && rows->relationship && rows->event && rows->kind;
}

/* Rows of one technique follow each other, most of them with one description of it. */
static void fill(struct python_rows *rows, uint32_t count, const struct attack_db *db)
{
    struct attack_row_iterator iterator = attack_rows(db);
    struct attack_technique last = {.index = ATTACK_NONE};
    struct builder builder = {.rows = 0};
    struct attack_row row;

    while (rows->count < count && attack_row_next(&iterator, &row)) {
        uint32_t at = rows->count++;

        if (row.technique.index != last.index || row.technique.variant != last.variant)
            builder_technique(&builder, db, &row.technique);
        last = row.technique;
        rows->technique[at] = (int32_t)builder.rows - 1;
        rows->data_component[at] = number_of(row.data_component.index);
        rows->relationship[at] = number_of(row.relationship.index);
        rows->event[at] = number_of(row.event.index);
        rows->kind[at] = (int32_t)row.kind;
    }
    rows->techniques = builder_finish(&builder);
}

struct python_rows *attack_python_rows(const struct attack_db *db)
{
    struct python_rows *rows = calloc(1, sizeof *rows);
    struct attack_info info;

    attack_db_info(db, &info);
    if (rows && start(rows, info.rows))
        fill(rows, info.rows, db);
    if (rows && rows->techniques)
        return rows;
    attack_python_rows_free(rows);
    return NULL;
}

void attack_python_rows_free(struct python_rows *rows)
{
    if (!rows)
        return;
    attack_python_table_free(rows->techniques);
    free(rows->technique);
    free(rows->data_component);
    free(rows->relationship);
    free(rows->event);
    free(rows->kind);
    free(rows);
}
