/* SPDX-License-Identifier: MIT
 *
 * Sets, compared with arrays of bools on which the same operations are done.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 5, MEMBERS = 32 * WORDS, SETS = 3 };

struct twin {
    uint32_t words[WORDS + 1]; /* the last one is not the set's */
    struct attack_set set;
    bool has[MEMBERS + 32];
};

static void expect_same(const struct twin *twin)
{
    uint32_t count = 0, next = 0;

    for (uint32_t i = 0; i < MEMBERS + 32; i++) {
        assert_int_equal(attack_set_has(twin->set, i), twin->has[i]);
        if (!twin->has[i])
            continue;
        count++;
        assert_true(attack_set_next(twin->set, &next));
        assert_int_equal(next++, i);
    }
    assert_false(attack_set_next(twin->set, &next));
    assert_int_equal(attack_set_count(twin->set), count);
    assert_int_equal(twin->words[twin->set.word_count], 0xfeedbeefu);
}

static void combine(struct twin *twin, const struct twin *other, uint32_t how)
{
    uint32_t end = 32 * twin->set.word_count;

    if (how == 0)
        attack_set_unite(twin->set, other->set);
    else if (how == 1)
        attack_set_intersect(twin->set, other->set);
    else
        attack_set_subtract(twin->set, other->set);
    for (uint32_t i = 0; i < end; i++)
        twin->has[i] = how == 0   ? twin->has[i] || other->has[i]
                       : how == 1 ? twin->has[i] && other->has[i]
                                  : twin->has[i] && !other->has[i];
}

static void change(struct twin *twin, const struct twin *other)
{
    uint32_t index = random_below(MEMBERS + 32), how = random_below(64);

    if (how < 3) {
        combine(twin, other, how);
    } else if (how == 3) {
        attack_set_clear(twin->set);
        memset(twin->has, 0, sizeof twin->has);
    } else if (how < 44) {
        attack_set_add(twin->set, index);
        twin->has[index] = index < 32 * twin->set.word_count;
    } else {
        attack_set_remove(twin->set, index);
        twin->has[index] = false;
    }
    attack_set_add(twin->set, UINT32_MAX - random_below(70));
    attack_set_remove(twin->set, UINT32_MAX - random_below(70));
}

/* Sets of several lengths, including 0. */
void sets_are_what_an_array_of_bools_is(void **state)
{
    static struct twin twins[SETS];

    (void)state;
    for (uint32_t words = 0; words < 3 * WORDS; words++) {
        for (uint32_t i = 0; i < SETS; i++) {
            struct twin *twin = &twins[i];

            memset(twin, 0xff, sizeof *twin);
            memset(twin->has, 0, sizeof twin->has);
            twin->set.words = twin->words;
            twin->set.word_count = (words + i * i) % (WORDS + 1);
            twin->words[twin->set.word_count] = 0xfeedbeefu;
            attack_set_clear(twin->set);
        }
        for (int round = 0; round < 3000; round++) {
            struct twin *twin = &twins[random_below(SETS)];

            change(twin, &twins[random_below(SETS)]);
            expect_same(twin);
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
    assert_int_equal(attack_set_add_family(absent, matching.db, "", 0), 0);
    attack_set_add_techniques_of(absent, matching.db, words, 2);
}

void adds_the_techniques_of_events(void **state)
{
    uint32_t end = (uint32_t)matching.model.event_count, events[9] = {0};
    struct attack_set set = {room_for(matching.sizes.technique_words), matching.sizes.technique_words};

    (void)state;
    for (uint32_t round = 0; round < 2 * end; round++) {
        uint32_t count = round < end ? 1 : random_below(8);

        for (uint32_t i = 0; i < count; i++)
            events[i] = round < end ? round : random_below(end);
        events[count] = end + random_below(3);
        attack_set_clear(set);
        attack_set_add_techniques_of(set, matching.db, events, count + 1);
        for (uint32_t technique = 0; technique < matching.model.mapping.techniques.count; technique++) {
            bool shown = false;

            for (uint32_t i = 0; i < count; i++)
                shown = shown || model_shows(&matching.model, technique, events[i]);
            assert_int_equal(attack_set_has(set, technique), shown);
        }
    }
    attack_set_clear(set);
    attack_set_add_techniques_of(set, NULL, events, 1);
    attack_set_add_techniques_of(set, matching.db, NULL, 0);
    assert_int_equal(attack_set_count(set), 0);
    free(set.words);
}
