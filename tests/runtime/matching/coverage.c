/* SPDX-License-Identifier: MIT
 *
 * Coverage of techniques with randomly chosen and collected events.
 */
#include "matching.h"

#include <stdlib.h>

/* Each event with a probability of so many eighths. */
static void choose(struct attack_set set, uint32_t of_eight)
{
    attack_set_clear(set);
    for (uint32_t i = 0; i < oracle->event_count; i++)
        if (random_below(8) < of_eight)
            attack_set_add(set, i);
}

void covers_what_is_collected_of_what_is_chosen(void **state)
{
    static const uint32_t of_eight[][2] = {{8, 8}, {8, 4}, {4, 4}, {1, 4}, {8, 0}, {0, 8}, {8, 1}};
    struct attack_set chosen = {numbers_of(sizes.event_words), sizes.event_words};
    struct attack_set collected = {numbers_of(sizes.event_words), sizes.event_words};
    size_t step = oracle->row_count * oracle->technique_count / 20000000 + 1;

    (void)state;
    for (size_t round = 0; round < sizeof of_eight / sizeof *of_eight; round++) {
        choose(chosen, of_eight[round][0]);
        choose(collected, of_eight[round][1]);
        for (size_t i = round % step; i < oracle->technique_count; i += step)
            ask_coverage(&questions, (uint32_t)i, chosen, collected);
    }
    free(chosen.words);
    free(collected.words);
}

void covers_nothing_without_sets_or_technique(void **state)
{
    struct attack_set all = {numbers_of(sizes.event_words), sizes.event_words}, none = {NULL, 0};
    struct attack_technique technique, nothing;

    (void)state;
    choose(all, 8);
    assert_false(attack_technique_find(questions.db, "", 0, &nothing));
    assert_int_equal(attack_technique_coverage(questions.db, &nothing, all, all).data_components, 0);
    assert_int_equal(attack_technique_coverage(questions.db, NULL, all, all).data_components, 0);
    for (uint32_t i = 0; attack_technique_at(questions.db, i, &technique); i++) {
        ask_coverage(&questions, i, none, all);
        ask_coverage(&questions, i, all, none);
        assert_int_equal(attack_technique_coverage(NULL, &technique, all, all).data_components, 0);
    }
    free(all.words);
}
