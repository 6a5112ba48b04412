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

size_t oracle_answers(const struct oracle *oracle, const bool *events, struct oracle_answer *answers)
{
    size_t count = 0;

    for (size_t i = 0; i < oracle->technique_count; i++) {
        struct oracle_answer best = {i, oracle->event_count, 0};

        for (size_t event = 0; event < oracle->event_count; event++) {
            uint32_t score = events[event] && oracle_shows(oracle, i, event) ? oracle_score(oracle, i, event) : 0;

            if (events[event] && oracle_shows(oracle, i, event) &&
                (best.event == oracle->event_count || score > best.score)) {
                best.event = event;
                best.score = score;
            }
        }
        if (best.event < oracle->event_count)
            answers[count++] = best;
    }
    qsort(answers, count, sizeof *answers, compare_answers);
    return count;
}
