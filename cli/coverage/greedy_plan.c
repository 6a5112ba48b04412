/* SPDX-License-Identifier: MIT
 *
 * Lists the pairs, the switches, and which switch covers which pair. greedy_plan_steps.c chooses among them.
 */
#include "greedy_plan.h"

#include "host/order.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare_switches(const void *a, const void *b)
{
    return switch_compare(a, b);
}

static int compare_uses(const void *a, const void *b)
{
    const struct greedy_plan_use *mine = a, *theirs = b;

    return order_of_pairs(mine->log_switch, theirs->log_switch, mine->pair, theirs->pair);
}

/* Lists the distinct switches of the chosen events, sorted. */
static void list_switches(struct greedy_plan *plan, const struct attack_db *db, struct attack_set chosen)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(chosen, &i) && attack_event_at(db, i, &event); i++) {
        plan->switches =
            memory_room(plan->switches, plan->switch_count, &plan->switch_capacity, sizeof *plan->switches);
        plan->switches[plan->switch_count++] = switch_of(db, &event);
    }
    plan->switch_count = sort_distinct(plan->switches, plan->switch_count, sizeof *plan->switches, compare_switches);
}

/* Returns an array with the number of each event's switch, for free(). */
static size_t *number_switches(const struct greedy_plan *plan, const struct attack_db *db)
{
    size_t *numbers = memory_resize(NULL, attack_event_count(db), sizeof *numbers);
    struct attack_event event;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        struct log_switch key = switch_of(db, &event);
        const struct log_switch *found = plan->switch_count ? bsearch(&key, plan->switches, plan->switch_count,
                                                                      sizeof *plan->switches, compare_switches)
                                                            : NULL;

        numbers[i] = found ? (size_t)(found - plan->switches) : SIZE_MAX;
    }
    return numbers;
}

/* Returns the pair of a technique and a component, which may be new. The pairs of the current technique are the last
 * ones, from `group` on. `pairs` has the last pair of each component. */
static size_t pair_of(struct greedy_plan *plan, size_t *pairs, size_t group, const struct attack_row *row)
{
    size_t *pair = &pairs[row->data_component.index];

    if (*pair != SIZE_MAX && *pair >= group)
        return *pair;
    plan->pairs = memory_room(plan->pairs, plan->pair_count, &plan->pair_capacity, sizeof *plan->pairs);
    plan->pairs[plan->pair_count] = (struct greedy_plan_pair){row->technique.index, group, false};
    return *pair = plan->pair_count++;
}

static void add_use(struct greedy_plan *plan, size_t log_switch, size_t pair)
{
    plan->uses = memory_room(plan->uses, plan->use_count, &plan->use_capacity, sizeof *plan->uses);
    plan->uses[plan->use_count++] = (struct greedy_plan_use){log_switch, pair, 0};
}

static void list_pairs(struct greedy_plan *plan, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected)
{
    size_t *numbers = number_switches(plan, db);
    size_t *pairs = memory_resize(NULL, attack_data_component_count(db), sizeof *pairs);
    struct attack_technique technique;
    struct attack_row row;

    for (uint32_t i = 0; i < attack_data_component_count(db); i++)
        pairs[i] = SIZE_MAX;
    for (uint32_t i = 0; attack_set_next(techniques, &i) && attack_technique_at(db, i, &technique); i++) {
        struct attack_rows rows = attack_technique_rows(db, &technique);
        size_t group = plan->pair_count;

        while (attack_rows_next(&rows, &row)) {
            size_t pair;

            if (row.data_component.index == ATTACK_NONE || !attack_set_has(chosen, row.event.index))
                continue;
            pair = pair_of(plan, pairs, group, &row);
            if (attack_set_has(collected, row.event.index)) {
                plan->covered += !plan->pairs[pair].covered;
                plan->pairs[pair].covered = true;
            }
            add_use(plan, numbers[row.event.index], pair);
        }
    }
    free(pairs);
    free(numbers);
}

void greedy_plan_start(struct greedy_plan *plan, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected)
{
    memset(plan, 0, sizeof *plan);
    list_switches(plan, db, chosen);
    list_pairs(plan, db, techniques, chosen, collected);
    plan->use_count = sort_distinct(plan->uses, plan->use_count, sizeof *plan->uses, compare_uses);
    greedy_plan_prepare(plan);
}

void greedy_plan_free(struct greedy_plan *plan)
{
    size_t *const lists[] = {plan->first_by_pair, plan->uses_by_pair, plan->left,       plan->completed,
                             plan->best,          plan->group_left,   plan->completing, plan->waiting};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        free(lists[i]);
    free(plan->pairs);
    free(plan->switches);
    free(plan->uses);
    free(plan->stakes);
}
