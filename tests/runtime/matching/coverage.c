/* SPDX-License-Identifier: MIT
 *
 * Coverage of techniques with randomly chosen and collected events.
 */
#include "matching.h"

#include <stdlib.h>

struct choice {
    struct attack_set set;
    bool *has;
};

static struct choice make_choice(void)
{
    struct choice choice = {{room_for(matching.sizes.event_words), matching.sizes.event_words}, NULL};

    choice.has = calloc(matching.model.event_count + 1, sizeof *choice.has);
    assert_non_null(choice.has);
    return choice;
}

/* True with a probability of so many eighths. */
static void choose(struct choice *choice, uint32_t of_eight)
{
    attack_set_clear(choice->set);
    for (uint32_t i = 0; i < matching.model.event_count; i++) {
        choice->has[i] = random_below(8) < of_eight;
        if (choice->has[i])
            attack_set_add(choice->set, i);
    }
}

static void free_choice(struct choice *choice)
{
    free(choice->set.words);
    free(choice->has);
}

void covers_what_is_collected_of_what_is_chosen(void **state)
{
    static const uint32_t of_eight[][2] = {{8, 8}, {8, 4}, {4, 4}, {1, 4}, {8, 0}, {0, 8}, {8, 1}};
    struct choice chosen = make_choice(), collected = make_choice();
    size_t step = matching.model.mapping.rows.count * matching.model.mapping.components.count / 20000000 + 1;
    struct attack_technique technique;

    (void)state;
    for (size_t round = 0; round < sizeof of_eight / sizeof *of_eight; round++) {
        choose(&chosen, of_eight[round][0]);
        choose(&collected, of_eight[round][1]);
        for (uint32_t i = (uint32_t)(round % step); attack_technique_at(matching.db, i, &technique);
             i += (uint32_t)step) {
            struct model_coverage expected = model_coverage(&matching.model, i, chosen.has, collected.has);
            struct attack_coverage found =
                attack_technique_coverage(matching.db, &technique, chosen.set, collected.set);

            assert_int_equal(found.data_components, expected.data_components);
            assert_int_equal(found.covered, expected.covered);
        }
    }
    free_choice(&chosen);
    free_choice(&collected);
}

void covers_nothing_without_sets_or_technique(void **state)
{
    struct choice all = make_choice();
    struct attack_set none = {NULL, 0};
    struct attack_technique technique, nothing;

    (void)state;
    choose(&all, 8);
    assert_false(attack_technique_find(matching.db, "", 0, &nothing));
    assert_int_equal(attack_technique_coverage(matching.db, &nothing, all.set, all.set).data_components, 0);
    assert_int_equal(attack_technique_coverage(matching.db, NULL, all.set, all.set).data_components, 0);
    for (uint32_t i = 0; attack_technique_at(matching.db, i, &technique); i++) {
        assert_int_equal(attack_technique_coverage(matching.db, &technique, none, all.set).data_components, 0);
        assert_int_equal(attack_technique_coverage(matching.db, &technique, all.set, none).covered, 0);
        assert_int_equal(attack_technique_coverage(NULL, &technique, all.set, all.set).data_components, 0);
    }
    free_choice(&all);
}
