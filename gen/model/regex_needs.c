/* SPDX-License-Identifier: MIT
 *
 * Which texts each match of an expression has: what a sequence has in a row, and of alternatives, one of each.
 */
#include "regex.h"

#include "host/letter_case.h"

#include <string.h>

enum { TEXTS_MOST = 64, RUN_MOST = 256, COPIES_MOST = 8 };

/* What was found so far. `run` are characters in a row, in lower case. */
struct finding {
    struct arena *arena;
    size_t least, length;
    char run[RUN_MOST];
    struct regex_need *needs;
};

/* Ends the run, which is needed if it is long enough. */
static void end_run(struct finding *finding)
{
    struct regex_need *need;

    if (finding->length >= finding->least) {
        need = arena_allocate(finding->arena, sizeof *need);
        need->texts = arena_grow(finding->arena, need->texts, 0, &need->capacity, sizeof *need->texts);
        need->texts[need->count++] = arena_copy(finding->arena, finding->run, finding->length);
        need->next = finding->needs;
        finding->needs = need;
    }
    finding->length = 0;
}

/* Adds the bytes of a character. NUL ends a run, as it would a text. */
static void add_character(struct finding *finding, uint32_t number)
{
    if (!number || finding->length + 4 > RUN_MOST) {
        end_run(finding);
        return;
    }
    for (int shift = 24; shift >= 0; shift -= 8)
        if (number >> shift)
            finding->run[finding->length++] = fold((char)(unsigned char)(number >> shift));
}

/* Adds a set if it is one character, but for its case; else ends the run. */
static void add_set(struct finding *finding, const struct regex_set *set)
{
    uint32_t number = 0;
    bool has_one = false;

    if (set->has_others || set->count > 1 || (set->count && set->ranges[0].first != set->ranges[0].last)) {
        end_run(finding);
        return;
    }
    if (set->count) {
        number = set->ranges[0].first;
        has_one = true;
    }
    for (unsigned c = 0; c < REGEX_ASCII; c++) {
        uint32_t lower = (unsigned char)fold((char)c);

        if (!(set->ascii[c / 8] >> c % 8 & 1))
            continue;
        if (has_one && lower != number) {
            end_run(finding);
            return;
        }
        number = lower;
        has_one = true;
    }
    if (has_one)
        add_character(finding, number);
    else
        end_run(finding);
}

static void find(struct finding *finding, const struct regex_node *node);

/* Returns the best of what is needed: the fewest texts, of these those whose shortest one is longest. */
static const struct regex_need *best_of(const struct regex_need *needs)
{
    const struct regex_need *best = NULL;
    size_t best_shortest = 0;

    for (; needs; needs = needs->next) {
        size_t shortest = SIZE_MAX;

        for (size_t i = 0; i < needs->count; i++)
            shortest = strlen(needs->texts[i]) < shortest ? strlen(needs->texts[i]) : shortest;
        if (best && (needs->count > best->count || (needs->count == best->count && shortest <= best_shortest)))
            continue;
        best = needs;
        best_shortest = shortest;
    }
    return best;
}

/* Alternatives need one text of each, if each needs any. */
static void find_in_any(struct finding *finding, const struct regex_node *node)
{
    struct regex_need *all = arena_allocate(finding->arena, sizeof *all);

    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct finding within = {.arena = finding->arena, .least = finding->least};
        const struct regex_need *best;

        find(&within, child);
        end_run(&within);
        best = best_of(within.needs);
        if (!best || all->count + best->count > TEXTS_MOST)
            return;
        for (size_t i = 0; i < best->count; i++) {
            all->texts = arena_grow(finding->arena, all->texts, all->count, &all->capacity, sizeof *all->texts);
            all->texts[all->count++] = best->texts[i];
        }
    }
    all->next = finding->needs;
    finding->needs = all;
}

static void find_in_repeat(struct finding *finding, const struct regex_node *node)
{
    uint32_t copies = node->least;

    if (node->child->kind == REGEX_SET)
        copies = copies < COPIES_MOST ? copies : COPIES_MOST;
    else
        copies = copies ? 1 : 0; /* so that the work does not multiply */
    for (uint32_t i = 0; i < copies; i++)
        find(finding, node->child);
    if (node->most != copies)
        end_run(finding);
}

/* Adds what a node needs. A place does not end the run. The depth of groups is bounded where they are read. */
static void find(struct finding *finding, const struct regex_node *node)
{
    if (node->kind == REGEX_SET) {
        add_set(finding, node->set);
    } else if (node->kind == REGEX_REPEAT) {
        find_in_repeat(finding, node);
    } else if (node->kind == REGEX_ANY && node->child->next && !node->place.before) {
        end_run(finding);
        find_in_any(finding, node);
    } else if (node->kind != REGEX_PLACE && !node->place.before) {
        for (const struct regex_node *child = node->child; child; child = child->next)
            find(finding, child);
    }
}

struct regex_need *regex_needs_of(struct arena *arena, const struct regex_node *root, size_t least)
{
    struct finding finding = {.arena = arena, .least = least};

    find(&finding, root);
    end_run(&finding);
    return finding.needs;
}
