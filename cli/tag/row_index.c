/* SPDX-License-Identifier: MIT
 *
 * Rows are packed, so they can only be iterated. A copy of an iterator continues where it was copied, so this index
 * keeps a copy every few rows.
 */
#include "row_index.h"

#include "host/order.h"
#include "text/memory.h"

#include <stdlib.h>

enum { ROWS_OF_MARK = 32 };

/* Lists the rows of a technique under their events. The first pass counts them, the second one stores them. */
static void list_rows(struct row_index *index, const struct attack_technique *technique, size_t *next)
{
    struct attack_row_iterator rows = attack_technique_rows(index->db, technique), before = rows;
    struct attack_row row;

    for (uint32_t i = 0; attack_row_next(&rows, &row); i++, before = rows) {
        if (!index->places && i % ROWS_OF_MARK == 0) {
            MAKE_ROOM(index->marks, index->mark_count, index->mark_capacity);
            index->marks[index->mark_count++] = before;
        }
        if (row.event.index == ATTACK_NONE)
            continue;
        if (index->places)
            index->places[next[row.event.index]] = (struct row_place){technique->index, i};
        next[row.event.index]++;
    }
}

static void make(struct row_index *index, const struct attack_db *db)
{
    uint32_t event_count = attack_event_count(db);
    size_t *next = memory_zeros((size_t)event_count + 1, sizeof *next), total = 0;
    struct attack_technique technique;

    index->db = db;
    index->first = memory_resize(NULL, (size_t)event_count + 1, sizeof *index->first);
    index->first_mark = memory_resize(NULL, attack_technique_count(db), sizeof *index->first_mark);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++) {
        index->first_mark[i] = index->mark_count;
        list_rows(index, &technique, next);
    }
    for (uint32_t i = 0; i <= event_count; i++) {
        index->first[i] = total;
        total += next[i];
        next[i] = index->first[i];
    }
    index->places = memory_resize(NULL, total, sizeof *index->places);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        list_rows(index, &technique, next);
    free(next);
}

static int compare_places(const void *a, const void *b)
{
    const struct row_place *x = a, *y = b;

    return order_of_pairs(x->technique, y->technique, x->row, y->row);
}

void row_index_find(struct row_index *index, const struct attack_db *db, const uint32_t *events, uint32_t count)
{
    if (!index->places)
        make(index, db);
    index->found_count = 0;
    for (uint32_t i = 0; i < count; i++)
        for (size_t at = index->first[events[i]]; at < index->first[events[i] + 1]; at++) {
            MAKE_ROOM(index->found, index->found_count, index->found_capacity);
            index->found[index->found_count++] = index->places[at];
        }
    if (index->found_count)
        qsort(index->found, index->found_count, sizeof *index->found, compare_places);
}

struct row_walk row_index_walk(const struct row_index *index, uint32_t technique)
{
    struct row_walk walk = {.index = index, .row = UINT32_MAX /* past the last row */};
    size_t low = 0, high = index->found_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (index->found[middle].technique < technique)
            low = middle + 1;
        else
            high = middle;
    }
    walk.next = index->found + low;
    while (low < index->found_count && index->found[low].technique == technique)
        low++;
    walk.end = index->found + low;
    return walk;
}

bool row_walk_next(struct row_walk *walk, struct attack_row *row)
{
    const struct row_place *place = walk->next;

    if (place == walk->end)
        return false;
    if (walk->row > place->row || place->row - walk->row >= ROWS_OF_MARK) {
        walk->rows = walk->index->marks[walk->index->first_mark[place->technique] + place->row / ROWS_OF_MARK];
        walk->row = place->row / ROWS_OF_MARK * ROWS_OF_MARK;
    }
    for (; walk->row <= place->row; walk->row++)
        attack_row_next(&walk->rows, row);
    walk->next++;
    return true;
}

void row_index_free(struct row_index *index)
{
    free(index->places);
    free(index->first);
    free(index->marks);
    free(index->first_mark);
    free(index->found);
}
