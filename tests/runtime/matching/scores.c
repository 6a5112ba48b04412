/* SPDX-License-Identifier: MIT
 *
 * Scores: equal to the header's formula in integers, and nearly equal to it as a real number.
 */
#include "matching.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t technique_count(void)
{
    return (uint32_t)matching.model.mapping.techniques.count;
}

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
    for (uint32_t technique = 0; technique < technique_count(); technique++) {
        struct model_factor factor = model_factor(&matching.model, technique);

        for (uint32_t event = 0; event < matching.model.event_count; event++) {
            uint32_t score = attack_score(matching.db, technique, event);

            assert_int_equal(score, model_score(&matching.model, factor, event));
            if (model_shows(&matching.model, technique, event))
                expect_near(score, model_exact_score(&matching.model, factor, event),
                            matching.model.events[event].technique_count);
        }
    }
}

void adds_the_scores_of_an_event(void **state)
{
    uint32_t count = technique_count(), *scores = room_for(count), end = (uint32_t)matching.model.event_count;

    (void)state;
    for (uint32_t event = 0; event < end; event++) {
        for (uint32_t i = 0; i <= count; i++)
            scores[i] = i;
        attack_scores_add(matching.db, event, scores);
        for (uint32_t i = 0; i < count; i++)
            assert_int_equal(scores[i],
                             i + (model_shows(&matching.model, i, event) ? attack_score(matching.db, i, event) : 0));
        assert_int_equal(scores[count], count);
    }
    attack_scores_add(matching.db, end, scores);
    attack_scores_add(matching.db, UINT32_MAX, scores);
    attack_scores_add(NULL, 0, scores);
    free(scores);
}

static const uint32_t *sorting;

static int compare_scores(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    if (sorting[one] != sorting[other])
        return sorting[one] > sorting[other] ? -1 : 1;
    return one < other ? -1 : 1;
}

void puts_the_best_first_and_the_lower_index_where_they_tie(void **state)
{
    uint32_t count = technique_count();
    uint32_t *scores = room_for(count), *order = room_for(count), *best = room_for(count + 1);

    (void)state;
    for (int round = 0; round < 300; round++) {
        uint32_t scored = 0, room = round < 10 ? (uint32_t)round : random_below(count + 2), wanted;

        for (uint32_t i = 0; i < count; i++) {
            scores[i] = random_below(round % 3 ? 5 : 0x7fffffffu) << (round % 2);
            if (scores[i])
                order[scored++] = i;
        }
        sorting = scores;
        qsort(order, scored, sizeof *order, compare_scores);
        wanted = scored < room ? scored : room;
        for (uint32_t i = 0; i <= count + 1; i++)
            best[i] = 0xfeedbeefu;
        assert_int_equal(attack_scores_best(matching.db, scores, best, room), wanted);
        assert_memory_equal(best, order, wanted * sizeof *best);
        for (uint32_t i = wanted; i <= count + 1; i++)
            assert_int_equal(best[i], 0xfeedbeefu);
    }
    memset(scores, 0, count * sizeof *scores);
    assert_int_equal(attack_scores_best(matching.db, scores, best, count), 0);
    assert_int_equal(attack_scores_best(matching.db, scores, NULL, 0), 0);
    assert_int_equal(attack_scores_best(NULL, scores, best, count), 0);
    free(scores);
    free(order);
    free(best);
}

static bool same_events(uint32_t one, uint32_t other)
{
    for (uint32_t event = 0; event < matching.model.event_count; event++)
        if (model_shows(&matching.model, one, event) != model_shows(&matching.model, other, event))
            return false;
    return true;
}

void techniques_with_the_same_events_tie(void **state)
{
    (void)state;
    for (uint32_t one = 0; one < technique_count(); one++)
        for (uint32_t other = one + 1; other < technique_count(); other++)
            if (same_events(one, other))
                for (uint32_t event = 0; event < matching.model.event_count; event += 7)
                    assert_int_equal(attack_score(matching.db, one, event), attack_score(matching.db, other, event));
}

void scores_nothing_past_the_last(void **state)
{
    uint32_t techniques = technique_count(), events = (uint32_t)matching.model.event_count;

    (void)state;
    assert_int_equal(attack_score(matching.db, techniques, 0), 0);
    assert_int_equal(attack_score(matching.db, 0, events), 0);
    assert_int_equal(attack_score(matching.db, UINT32_MAX, UINT32_MAX), 0);
    assert_int_equal(attack_score(NULL, 0, 0), 0);
}
