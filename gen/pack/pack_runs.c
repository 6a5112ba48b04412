/* SPDX-License-Identifier: MIT
 *
 * Factoring: equal runs of rows of different techniques are stored once. It knows nothing of texts.
 */
#include "packing.h"

/* Returns 1 + the packed component of a row; 0 if it has none. */
static uint32_t component_of(const struct packing *packing, const struct row *row)
{
    const struct component *component = model_component(packing->model, row->component);

    return model_has_part(component, sizeof *component) ? packing->components.position[row->component] + 1 : 0;
}

/* Appends the group of rows from `first` that have the same relationship. Returns the start of the next group. */
static size_t add_group(struct packing *packing, size_t first, size_t end, struct numbers *run)
{
    const struct row *row = packing->rows[first];
    size_t last = first;

    while (last < end && packing->rows[last]->relationship == row->relationship)
        last++;
    numbers_add(packing->arena, run, row->relationship ? relationship_position(packing, row->relationship - 1) + 1 : 0);
    numbers_add(packing->arena, run, (uint32_t)(last - first));
    for (; first < last; first++) {
        uint32_t event = packing->rows[first]->event;

        numbers_add(packing->arena, run, event ? packing->events.position[event - 1] + 1 : 0);
    }
    return last;
}

static void add_variant(struct packing *packing, size_t technique, size_t run, uint32_t naming)
{
    uint32_t record[] = {(uint32_t)technique, (uint32_t)run, naming};

    for (size_t i = 0; i < sizeof record / sizeof *record; i++)
        numbers_add(packing->arena, &packing->variants, record[i]);
}

/* Makes a run of the rows from `first` that have the same component and naming, and adds it to the technique. */
static size_t add_run(struct packing *packing, size_t technique, size_t first, bool repeated, struct numbers *run)
{
    size_t end = packing->first_row[technique + 1], last = first, groups = 0;
    const struct row *row = packing->rows[first];
    uint32_t component = component_of(packing, row), number;

    while (last < end && packing->rows[last]->component == row->component &&
           packing->rows[last]->naming == row->naming && packing->rows[last]->kind == row->kind &&
           packing->rows[last]->without_row == row->without_row)
        last++;
    run->count = 0;
    numbers_add(packing->arena, run, RUN_COMPONENTS * component + 2 * (uint32_t)row->kind + (component && repeated));
    numbers_add(packing->arena, run, 0); /* the number of groups, set below */
    numbers_add(packing->arena, run, row->without_row ? 0 : (uint32_t)(last - first));
    while (first < last && !row->without_row) {
        first = add_group(packing, first, last, run);
        groups++;
    }
    run->items[1] = (uint32_t)groups;
    number = intern(&packing->runs, run->items, run->count * sizeof *run->items);
    if (number == packing->run_uses.count)
        numbers_add(packing->arena, &packing->run_uses, 0);
    packing->run_uses.items[number]++;
    if (row->naming != packing->model->techniques[row->technique].naming)
        add_variant(packing, technique, packing->technique_runs[technique].count, row->naming);
    numbers_add(packing->arena, &packing->technique_runs[technique], number);
    return last;
}

void make_runs(struct packing *packing)
{
    /* By component: 1 + the last technique that has it in its rows, or in its runs so far. */
    uint32_t *in_rows = arena_allocate(packing->arena, (packing->components.count + 1) * sizeof *in_rows);
    uint32_t *in_runs = arena_allocate(packing->arena, (packing->components.count + 1) * sizeof *in_runs);
    struct numbers run = {NULL, 0, 0};

    packing->runs.arena = packing->arena;
    packing->technique_runs =
        arena_allocate(packing->arena, packing->techniques.count * sizeof *packing->technique_runs);
    for (size_t technique = 0; technique < packing->techniques.count; technique++) {
        size_t first = packing->first_row[technique], end = packing->first_row[technique + 1];
        uint32_t mark = (uint32_t)technique + 1;

        for (size_t i = first; i < end; i++)
            if (!packing->rows[i]->without_row)
                in_rows[component_of(packing, packing->rows[i])] = mark;
        while (first < end) {
            uint32_t component = component_of(packing, packing->rows[first]);

            if (packing->rows[first]->without_row && (in_rows[component] == mark || in_runs[component] == mark)) {
                first++;
                continue;
            }
            first = add_run(packing, technique, first, in_runs[component] == mark, &run);
            in_runs[component] = mark;
        }
    }
}

/* Packs the runs, the most frequent first: small numbers take fewer bytes in a list. */
void pack_runs(struct packing *packing)
{
    struct numbers *cells = &packing->packed->cells[TABLE_RUNS];
    size_t count = packing->runs.count;
    const struct used *sorted = sort_by_uses(packing->arena, packing->run_uses.items, count);

    packing->run_position = arena_allocate(packing->arena, count * sizeof *packing->run_position);
    for (size_t i = 0; i < count; i++) {
        size_t size;
        const uint32_t *run = interned(&packing->runs, sorted[i].number, &size);

        packing->run_position[sorted[i].number] = (uint32_t)i;
        numbers_add(packing->arena, cells, run[0]);
        numbers_add(packing->arena, cells, lists_add(&packing->packed->lists, run + 1, size / sizeof *run - 1));
    }
}
