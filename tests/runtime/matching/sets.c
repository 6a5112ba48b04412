/* SPDX-License-Identifier: MIT
 *
 * Sets, compared with arrays of bools, and the techniques of events as a set.
 */
#include "matching.h"
#include "twin.h"

#include <stdlib.h>

enum { SETS = 3 };

static enum twin_change random_change(void)
{
    uint32_t how = random_below(64);

    return how < 3 ? (enum twin_change)(TWIN_UNITE + how) : how == 3 ? TWIN_CLEAR : how < 44 ? TWIN_ADD : TWIN_REMOVE;
}

/* Sets of several lengths, including 0. */
void sets_are_what_an_array_of_bools_is(void **state)
{
    static struct twin twins[SETS];

    (void)state;
    for (uint32_t words = 0; words < 3 * TWIN_WORDS; words++) {
        for (uint32_t i = 0; i < SETS; i++)
            twin_start(&twins[i], (words + i * i) % (TWIN_WORDS + 1));
        for (int round = 0; round < 3000; round++) {
            struct twin *twin = &twins[random_below(SETS)];

            twin_change(twin, random_change(), random_below(TWIN_MEMBERS + 32), &twins[random_below(SETS)]);
            twin_change(twin, random_below(2) ? TWIN_ADD : TWIN_REMOVE, UINT32_MAX - random_below(70), twin);
        }
    }
}

void takes_a_set_without_words_for_an_empty_one(void **state)
{
    uint32_t words[2] = {5, 0}, index = 0;
    struct attack_set none = {NULL, 0}, absent = {NULL, 9}, some = {words, 2};

    (void)state;
    attack_set_clear(absent);
    attack_set_add(absent, 3);
    attack_set_remove(absent, 3);
    attack_set_unite(absent, some);
    attack_set_intersect(absent, some);
    attack_set_subtract(absent, some);
    attack_set_unite(some, absent);
    attack_set_subtract(some, none);
    assert_int_equal(attack_set_count(some), 2);
    assert_int_equal(attack_set_count(absent), 0);
    assert_false(attack_set_has(absent, 3));
    assert_false(attack_set_next(absent, &index));
    assert_false(attack_set_next(none, &index));
    assert_int_equal(index, 0);
    index = UINT32_MAX;
    assert_false(attack_set_next(some, &index));
    attack_set_intersect(some, absent);
    assert_int_equal(attack_set_count(some), 0);
    assert_int_equal(attack_set_add_family(absent, questions.db, "", 0), 0);
    attack_set_add_techniques_of(absent, questions.db, words, 2);
}

void adds_the_techniques_of_events(void **state)
{
    uint32_t end = (uint32_t)oracle->event_count, events[9] = {0}, words[1] = {0};
    struct attack_set set = {words, 1};

    (void)state;
    for (uint32_t round = 0; round < 2 * end; round++) {
        uint32_t count = round < end ? 1 : random_below(8);

        for (uint32_t i = 0; i < count; i++)
            events[i] = round < end ? round : random_below(end);
        events[count] = end + random_below(3);
        ask_techniques_of(&questions, events, count + 1);
    }
    attack_set_add_techniques_of(set, NULL, events, 1);
    attack_set_add_techniques_of(set, questions.db, NULL, 0);
    assert_int_equal(attack_set_count(set), 0);
}
