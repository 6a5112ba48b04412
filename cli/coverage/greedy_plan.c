/* SPDX-License-Identifier: MIT
 *
 * Lists the pairs, the switches, and which switch covers which pair; then chooses switches. What each switch would add
 * is counted once and then updated as pairs are covered, so that each use is visited only twice, however many steps
 * there are. A switch fully covers a technique when its stake is all that is left uncovered. From then on, both shrink
 * by the same amount, so that it stays so.
 */
#include "greedy_plan.h"

#include "host/order.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- Pairs, switches and uses ----------------------------------------------------------------------------------- */

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
        MAKE_ROOM(plan->switches, plan->switch_count, plan->switch_capacity);
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
    MAKE_ROOM(plan->pairs, plan->pair_count, plan->pair_capacity);
    plan->pairs[plan->pair_count] = (struct greedy_plan_pair){row->technique.index, group, false};
    return *pair = plan->pair_count++;
}

static void list_pairs(struct greedy_plan *plan, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected)
{
    size_t *numbers = number_switches(plan, db);
    size_t *pairs = memory_numbers(attack_data_component_count(db), SIZE_MAX);
    struct attack_technique technique;
    struct attack_row row;

    for (uint32_t i = 0; attack_set_next(techniques, &i) && attack_technique_at(db, i, &technique); i++) {
        struct attack_row_iterator rows = attack_technique_rows(db, &technique);
        size_t group = plan->pair_count;

        while (attack_row_next(&rows, &row)) {
            size_t pair;

            if (row.data_component.index == ATTACK_NONE || !attack_set_has(chosen, row.event.index))
                continue;
            pair = pair_of(plan, pairs, group, &row);
            if (attack_set_has(collected, row.event.index)) {
                plan->covered += !plan->pairs[pair].covered;
                plan->pairs[pair].covered = true;
            }
            MAKE_ROOM(plan->uses, plan->use_count, plan->use_capacity);
            plan->uses[plan->use_count++] = (struct greedy_plan_use){numbers[row.event.index], pair, 0};
        }
    }
    free(pairs);
    free(numbers);
}

/* ---- The best switch -------------------------------------------------------------------------------------------- */

static size_t better(const struct greedy_plan *plan, size_t a, size_t b)
{
    bool is_taken_a = plan->switches[a].kind != SWITCH_NONE, is_taken_b = plan->switches[b].kind != SWITCH_NONE;

    if (is_taken_a != is_taken_b)
        return is_taken_a ? a : b;
    if (plan->left[a] != plan->left[b])
        return plan->left[a] > plan->left[b] ? a : b;
    if (plan->completed[a] != plan->completed[b])
        return plan->completed[a] > plan->completed[b] ? a : b;
    return a < b ? a : b;
}

static void choose(struct greedy_plan *plan, size_t node)
{
    plan->best[node] = better(plan, plan->best[2 * node], plan->best[2 * node + 1]);
}

static void build_tree(struct greedy_plan *plan)
{
    size_t count = plan->switch_count;

    plan->best = memory_numbers(2 * count, 0);
    for (size_t i = 0; i < count; i++)
        plan->best[count + i] = i;
    for (size_t node = count; node-- > 1;)
        choose(plan, node);
}

/* Updates the tree after a change to what a switch would add. */
static void update(struct greedy_plan *plan, size_t log_switch)
{
    for (size_t node = (plan->switch_count + log_switch) / 2; node; node /= 2)
        choose(plan, node);
}

/* ---- Stakes ----------------------------------------------------------------------------------------------------- */

static void push(struct greedy_plan *plan, size_t *list, size_t stake)
{
    plan->stakes[stake].next = *list;
    *list = stake;
}

/* Adds a stake to the list that it belongs to. */
static void place_stake(struct greedy_plan *plan, size_t stake)
{
    const struct greedy_plan_stake *placed = &plan->stakes[stake];

    if (placed->left && placed->left == plan->group_left[placed->group]) {
        plan->completed[placed->log_switch]++;
        push(plan, &plan->completing[placed->group], stake);
    } else if (placed->left) {
        push(plan, &plan->waiting[placed->group + placed->left - 1], stake);
    }
}

/* The uses are sorted by switch and pair, so that those of a switch are neighbours, and among them those of a
 * technique.
 */
static void list_stakes(struct greedy_plan *plan)
{
    for (size_t i = 0; i < plan->use_count; i++) {
        struct greedy_plan_use *use = &plan->uses[i];
        const struct greedy_plan_pair *pair = &plan->pairs[use->pair];
        struct greedy_plan_stake *last = plan->stake_count ? &plan->stakes[plan->stake_count - 1] : NULL;

        if (!last || last->log_switch != use->log_switch || last->group != pair->group) {
            MAKE_ROOM(plan->stakes, plan->stake_count, plan->stake_capacity);
            last = &plan->stakes[plan->stake_count++];
            *last = (struct greedy_plan_stake){use->log_switch, pair->group, 0, SIZE_MAX};
        }
        if (i == 0 || plan->uses[i - 1].log_switch != use->log_switch)
            plan->first_use[use->log_switch] = i;
        last->left += !pair->covered;
        use->stake = plan->stake_count - 1;
        plan->left[use->log_switch] += !pair->covered;
    }
}

