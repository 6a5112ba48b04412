/* SPDX-License-Identifier: MIT
 *
 * attack_answers() finds the same for an event of a log. Here, what matches is known already, and there may be many
 * answers.
 */
#include "event_scores.h"

#include "host/order.h"
#include "text/memory.h"

#include <stdlib.h>

void event_scores_start(struct event_scores *scores, const struct attack_db *db)
{
    *scores = (struct event_scores){.db = db};
    scores->one = memory_zeros(attack_technique_count(db), sizeof *scores->one);
    scores->best = memory_zeros(attack_technique_count(db), sizeof *scores->best);
    scores->best_event = memory_zeros(attack_technique_count(db), sizeof *scores->best_event);
}

/* Takes the scores of an event of the mapping. */
static void take_event(struct event_scores *scores, uint32_t index)
{
    struct attack_technique_iterator techniques;
    struct attack_technique technique;
    struct attack_event event;

    attack_event_at(scores->db, index, &event);
    attack_scores_add(scores->db, index, scores->one);
    techniques = attack_event_techniques(scores->db, &event);
    while (attack_technique_next(&techniques, &technique)) {
        uint32_t *one = &scores->one[technique.index], *best = &scores->best[technique.index];

        if (*one && !*best) {
            MAKE_ROOM(scores->all, scores->count, scores->capacity);
            scores->all[scores->count++].technique = technique.index;
        }
        if (*one > *best) {
            *best = *one;
            scores->best_event[technique.index] = index;
        }
        *one = 0;
    }
}

void event_scores_find(struct event_scores *scores, const uint32_t *events, uint32_t count)
{
    scores->count = 0;
    for (uint32_t i = 0; i < count; i++)
        take_event(scores, events[i]);
    for (size_t i = 0; i < scores->count; i++) {
        struct event_score *found = &scores->all[i];

        found->score = scores->best[found->technique];
        found->event = scores->best_event[found->technique];
        scores->best[found->technique] = 0;
    }
}

static int compare(const void *a, const void *b)
{
    const struct event_score *x = a, *y = b;

    return order_of_pairs(y->score, x->score, x->technique, y->technique);
}

void event_scores_sort(struct event_scores *scores)
{
    if (scores->count)
        qsort(scores->all, scores->count, sizeof *scores->all, compare);
}

void event_scores_free(struct event_scores *scores)
{
    free(scores->all);
    free(scores->one);
    free(scores->best);
    free(scores->best_event);
}
