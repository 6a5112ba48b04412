/* SPDX-License-Identifier: MIT
 *
 * Random conditions on random events: what holds must be what the naive evaluation says, with gates and without, with
 * cells of both widths.
 */
#include "made.h"
#include "random_said.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 600, EVENTS_OF_ROUND = 12, GROUPS = 6, CONDITIONS_MOST = 14 };

/* Sorted as in tables. Events have id 1, or another that the mapping does not have. */
static const struct {
    const char *id, *provider;
} logs[GROUPS] = {{"", "Before"}, {"", "Log"}, {"0", "Log"}, {"1", "Before"}, {"1", "Log"}, {"11", "Log"}};
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

/* An event that a test describes, and whether its id is 1. */
struct asked {
    const char *provider;
    bool is_known;
    const struct said_event *said;
};

static bool is_of_group(const struct asked *asked, int group)
{
    return strcmp(groups[group].provider, asked->provider) == 0 &&
           (!*groups[group].id || (asked->is_known && strcmp(groups[group].id, "1") == 0));
}

/* Each field that is said to be missing is absent, and asked for by a condition that is unknown; or it may have opened
 * a gate. Returns a set of them. */
static unsigned check_missing(const union attack_scratch *scratch, const struct asked *asked, bool has_gates)
{
    unsigned missing = 0;

    for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);) {
        bool is_asked = false;

        assert_true(field < SAID_FIELDS);
        assert_int_equal(asked->said->counts[field], 0);
        for (int group = 0; group < GROUPS; group++)
            for (int i = 0; is_of_group(asked, group) && i < groups[group].count; i++)
                is_asked = is_asked || (said_asks(conditions[group][i], (int)field) &&
                                        (has_gates || said_holds(conditions[group][i], asked->said) == SAID_UNKNOWN));
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

/* Compares what holds, in ascending order. Returns how many are unknown. */
static uint32_t check_holding(const struct made *made, const struct asked *asked, unsigned missing,
                              const uint32_t *events, uint32_t count)
{
    uint32_t next = 0, first = 0, unknown_count = 0;

    for (int group = 0; group < GROUPS; first += (uint32_t)groups[group++].count)
        for (int i = 0; is_of_group(asked, group) && i < groups[group].count; i++) {
            enum said_truth truth = said_holds(conditions[group][i], asked->said);

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
    return unknown_count;
}

static void check_event(const struct made *made, const struct asked *asked, bool has_gates)
{
    struct attack_log_event event;
    struct attack_result result;
    uint32_t events[2 * CONDITIONS_MOST], count, unknown_count;
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);

    made_event(&event, asked->provider, asked->said);
    event.number = asked->is_known ? 1 : 77;
    count = attack_match_conditions(&made->db, &event, scratch, bytes, events, 2 * CONDITIONS_MOST);
    unknown_count = check_holding(made, asked, check_missing(scratch, asked, has_gates), events, count);
    attack_answers(&made->db, &event, scratch, bytes, NULL, 0, &result);
    assert_int_equal(result.conditions, count);
    assert_false(result.is_cut_short);
    assert_true(result.reason != ATTACK_UNKNOWN_ID && result.reason != ATTACK_UNKNOWN_LOG);
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
            struct asked asked = {i % 2 ? "Log" : "Before", i % 4 < 3, &event};

            random_event(&event);
            check_event(made[0], &asked, false);
            check_event(made[1], &asked, true);
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