static void index_uses_by_pair(struct greedy_plan *plan)
{
    size_t *next = memory_numbers(plan->pair_count + 1, 0);

    plan->uses_by_pair = memory_numbers(plan->use_count, 0);
    for (size_t i = 0; i < plan->use_count; i++)
        next[plan->uses[i].pair + 1]++;
    for (size_t i = 1; i <= plan->pair_count; i++)
        next[i] += next[i - 1];
    plan->first_by_pair = memory_numbers(plan->pair_count + 1, 0);
    for (size_t i = 0; i <= plan->pair_count; i++)
        plan->first_by_pair[i] = next[i];
    for (size_t i = 0; i < plan->use_count; i++)
        plan->uses_by_pair[next[plan->uses[i].pair]++] = i;
    free(next);
}

/* Prepares the first step. */
static void prepare(struct greedy_plan *plan)
{
    plan->first_use = memory_numbers(plan->switch_count, 0);
    plan->left = memory_numbers(plan->switch_count, 0);
    plan->completed = memory_numbers(plan->switch_count, 0);
    plan->group_left = memory_numbers(plan->pair_count, 0);
    plan->completing = memory_numbers(plan->pair_count, SIZE_MAX);
    plan->waiting = memory_numbers(plan->pair_count, SIZE_MAX);
    for (size_t i = 0; i < plan->pair_count; i++)
        plan->group_left[plan->pairs[i].group] += !plan->pairs[i].covered;
    list_stakes(plan);
    index_uses_by_pair(plan);
    for (size_t i = 0; i < plan->stake_count; i++)
        place_stake(plan, i);
    build_tree(plan);
}

void greedy_plan_start(struct greedy_plan *plan, const struct attack_db *db, struct attack_set techniques,
                       struct attack_set chosen, struct attack_set collected)
{
    memset(plan, 0, sizeof *plan);
    list_switches(plan, db, chosen);
    list_pairs(plan, db, techniques, chosen, collected);
    plan->use_count = sort_distinct(plan->uses, plan->use_count, sizeof *plan->uses, compare_uses);
    prepare(plan);
}

void greedy_plan_free(struct greedy_plan *plan)
{
    size_t *const lists[] = {plan->first_use, plan->first_by_pair, plan->uses_by_pair, plan->left,   plan->completed,
                             plan->best,      plan->group_left,    plan->completing,   plan->waiting};

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        free(lists[i]);
    free(plan->pairs);
    free(plan->switches);
    free(plan->uses);
    free(plan->stakes);
}

/* ---- A step ----------------------------------------------------------------------------------------------------- */

/* Updates the stakes of a technique after one more of its pairs was covered. */
static void follow_up(struct greedy_plan *plan, size_t group)
{
    size_t left = plan->group_left[group];
    size_t *list = left ? &plan->waiting[group + left - 1] : &plan->completing[group];
    size_t stake = *list;

    *list = SIZE_MAX;
    while (stake != SIZE_MAX) {
        size_t next = plan->stakes[stake].next, log_switch = plan->stakes[stake].log_switch;

        if (left)
            place_stake(plan, stake);
        else
            plan->completed[log_switch]--;
        update(plan, log_switch);
        stake = next;
    }
}

static void cover(struct greedy_plan *plan, size_t pair)
{
    size_t group = plan->pairs[pair].group;

    plan->pairs[pair].covered = true;
    plan->covered++;
    plan->group_left[group]--;
    for (size_t i = plan->first_by_pair[pair]; i < plan->first_by_pair[pair + 1]; i++) {
        const struct greedy_plan_use *use = &plan->uses[plan->uses_by_pair[i]];

        plan->stakes[use->stake].left--;
        plan->left[use->log_switch]--;
        update(plan, use->log_switch);
    }
    follow_up(plan, group);
}

bool greedy_plan_next(struct greedy_plan *plan, struct greedy_plan_gain *gain)
{
    size_t best;

    if (!plan->switch_count)
        return false;
    best = plan->best[1];
    if (plan->switches[best].kind == SWITCH_NONE || !plan->left[best])
        return false;
    *gain = (struct greedy_plan_gain){best, plan->left[best], plan->completed[best]};
    for (size_t i = plan->first_use[best]; i < plan->use_count && plan->uses[i].log_switch == best; i++)
        if (!plan->pairs[plan->uses[i].pair].covered)
            cover(plan, plan->uses[i].pair);
    return true;
}
