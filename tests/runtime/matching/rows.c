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

/* A head of 32 bytes, and a slot of so many bytes for each field and for eight more values. */
static size_t scratch_of(size_t slot, size_t fields)
{
    return 32 + slot * (fields + 8);
}

static bool has_conditions(void)
{
    for (size_t i = 0; i < oracle->event_count; i++)
        if (oracle->events[i].has_condition)
            return true;
    return false;
}

void says_how_much_room_an_event_can_need(void **state)
{
    size_t techniques = oracle->technique_count, events = oracle->event_count;
    size_t slot = sizeof(void *) == 8 ? 24 : 16, fields = questions.fields_most;
    struct attack_info info;

    (void)state;
    assert_int_equal(sizes.techniques, at_least_one(techniques));
    assert_int_equal(sizes.events, at_least_one(events));
    assert_int_equal(sizes.technique_words, at_least_one((techniques + 31) / 32));
    assert_int_equal(sizes.event_words, at_least_one((events + 31) / 32));
    assert_int_equal(sizes.candidates, oracle_candidates_most(oracle));
    if (has_conditions()) { /* which ask for more fields, and take memory of their own */
        assert_true(attack_scratch_size(questions.db) > scratch_of(slot, fields));
        assert_true(sizes.scratch * 8 >= attack_scratch_size(questions.db));
        assert_true(slot < 24 || sizes.scratch * 8 == attack_scratch_size(questions.db));
    } else {
        assert_int_equal(sizes.scratch * 8, scratch_of(24, fields));
        assert_int_equal(attack_scratch_size(questions.db), scratch_of(slot, fields));
    }
    assert_true(sizes.scratch * 8 <= 4096);
    assert_true(attack_db_info(questions.db, &info));
    assert_int_equal(info.candidates_most, sizes.candidates);
}

void gives_the_rows_that_the_oracle_reads(void **state)
{
    struct attack_row_iterator rows = attack_rows(questions.db);
    struct attack_row row;

    (void)state;
    for (size_t i = 0; i < oracle->mapping.rows.count; i++) {
        static struct observed observed;

        assert_true(attack_row_next(&rows, &row));
        observe_row(questions.db, &row, &observed);
        assert_columns("a row", &oracle->mapping.rows.row[i], &observed, 0, NAIVE_FILTER_IN);
        questions.answered++;
    }
    assert_false(attack_row_next(&rows, &row));
}

void gives_exactly_the_rows_of_the_events(void **state)
{
    uint32_t count = (uint32_t)oracle->event_count, *events = numbers_of(count + 1);

    (void)state;
    for (uint32_t i = 0; i < count; i++)
        events[i] = i;
    events[count] = UINT32_MAX - 1; /* neither an event nor ATTACK_NONE */
    ask_rows(&questions, ATTACK_NONE, events, count + 1);
    ask_rows(&questions, ATTACK_NONE, events, 0);
    for (uint32_t i = 0; i < oracle->technique_count; i++)
        for (int round = 0; round < 3; round++) {
            uint32_t some = count ? random_below(count < 40 ? count + 1 : 40) : 0;

            for (uint32_t k = 0; k < some; k++)
                events[k] = k || round ? random_below(count) : ATTACK_NONE;
            ask_rows(&questions, i, events, some);
        }
    free(events);
}
