/* SPDX-License-Identifier: MIT
 *
 * Chooses switches. What each switch would add is counted once and then updated as pairs are covered, so that each use
 * is visited only twice, however many steps there are. A switch fully covers a technique when its stake is all that is
 * left uncovered. From then on, both shrink by the same amount, so that it stays so.
 */
#include "switching.h"

#include "text/memory.h"

#include <stdlib.h>

/* Returns an array of `count` numbers, all `value`. */
static size_t *list_of(size_t count, size_t value)
{
    size_t *list = memory_resize(NULL, count, sizeof *list);

    for (size_t i = 0; i < count; i++)
        list[i] = value;
    return list;
}

/* ---- The best switch -------------------------------------------------------------------------------------------- */

static size_t better(const struct switching *switching, size_t a, size_t b)
{
    bool is_taken_a = switching->switches[a].kind != SWITCH_NONE,
         is_taken_b = switching->switches[b].kind != SWITCH_NONE;

    if (is_taken_a != is_taken_b)
        return is_taken_a ? a : b;
    if (switching->left[a] != switching->left[b])
        return switching->left[a] > switching->left[b] ? a : b;
    if (switching->completed[a] != switching->completed[b])
        return switching->completed[a] > switching->completed[b] ? a : b;
    return a < b ? a : b;
}

static void choose(struct switching *switching, size_t node)
{
    switching->best[node] = better(switching, switching->best[2 * node], switching->best[2 * node + 1]);
}

static void build_tree(struct switching *switching)
{
    size_t count = switching->switch_count;

    switching->best = list_of(2 * count, 0);
    for (size_t i = 0; i < count; i++)
        switching->best[count + i] = i;
    for (size_t node = count; node-- > 1;)
        choose(switching, node);
}

/* Updates the tree after a change to what a switch would add. */
static void update(struct switching *switching, size_t log_switch)
{
    for (size_t node = (switching->switch_count + log_switch) / 2; node; node /= 2)
        choose(switching, node);
}

/* ---- Stakes ----------------------------------------------------------------------------------------------------- */

static void push(struct switching *switching, size_t *list, size_t stake)
{
    switching->stakes[stake].next = *list;
    *list = stake;
}

/* Adds a stake to the list that it belongs to. */
static void place_stake(struct switching *switching, size_t stake)
{
    const struct switching_stake *placed = &switching->stakes[stake];

    if (placed->left && placed->left == switching->group_left[placed->group]) {
        switching->completed[placed->log_switch]++;
        push(switching, &switching->completing[placed->group], stake);
    } else if (placed->left) {
        push(switching, &switching->waiting[placed->group + placed->left - 1], stake);
    }
}

/* The uses of a switch are sorted by pair, so that those of a technique are neighbours. */
static void list_stakes(struct switching *switching)
{
    for (size_t i = 0; i < switching->use_count; i++) {
        struct switching_use *use = &switching->uses[i];
        const struct switching_pair *pair = &switching->pairs[use->pair];
        struct switching_stake *last = switching->stake_count ? &switching->stakes[switching->stake_count - 1] : NULL;

        if (!last || last->log_switch != use->log_switch || last->group != pair->group) {
            switching->stakes = memory_room(switching->stakes, switching->stake_count, &switching->stake_capacity,
                                            sizeof *switching->stakes);
            last = &switching->stakes[switching->stake_count++];
            *last = (struct switching_stake){use->log_switch, pair->group, 0, SIZE_MAX};
        }
        last->left += !pair->covered;
        use->stake = switching->stake_count - 1;
        switching->left[use->log_switch] += !pair->covered;
    }
}

static void index_uses_by_pair(struct switching *switching)
{
    size_t *next = list_of(switching->pair_count + 1, 0);

    switching->uses_by_pair = list_of(switching->use_count, 0);
    for (size_t i = 0; i < switching->use_count; i++)
        next[switching->uses[i].pair + 1]++;
    for (size_t i = 1; i <= switching->pair_count; i++)
        next[i] += next[i - 1];
    switching->first_by_pair = list_of(switching->pair_count + 1, 0);
    for (size_t i = 0; i <= switching->pair_count; i++)
        switching->first_by_pair[i] = next[i];
    for (size_t i = 0; i < switching->use_count; i++)
        switching->uses_by_pair[next[switching->uses[i].pair]++] = i;
    free(next);
}

void switching_prepare(struct switching *switching)
{
    switching->left = list_of(switching->switch_count, 0);
    switching->completed = list_of(switching->switch_count, 0);
    switching->group_left = list_of(switching->pair_count, 0);
    switching->completing = list_of(switching->pair_count, SIZE_MAX);
    switching->waiting = list_of(switching->pair_count, SIZE_MAX);
    for (size_t i = 0; i < switching->pair_count; i++)
        switching->group_left[switching->pairs[i].group] += !switching->pairs[i].covered;
    list_stakes(switching);
    index_uses_by_pair(switching);
    for (size_t i = 0; i < switching->stake_count; i++)
        place_stake(switching, i);
    build_tree(switching);
}

/* ---- A step ----------------------------------------------------------------------------------------------------- */

/* Updates the stakes of a technique after one more of its pairs was covered. */
static void follow_up(struct switching *switching, size_t group)
{
    size_t left = switching->group_left[group];
    size_t *list = left ? &switching->waiting[group + left - 1] : &switching->completing[group];
    size_t stake = *list;

    *list = SIZE_MAX;
    while (stake != SIZE_MAX) {
        size_t next = switching->stakes[stake].next, log_switch = switching->stakes[stake].log_switch;

        if (left)
            place_stake(switching, stake);
        else
            switching->completed[log_switch]--;
        update(switching, log_switch);
        stake = next;
    }
}

static void cover(struct switching *switching, size_t pair)
{
    size_t group = switching->pairs[pair].group;

    switching->pairs[pair].covered = true;
    switching->covered++;
    switching->group_left[group]--;
    for (size_t i = switching->first_by_pair[pair]; i < switching->first_by_pair[pair + 1]; i++) {
        const struct switching_use *use = &switching->uses[switching->uses_by_pair[i]];

        switching->stakes[use->stake].left--;
        switching->left[use->log_switch]--;
        update(switching, use->log_switch);
    }
    follow_up(switching, group);
}

/* Returns the first use of a switch. */
static size_t first_use(const struct switching *switching, size_t log_switch)
{
    size_t low = 0, high = switching->use_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (switching->uses[middle].log_switch < log_switch)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool switching_next(struct switching *switching, struct switching_gain *gain)
{
    size_t best;

    if (!switching->switch_count)
        return false;
    best = switching->best[1];
    if (switching->switches[best].kind == SWITCH_NONE || !switching->left[best])
        return false;
    *gain = (struct switching_gain){best, switching->left[best], switching->completed[best]};
    for (size_t i = first_use(switching, best); i < switching->use_count && switching->uses[i].log_switch == best; i++)
        if (!switching->pairs[switching->uses[i].pair].covered)
            cover(switching, switching->uses[i].pair);
    return true;
}

size_t switching_left(const struct switching *switching, size_t log_switch)
{
    return switching->left[log_switch];
}
