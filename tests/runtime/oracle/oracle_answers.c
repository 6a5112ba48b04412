/* SPDX-License-Identifier: MIT
 *
 * The rule by which the techniques of one event of a log are ranked, over the arrays of an oracle.
 */
#include "oracle.h"

#include <stdlib.h>

static int compare_answers(const void *one, const void *other)
{
    const struct oracle_answer *a = one, *b = other;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->technique < b->technique ? -1 : 1;
}

/* Finds the best of some events for a technique: the first of those with the highest score. */
static bool find_best(const struct oracle *oracle, size_t technique, const size_t *events, size_t count,
                      struct oracle_answer *best)
{
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        struct oracle_answer one = {technique, events[i], 0};

        if (!oracle_shows(oracle, technique, events[i]))
            continue;
        one.score = oracle_score(oracle, technique, events[i]);
        if (!found || one.score > best->score)
            *best = one;
        found = true;
    }
    return found;
}

size_t oracle_answers(const struct oracle *oracle, const bool *events, struct oracle_answer *answers)
{
    size_t *matched = malloc((oracle->event_count + 1) * sizeof *matched), matched_count = 0, count = 0;

    if (!matched)
        abort();
    for (size_t i = 0; i < oracle->event_count; i++)
        if (events[i])
            matched[matched_count++] = i;
    for (size_t i = 0; i < oracle->technique_count; i++)
        count += find_best(oracle, i, matched, matched_count, &answers[count]);
    free(matched);
    qsort(answers, count, sizeof *answers, compare_answers);
    return count;
}
