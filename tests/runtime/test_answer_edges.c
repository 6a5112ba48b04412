/* SPDX-License-Identifier: MIT
 *
 * Edge cases of the answer for one event of a log, with the mapping laid out by hand.
 */
#include "fields_by_hand.h"

static void puts_a_direct_row_before_a_candidate(void **state)
{
    struct asked asked = {{{"Yes"}, {"1"}}, 0};
    struct attack_log_event event = {
        .id = ATTACK_TEXT("10"), .provider = ATTACK_TEXT("Alpha"), .field = answer, .context = &asked};

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (uint32_t room = 0; room < 4; room++) {
            struct attack_answer answers[3] = {{99, 99, 99, ATTACK_ANALYTIC}, {99, 99, 99, ATTACK_ANALYTIC}};
            union attack_scratch scratch[SCRATCH];
            struct attack_result result;

            assert_int_equal(
                attack_answers(by_hand(layout), &event, scratch, sizeof scratch, room ? answers : NULL, room, &result),
                room < 2 ? room : 2);
            assert_int_equal(result.reason, ATTACK_MATCHED);
            assert_int_equal(result.events, 1);
            assert_int_equal(attack_answers(by_hand(layout), &event, scratch, sizeof scratch, NULL, room, NULL), 0);
            assert_int_equal(answers[0].technique, room ? 1 : 99);
            assert_int_equal(answers[0].event, room ? 1 : 99);
            assert_int_equal(answers[0].score, room ? (1u << 30) + ATTACK_SCORE_ONE : 99);
            assert_int_equal(answers[0].kind, room ? ATTACK_DIRECT : ATTACK_ANALYTIC);
            assert_int_equal(answers[1].technique, room > 1 ? 0 : 99);
            assert_int_equal(answers[1].score, room > 1 ? 663040 : 99);
            assert_int_equal(answers[1].kind, room > 1 ? ATTACK_CANDIDATE : ATTACK_ANALYTIC);
        }
}

static void says_why_an_event_is_not_known(void **state)
{
    static const struct {
        uint32_t number;
        const char *provider, *channel, *kind;
        enum attack_reason reason;
        uint32_t unknown;
    } cases[] = {
        {11, "Alpha", NULL, "Yes", ATTACK_UNKNOWN_ID, 0},    {11, NULL, NULL, "Yes", ATTACK_UNKNOWN_ID, 0},
        {10, NULL, NULL, "Yes", ATTACK_NO_LOG, 0},           {10, "Beta", NULL, "Yes", ATTACK_UNKNOWN_LOG, 0},
        {10, NULL, "Log/B", "Yes", ATTACK_UNKNOWN_LOG, 0},   {10, "Alpha", NULL, "No", ATTACK_OTHER_FIELDS, 0},
        {10, "Alpha", NULL, NULL, ATTACK_MISSING_FIELDS, 1}, {10, NULL, "log/a", "yes", ATTACK_MATCHED, 0},
        {10, "sysmon", NULL, NULL, ATTACK_MATCHED, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct asked asked = {{{cases[i].kind}, {"1"}}, 0};
        struct attack_log_event event = {.number = cases[i].number,
                                         .provider = known(cases[i].provider),
                                         .channel = known(cases[i].channel),
                                         .field = answer,
                                         .context = &asked};
        union attack_scratch scratch[SCRATCH];
        struct attack_result result;
        struct attack_answer best;

        attack_answers(by_hand(0), &event, scratch, sizeof scratch, &best, 1, &result);
        assert_int_equal(result.reason, cases[i].reason);
        assert_int_equal(result.unknown, cases[i].unknown);
        assert_int_equal(result.events, cases[i].reason == ATTACK_MATCHED);
        assert_int_equal(missing(scratch), cases[i].unknown);
        assert_int_equal(attack_answers(by_hand(0), NULL, scratch, sizeof scratch, &best, 1, &result), 0);
        assert_int_equal(result.reason, ATTACK_NO_SCRATCH);
    }
}

static void takes_an_event_with_a_condition_for_no_candidate(void **state)
{
    static const uint32_t candidates[] = {1, 2};
    const struct attack_db *db = by_hand_with_condition();
    struct attack_log_event logged = {.number = 10, .provider = ATTACK_TEXT("Alpha"), .flags = ATTACK_UNKNOWN_MATCHES};
    union attack_scratch scratch[SCRATCH];
    struct attack_technique technique;
    struct attack_event event;
    struct attack_filter_iterator filters;
    struct attack_filter filter;
    enum attack_kind kind;
    uint32_t found[2];

    (void)state;
    assert_int_equal(attack_candidates(db, &logged, found, 2), 0);
    assert_int_equal(attack_match(db, &logged, scratch, sizeof scratch, candidates, 2, found), 1);
    assert_int_equal(found[0], 2);
    assert_true(attack_event_at(db, 1, &event) && attack_technique_at(db, 1, &technique));
    assert_true(attack_event_has_condition(db, &event));
    assert_false(attack_event_has_condition(NULL, &event));
    assert_false(attack_event_has_condition(db, NULL));
    filters = attack_event_filters(db, &event);
    assert_false(attack_filter_next(&filters, &filter));
    assert_true(attack_event_kind(db, &event, &technique, &kind));
    assert_int_equal(kind, ATTACK_CONDITION);
    assert_true(attack_event_at(db, 2, &event));
    assert_false(attack_event_has_condition(db, &event));
}

/* Kind has the same value for ever. */
static struct attack_text no_end(void *event, uint32_t field, uint32_t value)
{
    uint32_t *asked = event;

    (void)field;
    ++*asked;
    return known(value < UINT32_MAX ? "No" : NULL);
}

static void gives_up_on_values_without_end(void **state)
{
    uint32_t asked = 0;
    struct attack_log_event event = {
        .number = 10, .provider = ATTACK_TEXT("Alpha"), .field = no_end, .context = &asked};
    union attack_scratch scratch[SCRATCH];
    struct attack_answer answers[2];
    struct attack_result result;

    (void)state;
    assert_int_equal(attack_answers(by_hand(0), &event, scratch, sizeof scratch, answers, 2, &result), 0);
    assert_true(result.is_cut_short);
    assert_int_equal(result.unknown, 1);
    assert_int_equal(result.reason, ATTACK_MISSING_FIELDS);
    assert_in_range(asked, ATTACK_WORK_MOST, ATTACK_WORK_MOST + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_up_on_values_without_end),
        cmocka_unit_test(puts_a_direct_row_before_a_candidate),
        cmocka_unit_test(says_why_an_event_is_not_known),
        cmocka_unit_test(takes_an_event_with_a_condition_for_no_candidate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
