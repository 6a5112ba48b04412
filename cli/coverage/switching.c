/* SPDX-License-Identifier: MIT
 *
 * Lists the pairs, the switches, and which switch covers which pair. switching_steps.c chooses among them.
 */
#include "switching.h"

#include "text/memory.h"
#include "text/order.h"

#include <stdlib.h>
#include <string.h>

static int compare_switches(const void *a, const void *b)
{
    return switch_compare(a, b);
}

static int compare_uses(const void *a, const void *b)
{
    const struct switching_use *mine = a, *theirs = b;

    return order_of_pairs(mine->log_switch, theirs->log_switch, mine->pair, theirs->pair);
}

/* Lists the distinct switches of the chosen events, sorted. */
static void list_switches(struct switching *switching, const struct attack_db *db, struct attack_set chosen)
{
    struct attack_event event;
    size_t distinct = 0;

    for (uint32_t i = 0; attack_set_next(chosen, &i) && attack_event_at(db, i, &event); i++) {
        switching->switches = memory_room(switching->switches, switching->switch_count, &switching->switch_capacity,
                                          sizeof *switching->switches);
        switching->switches[switching->switch_count++] = switch_of(&event);
    }
    if (switching->switch_count)
        qsort(switching->switches, switching->switch_count, sizeof *switching->switches, compare_switches);
    for (size_t i = 0; i < switching->switch_count; i++)
        if (!distinct || switch_compare(&switching->switches[i], &switching->switches[distinct - 1]) != 0)
            switching->switches[distinct++] = switching->switches[i];
    switching->switch_count = distinct;
}

/* Returns an array with the number of each event's switch, for free(). */
static size_t *number_switches(const struct switching *switching, const struct attack_db *db)
{
    size_t *numbers = memory_resize(NULL, attack_event_count(db), sizeof *numbers);
    struct attack_event event;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        struct log_switch key = switch_of(&event);
        const struct log_switch *found = switching->switch_count
                                             ? bsearch(&key, switching->switches, switching->switch_count,
                                                       sizeof *switching->switches, compare_switches)
                                             : NULL;

        numbers[i] = found ? (size_t)(found - switching->switches) : SIZE_MAX;
    }
    return numbers;
}

/* Returns the pair of a technique and a component, which may be new. The pairs of the current technique are the last
 * ones, from `group` on. `pairs` has the last pair of each component. */
static size_t pair_of(struct switching *switching, size_t *pairs, size_t group, const struct attack_row *row)
{
    size_t *pair = &pairs[row->data_component.index];

    if (*pair != SIZE_MAX && *pair >= group)
        return *pair;
    switching->pairs =
        memory_room(switching->pairs, switching->pair_count, &switching->pair_capacity, sizeof *switching->pairs);
    switching->pairs[switching->pair_count] = (struct switching_pair){row->technique.index, group, false};
    return *pair = switching->pair_count++;
}

static void add_use(struct switching *switching, size_t log_switch, size_t pair)
{
    switching->uses =
        memory_room(switching->uses, switching->use_count, &switching->use_capacity, sizeof *switching->uses);
    switching->uses[switching->use_count++] = (struct switching_use){log_switch, pair, 0};
}

static void list_pairs(struct switching *switching, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected)
{
    size_t *numbers = number_switches(switching, db);
    size_t *pairs = memory_resize(NULL, attack_data_component_count(db), sizeof *pairs);
    struct attack_technique technique;
    struct attack_row row;

    for (uint32_t i = 0; i < attack_data_component_count(db); i++)
        pairs[i] = SIZE_MAX;
    for (uint32_t i = 0; attack_set_next(techniques, &i) && attack_technique_at(db, i, &technique); i++) {
        struct attack_rows rows = attack_technique_rows(db, &technique);
        size_t group = switching->pair_count;

        while (attack_rows_next(&rows, &row)) {
            size_t pair;

            if (row.data_component.index == ATTACK_NONE || !attack_set_has(chosen, row.event.index))
                continue;
            pair = pair_of(switching, pairs, group, &row);
            if (attack_set_has(collected, row.event.index)) {
                switching->covered += !switching->pairs[pair].covered;
                switching->pairs[pair].covered = true;
            }
            add_use(switching, numbers[row.event.index], pair);
        }
    }
    free(pairs);
    free(numbers);
}

static void sort_uses(struct switching *switching)
{
    size_t distinct = 0;

    if (switching->use_count)
        qsort(switching->uses, switching->use_count, sizeof *switching->uses, compare_uses);
    for (size_t i = 0; i < switching->use_count; i++)
        if (!distinct || compare_uses(&switching->uses[i], &switching->uses[distinct - 1]) != 0)
            switching->uses[distinct++] = switching->uses[i];
    switching->use_count = distinct;
}

void switching_start(struct switching *switching, const struct attack_db *db, struct attack_set techniques,
                     struct attack_set chosen, struct attack_set collected)
{
    memset(switching, 0, sizeof *switching);
    list_switches(switching, db, chosen);
    list_pairs(switching, db, techniques, chosen, collected);
    sort_uses(switching);
    switching_prepare(switching);
}

void switching_free(struct switching *switching)
{
    size_t *const lists[] = {switching->first_by_pair, switching->uses_by_pair, switching->left,
                             switching->completed,     switching->best,         switching->group_left,
                             switching->completing,    switching->waiting};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        free(lists[i]);
    free(switching->pairs);
    free(switching->switches);
    free(switching->uses);
    free(switching->stakes);
}
