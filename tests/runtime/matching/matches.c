/* SPDX-License-Identifier: MIT
 *
 * Matches: the candidates that fit an event's own fields.
 */
#include "matching.h"

#include <stdlib.h>

enum { FILTERS = 16 };

/* An event's own filters as the fields. */
static struct oracle_fields fields_of(const struct oracle_event *event, struct oracle_field field[FILTERS])
{
    struct oracle_fields fields = {field, event->filter_count};

    assert_true(event->filter_count <= FILTERS);
    for (size_t i = 0; i < event->filter_count; i++) {
        field[i].name = oracle_known(event->filters[i].field);
        field[i].value = oracle_known(event->filters[i].value);
    }
    return fields;
}

/* All events at once as candidates, too many for one id. */
void matches_each_event_by_its_own_fields(void **state)
{
    uint32_t count = (uint32_t)oracle->event_count, *candidates = numbers_of(count), *matched = numbers_of(count);

    (void)state;
    for (uint32_t i = 0; i < count; i++)
        candidates[i] = i;
    for (size_t event = 0; event < count; event += event_step()) {
        struct oracle_field field[FILTERS];
        struct oracle_fields fields = fields_of(&oracle->events[event], field);

        ask_match(&questions, candidates, count, &fields, event % 2, matched);
    }
    free(candidates);
    free(matched);
}

/* Whether an event matches if its first filter's field has this value, by both answers to what is unknown. */
static void expect_match(uint32_t event, struct oracle_text value, bool without, bool with_unknown)
{
    struct oracle_field field[FILTERS];
    struct oracle_fields fields = fields_of(&oracle->events[event], field);
    uint32_t matched[1];

    field[0].value = value;
    assert_int_equal(ask_match(&questions, &event, 1, &fields, false, matched), without);
    assert_int_equal(ask_match(&questions, &event, 1, &fields, true, matched), with_unknown);
}

static bool names_first_field_again(const struct oracle_event *event)
{
    for (size_t i = 1; i < event->filter_count; i++)
        if (naive_compare_folded(event->filters[0].field, event->filters[i].field) == 0)
            return true;
    return false;
}

void tells_an_empty_field_from_an_absent_one(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < oracle->event_count; i++) {
        const struct oracle_event *event = &oracle->events[i];
        struct oracle_text absent = {NULL, 0}, absent_of_length = {NULL, 5}, empty = {"", 0}, right;

        if (!event->filter_count || names_first_field_again(event))
            continue;
        right = oracle_known(event->filters[0].value);
        expect_match(i, absent, false, true);
        expect_match(i, absent_of_length, false, true);
        expect_match(i, empty, false, false);
        expect_match(i, right, true, true);
        right.length++; /* includes the NUL at its end */
        expect_match(i, right, false, false);
    }
}

void ignores_candidates_past_the_last_event(void **state)
{
    uint32_t end = (uint32_t)oracle->event_count;
    uint32_t candidates[] = {end, UINT32_MAX, end + 1, 0x80000000u}, found[4] = {7, 7, 7, 7};
    struct oracle_fields none = {NULL, 0};
    struct attack_log_event event = {.flags = ATTACK_UNKNOWN_MATCHES};
    union attack_scratch *scratch = malloc(attack_scratch_size(questions.db));
    size_t bytes = attack_scratch_size(questions.db);

    (void)state;
    assert_int_equal(ask_match(&questions, candidates, 4, &none, true, found), 0);
    assert_int_equal(attack_match(NULL, &event, scratch, bytes, found, 4, found), 0);
    assert_int_equal(attack_match(questions.db, &event, scratch, bytes, NULL, 0, NULL), 0);
    if (end) {
        candidates[1] = end - 1;
        assert_int_equal(attack_match(questions.db, &event, scratch, bytes, candidates, 4, found), 1);
        assert_int_equal(found[0], end - 1);
        assert_int_equal(found[1], 7);
    }
    free(scratch);
}

void matches_without_fields_what_has_no_filter(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < oracle->event_count; i++) {
        uint32_t found = i, is_candidate = !oracle->events[i].has_condition;
        uint32_t none = is_candidate && oracle->events[i].filter_count == 0;

        assert_int_equal(ask_match(&questions, &i, 1, NULL, false, &found), none);
        assert_int_equal(ask_match(&questions, &i, 1, NULL, true, &found), is_candidate);
        assert_int_equal(found, i);
    }
}
