/* SPDX-License-Identifier: MIT
 *
 * Scores: equal to the header's formula in integers, and nearly equal to it as a real number.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

/* Each of two roundings down may take one from a value of at least `least`, and the last one takes up to one unit of
 * the score. */
static void expect_near(uint32_t score, double exact, size_t techniques_of_event)
{
    double least = 65536.0 / (double)techniques_of_event, found = score / (double)ATTACK_SCORE_ONE;

    if (found > exact * 1.01 || found < exact * (1 - 2 / least) * 0.985 - 1.0 / ATTACK_SCORE_ONE)
        fail_msg("a score is %f, nearly expected %f", found, exact);
}

void scores_every_technique_with_every_event(void **state)
{
    (void)state;
    for (uint32_t technique = 0; technique < oracle->technique_count; technique++)
        for (uint32_t event = 0; event < oracle->event_count; event++) {
            ask_score(&questions, technique, event);
            if (oracle_shows(oracle, technique, event) == ORACLE_CANDIDATE)
                expect_near(attack_score(questions.db, technique, event), oracle_exact_score(oracle, technique, event),
                            oracle->events[event].shown_count[ORACLE_CANDIDATE]);
        }
}

void adds_the_scores_of_an_event(void **state)
{
    uint32_t *scores = numbers_of(oracle->technique_count), past[] = {(uint32_t)oracle->event_count, UINT32_MAX};

    (void)state;
    for (uint32_t event = 0; event < oracle->event_count; event++) {
        for (uint32_t i = 0; i < oracle->technique_count; i++)
            scores[i] = i;
        ask_scores(&questions, &event, 1, scores);
    }
    memset(scores, 0, oracle->technique_count * sizeof *scores);
    ask_scores(&questions, past, 2, scores);
    attack_scores_add(NULL, 0, scores);
    free(scores);
}

void puts_the_best_first_and_the_lower_index_where_they_tie(void **state)
{
    uint32_t count = (uint32_t)oracle->technique_count, *scores = numbers_of(count), *best = numbers_of(count + 1);

    (void)state;
    for (int round = 0; round < 100; round++) {
        for (uint32_t i = 0; i < count; i++)
            scores[i] = random_below(round % 3 ? 5 : 0x7fffffffu) << (round % 2);
        ask_best(&questions, scores, best, round < 10 ? (uint32_t)round % (count + 2) : random_below(count + 2));
    }
    memset(scores, 0, count * sizeof *scores);
    assert_int_equal(ask_best(&questions, scores, best, count), 0);
    assert_int_equal(attack_scores_best(questions.db, scores, NULL, 0), 0);
    assert_int_equal(attack_scores_best(NULL, scores, best, count), 0);
    free(scores);
    free(best);
}

static bool same_events(uint32_t one, uint32_t other)
{
    for (uint32_t event = 0; event < oracle->event_count; event++)
        if (oracle_shows(oracle, one, event) != oracle_shows(oracle, other, event))
            return false;
    return true;
}

void techniques_with_the_same_events_tie(void **state)
{
    (void)state;
    for (uint32_t one = 0; one < oracle->technique_count; one++)
        for (uint32_t other = one + 1; other < oracle->technique_count; other++)
            if (same_events(one, other))
                for (uint32_t event = 0; event < oracle->event_count; event += 7)
                    assert_int_equal(attack_score(questions.db, one, event), attack_score(questions.db, other, event));
}

void scores_nothing_past_the_last(void **state)
{
    uint32_t techniques = (uint32_t)oracle->technique_count, events = (uint32_t)oracle->event_count;

    (void)state;
    ask_score(&questions, techniques, 0);
    ask_score(&questions, 0, events);
    ask_score(&questions, UINT32_MAX, UINT32_MAX);
    assert_int_equal(attack_score(NULL, 0, 0), 0);
}
