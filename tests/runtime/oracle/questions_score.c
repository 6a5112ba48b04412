/* SPDX-License-Identifier: MIT
 *
 * Questions about many events together: scores, the best techniques, and coverage.
 */
#include "questions.h"

#include <stdlib.h>
#include <string.h>

void ask_score(struct questions *questions, uint32_t technique, uint32_t event)
{
    const struct oracle *oracle = &questions->oracle;
    bool is_there = technique < oracle->technique_count && event < oracle->event_count;
    uint32_t score = attack_score(questions->db, technique, event);

    if (score != (is_there ? oracle_score(oracle, technique, event) : 0))
        disagree("the score of technique %lu with event %lu is %lu", (unsigned long)technique, (unsigned long)event,
                 (unsigned long)score);
    questions->answered++;
}

void ask_scores(struct questions *questions, const uint32_t *events, uint32_t count, uint32_t *scores)
{
    const struct oracle *oracle = &questions->oracle;
    uint32_t *expected = numbers_of(oracle->technique_count), *added = numbers_of(oracle->technique_count);

    memcpy(expected, scores, oracle->technique_count * sizeof *scores);
    memcpy(added, scores, oracle->technique_count * sizeof *scores);
    for (uint32_t i = 0; i < count; i++) {
        attack_scores_add(questions->db, events[i], added);
        for (size_t k = 0; k < oracle->technique_count; k++)
            if (events[i] < oracle->event_count && oracle_shows(oracle, k, events[i]))
                expected[k] = oracle_sum(expected[k], oracle_score(oracle, k, events[i]));
    }
    for (size_t k = 0; k < oracle->technique_count; k++) {
        if (added[k] != expected[k])
            disagree("technique %lu scores %lu, expected %lu", (unsigned long)k, (unsigned long)added[k],
                     (unsigned long)expected[k]);
        scores[k] = expected[k];
    }
    check_end(added, oracle->technique_count);
    free(expected);
    free(added);
    questions->answered++;
}

/* The next best has the highest score of those not taken yet; ties go to the first. */
uint32_t ask_best(struct questions *questions, const uint32_t *scores, uint32_t *best, uint32_t room)
{
    size_t count = questions->oracle.technique_count;
    uint32_t *found = numbers_of(room), *left = numbers_of(count), said, expected = 0;

    memcpy(left, scores, count * sizeof *left);
    said = attack_scores_best(questions->db, scores, found, room);
    for (; expected < room; expected++) {
        size_t next = 0;

        for (size_t i = 1; i < count; i++)
            if (left[i] > left[next])
                next = i;
        if (!count || !left[next])
            break;
        if (expected == said || found[expected] != next)
            disagree("the best at %lu is not technique %lu", (unsigned long)expected, (unsigned long)next);
        best[expected] = (uint32_t)next;
        left[next] = 0;
    }
    if (said != expected)
        disagree("%lu are the best, expected %lu", (unsigned long)said, (unsigned long)expected);
    check_end(found, room);
    free(found);
    free(left);
    questions->answered++;
    return expected;
}

/* As bools; the set may have fewer words than there are events. */
static bool *flags_of(const struct questions *questions, struct attack_set set)
{
    size_t count = questions->oracle.event_count;
    bool *flags = calloc(count + 1, sizeof *flags);

    if (!flags)
        abort();
    for (size_t i = 0; i < count && i < 32 * (size_t)set.word_count; i++)
        flags[i] = set.words[i / 32] >> i % 32 & 1;
    return flags;
}

void ask_coverage(struct questions *questions, uint32_t technique, struct attack_set chosen,
                  struct attack_set collected)
{
    bool *is_chosen = flags_of(questions, chosen), *is_collected = flags_of(questions, collected);
    struct oracle_coverage expected = oracle_coverage(&questions->oracle, technique, is_chosen, is_collected);
    struct attack_technique view;
    struct attack_coverage found;

    attack_technique_at(questions->db, technique, &view);
    found = attack_technique_coverage(questions->db, &view, chosen, collected);
    if (found.data_components != expected.data_components || found.covered != expected.covered)
        disagree("technique %lu: %lu of %lu data components are covered, expected %lu of %lu", (unsigned long)technique,
                 (unsigned long)found.covered, (unsigned long)found.data_components, (unsigned long)expected.covered,
                 (unsigned long)expected.data_components);
    free(is_chosen);
    free(is_collected);
    questions->answered++;
}
