/* SPDX-License-Identifier: MIT
 *
 * The sizes in a mapping's header, and the rows that lead from events to techniques.
 */
#include "matching.h"
#include "observed.h"

#include <stdlib.h>

static size_t at_least_one(size_t number)
{
    return number ? number : 1;
}

void says_how_much_room_an_event_can_need(void **state)
{
    size_t techniques = matching.model.mapping.techniques.count, events = matching.model.event_count;
    struct attack_info info;

    (void)state;
    assert_int_equal(matching.sizes.techniques, at_least_one(techniques));
    assert_int_equal(matching.sizes.events, at_least_one(events));
    assert_int_equal(matching.sizes.technique_words, at_least_one((techniques + 31) / 32));
    assert_int_equal(matching.sizes.event_words, at_least_one((events + 31) / 32));
    assert_int_equal(matching.sizes.candidates, model_candidates_most(&matching.model));
    assert_int_equal(matching.sizes.fields, model_fields_most(&matching.model));
    assert_true(attack_db_info(matching.db, &info));
    assert_int_equal(info.candidates_most, matching.sizes.candidates);
    assert_int_equal(info.fields_most, matching.sizes.fields);
}

static bool is_among(const uint32_t *events, uint32_t count, size_t event)
{
    for (uint32_t i = 0; i < count; i++)
        if (events[i] == event)
            return true;
    return false;
}

/* Rows of one technique, or of all if it is NULL. */
static void try_rows(const struct attack_technique *technique, const uint32_t *events, uint32_t count)
{
    const struct naive_rows *rows = &matching.model.mapping.rows;
    struct attack_rows walked = technique ? attack_technique_rows(matching.db, technique) : attack_rows(matching.db);
    struct attack_row row;

    for (size_t i = 0; i < rows->count; i++) {
        static struct observed observed;

        if ((technique && matching.model.technique_of_row[i] != technique->index) ||
            matching.model.event_of_row[i] == matching.model.event_count ||
            !is_among(events, count, matching.model.event_of_row[i]))
            continue;
        assert_true(attack_rows_next_of(&walked, events, count, &row));
        observe_row(matching.db, &row, &observed);
        assert_columns("a row", &rows->row[i], &observed, 0, NAIVE_FILTER_IN);
    }
    assert_false(attack_rows_next_of(&walked, events, count, &row));
    assert_false(attack_rows_next_of(&walked, events, count, &row));
}

void gives_exactly_the_rows_of_the_events(void **state)
{
    uint32_t count = (uint32_t)matching.model.event_count;
    uint32_t *events = room_for(count + 1);
    struct attack_technique technique;

    (void)state;
    for (uint32_t i = 0; i < count; i++)
        events[i] = i;
    events[count] = UINT32_MAX - 1; /* neither an event nor ATTACK_NONE */
    try_rows(NULL, events, count + 1);
    try_rows(NULL, events, 0);
    for (uint32_t i = 0; attack_technique_at(matching.db, i, &technique); i++)
        for (int round = 0; round < 3; round++) {
            uint32_t some = count ? random_below(count < 40 ? count + 1 : 40) : 0;

            for (uint32_t k = 0; k < some; k++)
                events[k] = random_below(count);
            try_rows(&technique, events, some);
        }
    free(events);
}
