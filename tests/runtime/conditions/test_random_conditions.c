/* SPDX-License-Identifier: MIT
 *
 * Random conditions on random events: what holds must be what the naive evaluation says, with gates and without, with
 * cells of both widths.
 */
#include "made.h"
#include "random_said.h"

#include "cmocka_test.h"

#include <stdlib.h>

enum { ROUNDS = 600, EVENTS_OF_ROUND = 12, GROUPS = 4, CONDITIONS_MOST = 14 };

/* Sorted as in tables. Events have id 1. */
static const struct {
    const char *id, *provider;
} logs[GROUPS] = {{"0", "Log"}, {"1", "Before"}, {"1", "Log"}, {"11", "Log"}};
static struct said *conditions[GROUPS][CONDITIONS_MOST];
static struct made_group groups[GROUPS];
static unsigned long held, unknown, gated_away;

static void make_groups(void)
{
    for (int i = 0; i < GROUPS; i++) {
        groups[i].id = logs[i].id;
        groups[i].provider = logs[i].provider;
        groups[i].count = 1 + (int)random_below(CONDITIONS_MOST);
        groups[i].conditions = conditions[i];
        for (int j = 0; j < groups[i].count; j++)
            conditions[i][j] = random_said((int)random_below(random_below(8) ? 4 : 6));
    }
}

/* Each field that is said to be missing is absent, and asked for by a condition that is unknown; or it may have opened
 * a gate. Returns a set of them. */
static unsigned check_missing(const union attack_scratch *scratch, const struct said_event *said, int group,
                              bool has_gates)
{
    unsigned missing = 0;

    for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);) {
        bool is_asked = false;

        assert_true(field < SAID_FIELDS);
        assert_int_equal(said->counts[field], 0);
        for (int i = 0; i < groups[group].count; i++)
            is_asked = is_asked || (said_asks(conditions[group][i], (int)field) &&
                                    (has_gates || said_holds(conditions[group][i], said) == SAID_UNKNOWN));
        assert_true(is_asked);
        missing |= 1u << field;
    }
    return missing;
}

/* Some field that a condition asks for is among those that are missing. */
static bool explains(unsigned missing, const struct said *said)
{
    for (int field = 0; field < SAID_FIELDS; field++)
        if (missing & 1u << field && said_asks(said, field))
            return true;
    return false;
}

static void check_event(const struct made *made, int group, const struct said_event *said, bool has_gates)
{
    struct attack_log_event event;
    struct attack_result result;
    uint32_t events[CONDITIONS_MOST], count, next = 0, first = 0, unknown_count = 0;
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);
    unsigned missing;

    made_event(&event, groups[group].provider, said);
    count = attack_match_conditions(&made->db, &event, scratch, bytes, events, CONDITIONS_MOST);
    missing = check_missing(scratch, said, group, has_gates);
    for (int i = 0; i < group; i++)
        first += (uint32_t)groups[i].count;
    for (int i = 0; i < groups[group].count; i++) {
        enum said_truth truth = said_holds(conditions[group][i], said);

        if (truth == SAID_UNKNOWN) {
            unknown_count++;
            assert_true(explains(missing, conditions[group][i]));
        }
        if (truth == SAID_TRUE) {
            assert_true(next < count);
            assert_int_equal(events[next++], made->event_of[first + (uint32_t)i]);
        }
    }
    assert_int_equal(next, count);
    attack_answer(&made->db, &event, scratch, bytes, NULL, 0, &result);
    assert_int_equal(result.conditions, count);
    assert_false(result.is_cut_short);
    if (has_gates)
        assert_true(result.unknown <= unknown_count);
    else
        assert_int_equal(result.unknown, unknown_count);
    gated_away += unknown_count - result.unknown;
    held += count;
    unknown += result.unknown;
    free(scratch);
}

static void finds_what_holds(void **state)
{
    (void)state;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct made *made[2];

        random_start(round);
        make_groups();
        for (int i = 0; i < 2; i++) {
            made[i] = made_new(groups, GROUPS, round % (WIDE_ALL + 1), i == 1);
            assert_true(attack_db_verify(&made[i]->db));
        }
        for (int i = 0; i < EVENTS_OF_ROUND; i++) {
            struct said_event event;

            random_event(&event);
            check_event(made[0], 1 + i % 2, &event, false);
            check_event(made[1], 1 + i % 2, &event, true);
        }
        made_free(made[0]);
        made_free(made[1]);
    }
    print_message("%lu held, %lu were unknown, %lu behind a gate\n", held, unknown, gated_away);
    assert_true(held > ROUNDS && unknown > ROUNDS && gated_away > 0);
    random_start(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_what_holds)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
