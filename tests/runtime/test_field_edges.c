/* SPDX-License-Identifier: MIT
 *
 * Edge cases of the fields of one event of a log, and of scratch memory, with the mapping laid out by hand.
 */
#include "fields_by_hand.h"

/* Matches event 1 twice, which needs Kind=Yes and More=1, and event 2, which needs nothing. */
static uint32_t matched(struct asked *asked, bool unknown_matches, uint32_t *count, union attack_scratch *scratch)
{
    static const uint32_t candidates[] = {1, EVENTS, 2, UINT32_MAX, 1};
    struct attack_log_event event = {
        .field = answer, .context = asked, .flags = unknown_matches ? ATTACK_UNKNOWN_MATCHES : 0};
    uint32_t events[5], found = 0;

    asked->times = 0;
    *count = attack_match(by_hand(0), &event, scratch, SCRATCH * sizeof *scratch, candidates, 5, events);
    for (uint32_t i = 0; i < *count; i++)
        found |= (uint32_t)1 << events[i];
    return found;
}

static void matches_what_answers_and_asks_once(void **state)
{
    static const struct {
        struct asked asked;
        bool unknown_matches;
        uint32_t found, count, missing;
        unsigned times;
    } events[] = {
        {{{{"Yes"}, {"1"}}, 0}, false, 6, 3, 0, 2},
        {{{{"YES"}, {"1"}}, 0}, true, 6, 3, 0, 2},
        {{{{"Yes"}, {"2"}}, 0}, false, 4, 1, 0, 3}, /* whether it has a second value, too */
        {{{{"Yes"}, {""}}, 0}, true, 4, 1, 0, 3},
        {{{{"No"}, {"1"}}, 0}, false, 4, 1, 0, 2},
        {{{{NULL}, {"1"}}, 0}, false, 4, 1, 1, 2},
        {{{{NULL}, {"1"}}, 0}, true, 6, 3, 0, 2},
        {{{{NULL}, {"2"}}, 0}, true, 4, 1, 0, 3},
        {{{{NULL}, {"2"}}, 0}, false, 4, 1, 0, 3}, /* Kind does not matter */
        {{{{"Yes"}, {NULL}}, 0}, true, 6, 3, 0, 2},
        {{{{"Yes"}, {NULL}}, 0}, false, 4, 1, 2, 2},
        {{{{NULL}, {NULL}}, 0}, true, 6, 3, 0, 2},
        {{{{NULL}, {NULL}}, 0}, false, 4, 1, 3, 2},
        {{{{"No", "Yes"}, {"1"}}, 0}, false, 6, 3, 0, 3},
        {{{{"No", "yes"}, {"2", "1"}}, 0}, false, 6, 3, 0, 4},
        {{{{"No", "Nor"}, {"1"}}, 0}, false, 4, 1, 0, 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        struct asked asked = events[i].asked;
        union attack_scratch scratch[SCRATCH];
        uint32_t count;

        memset(scratch, 0xa5, sizeof scratch);
        assert_int_equal(matched(&asked, events[i].unknown_matches, &count, scratch), events[i].found);
        assert_int_equal(count, events[i].count);
        assert_int_equal(asked.times, events[i].times);
        assert_int_equal(missing(scratch), events[i].missing);
    }
}

static void knows_no_field_where_nothing_answers(void **state)
{
    static const uint32_t candidates[] = {1, 2};
    struct attack_log_event silent = {.flags = 0};
    union attack_scratch scratch[SCRATCH];
    uint32_t events[2];

    (void)state;
    assert_int_equal(attack_match(by_hand(0), &silent, scratch, sizeof scratch, candidates, 2, events), 1);
    assert_int_equal(events[0], 2);
    assert_int_equal(missing(scratch), 3);
    silent.flags = ATTACK_UNKNOWN_MATCHES;
    assert_int_equal(attack_match(by_hand(0), &silent, scratch, sizeof scratch, candidates, 2, events), 2);
    assert_int_equal(missing(scratch), 0);
    assert_int_equal(attack_match(by_hand(0), &silent, scratch, sizeof scratch, candidates, 0, events), 0);
    assert_int_equal(attack_match(by_hand(0), NULL, scratch, sizeof scratch, candidates, 2, events), 0);
}

static void matches_nothing_in_too_little_scratch_memory(void **state)
{
    static const uint32_t candidate = 2;
    struct attack_log_event event = {.number = 10, .provider = ATTACK_TEXT("sysmon")};
    union attack_scratch scratch[SCRATCH];
    size_t needed = attack_scratch_size(by_hand(0));
    uint32_t found = 99, at = 0, field;

    (void)state;
    assert_int_equal(needed, 32 + (sizeof(void *) == 8 ? 24 : 16) * 10);
    for (size_t bytes = 0; bytes < needed; bytes++)
        assert_int_equal(attack_match(by_hand(0), &event, scratch, bytes, &candidate, 1, &found), 0);
    assert_int_equal(attack_match(by_hand(0), &event, NULL, needed, &candidate, 1, &found), 0);
    assert_int_equal(found, 99);
    assert_int_equal(attack_match(by_hand(0), &event, scratch, needed, &candidate, 1, &found), 1);
    assert_int_equal(found, 2);
    assert_false(attack_missing_field(NULL, &at, &field));
    assert_false(attack_missing_field(scratch, NULL, &field));
    assert_false(attack_missing_field(scratch, &at, NULL));
}

/* Kind has ten values, More one. */
static struct attack_text one_of_ten(void *event, uint32_t field, uint32_t value)
{
    uint32_t *asked = event;

    ++*asked;
    return known(value < (field ? 1 : 10) ? "No" : NULL);
}

/* Of the second and further values, eight are remembered, and where they end. */
static void asks_again_for_the_ninth_of_many_values(void **state)
{
    static const uint32_t candidates[] = {1, 1, 1};
    uint32_t asked = 0, found[3];
    struct attack_log_event event = {.field = one_of_ten, .context = &asked};
    union attack_scratch scratch[SCRATCH];

    (void)state;
    assert_int_equal(attack_match(by_hand(0), &event, scratch, sizeof scratch, candidates, 1, found), 0);
    assert_int_equal(asked, 11);
    asked = 0;
    assert_int_equal(attack_match(by_hand(0), &event, scratch, sizeof scratch, candidates, 3, found), 0);
    assert_int_equal(asked, 11 + 2);
}

/* Such tables are not sound. */
static void remembers_no_more_than_fits_where_an_event_has_more_fields(void **state)
{
    static const uint32_t candidates[] = {1, 1};
    uint32_t fields[] = {0, 1};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct attack_db *db = changed_by_hand(0);
        struct asked asked = {{{"Yes"}, {"1"}}, 0};
        struct attack_log_event event = {.field = answer, .context = &asked};
        union attack_scratch scratch[SCRATCH];
        uint32_t found[2];

        db->fields_most = fields[i];
        assert_int_equal(attack_match(db, &event, scratch, attack_scratch_size(db), candidates, 2, found), 2);
        assert_int_equal(asked.times, i ? 3 : 4);
    }
}

static void names_its_fields(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        assert_int_equal(attack_field_count(by_hand(layout)), 2);
        assert_string_equal(attack_field_name(by_hand(layout), 0), "Kind");
        assert_string_equal(attack_field_name(by_hand(layout), 1), "More");
        assert_null(attack_field_name(by_hand(layout), 2));
        assert_null(attack_field_name(by_hand(layout), UINT32_MAX));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_what_answers_and_asks_once),
        cmocka_unit_test(knows_no_field_where_nothing_answers),
        cmocka_unit_test(matches_nothing_in_too_little_scratch_memory),
        cmocka_unit_test(asks_again_for_the_ninth_of_many_values),
        cmocka_unit_test(remembers_no_more_than_fits_where_an_event_has_more_fields),
        cmocka_unit_test(names_its_fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
