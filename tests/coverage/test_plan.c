/* SPDX-License-Identifier: MIT
 *
 * `attack-events plan`: at every step all switches are tried, one by one over all rows of the mapping, and none does
 * better than the one that the tool takes. What switch an event has is taken from switches.c, which has tests of its
 * own.
 */
#include "expecting.h"
#include "run.h"
#include "scratch.h"
#include "switches.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { TRIALS = 12, STEPS_BY_DEFAULT = 15 };

static const char *const files[] = {FILES};
static struct covering covering;
static struct log_switch *event_switches; /* by event */
static size_t *first_events;              /* by event: the first one with the same switch */

static int read_files(void **state)
{
    (void)state;
    covering_read(&covering, files, sizeof files / sizeof *files);
    event_switches = calloc(covering.event_count, sizeof *event_switches);
    first_events = calloc(covering.event_count, sizeof *first_events);
    assert_true(event_switches && first_events);
    for (size_t i = 0; i < covering.event_count; i++) {
        const char *const *field = covering.events[i]->field;
        struct attack_event event = {.id = field[NAIVE_EVENT_ID],
                                     .name = field[NAIVE_EVENT_NAME],
                                     .platform = field[NAIVE_EVENT_PLATFORM],
                                     .audit_category = field[NAIVE_AUDIT_CATEGORY],
                                     .audit_sub_category = field[NAIVE_AUDIT_SUB_CATEGORY],
                                     .channel = field[NAIVE_CHANNEL],
                                     .provider = field[NAIVE_LOG_SOURCE]};

        event_switches[i] = switch_of(&event);
        while (switch_compare(&event_switches[first_events[i]], &event_switches[i]) != 0)
            first_events[i]++;
    }
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    free(event_switches);
    free(first_events);
    covering_free(&covering);
    return 0;
}

/* What one switch would add to what is covered. */
struct gain {
    size_t pairs, techniques;
};

/* Marks the pairs that a switch, known by its first event, covers, where they count. */
static void mark_pairs(const struct question *question, size_t first_event, bool *covered)
{
    for (size_t i = 0; i < covering.mapping.rows.count; i++) {
        size_t event = covering.row_event[i], pair = covering.row_pair[i];

        if (event != SIZE_MAX && pair != SIZE_MAX && question->chosen[event] &&
            question->asked[covering.pairs[pair].technique] && first_events[event] == first_event)
            covered[pair] = true;
    }
}

/* Counts the techniques that have pairs that count, and all of them covered. */
static size_t count_covered_techniques(const struct question *question, const bool *covered)
{
    size_t count = 0;

    for (size_t i = 0; i < covering.pair_count;) {
        size_t technique = covering.pairs[i].technique, pairs = 0, missing = 0;

        for (; i < covering.pair_count && covering.pairs[i].technique == technique; i++) {
            pairs += question->has_chosen[i];
            missing += question->has_chosen[i] && !covered[i];
        }
        count += question->asked[technique] && pairs && !missing;
    }
    return count;
}

static size_t count_pairs(const struct question *question, const bool *flags)
{
    size_t count = 0;

    for (size_t i = 0; i < covering.pair_count; i++)
        count += flags[i] && question->asked[covering.pairs[i].technique];
    return count;
}

static struct gain gain_of(const struct question *question, size_t first_event)
{
    bool *after = calloc(covering.pair_count + 1, sizeof *after);
    struct gain gain;

    assert_non_null(after);
    memcpy(after, question->has_collected, covering.pair_count * sizeof *after);
    mark_pairs(question, first_event, after);
    gain.pairs = count_pairs(question, after) - count_pairs(question, question->has_collected);
    gain.techniques =
        count_covered_techniques(question, after) - count_covered_techniques(question, question->has_collected);
    free(after);
    return gain;
}

/* Returns the first event of the best switch, SIZE_MAX when none gains anything; the order of ties is the documented
 * one. */
static size_t best_switch(const struct question *question, struct gain *gain)
{
    size_t best = SIZE_MAX;

    *gain = (struct gain){0, 0};
    for (size_t i = 0; i < covering.event_count; i++) {
        struct gain one;

        if (event_switches[i].kind == SWITCH_NONE || first_events[i] != i)
            continue;
        one = gain_of(question, i);
        if (one.pairs == 0 || one.pairs < gain->pairs)
            continue;
        if (one.pairs == gain->pairs && one.techniques < gain->techniques)
            continue;
        if (one.pairs == gain->pairs && one.techniques == gain->techniques &&
            switch_compare(&event_switches[i], &event_switches[best]) > 0)
            continue;
        best = i;
        *gain = one;
    }
    return best;
}

static void add_step(struct text *text, const struct question *question, size_t step, size_t event, struct gain gain)
{
    size_t pairs = count_pairs(question, question->has_chosen);
    size_t covered = count_pairs(question, question->has_collected);
    const char *platform = event_switches[event].platform;
    struct cell label = {NULL, 0, 0};

    switch_label(&event_switches[event], &label);
    text_add_number(text, step);
    text_add(text, "\t");
    text_add_escaped(text, label.text);
    text_add(text, "\t");
    text_add_escaped(text, platform);
    for (int i = 0; i < 5; i++) {
        const size_t numbers[] = {gain.pairs, gain.techniques, covered, pairs, pairs ? covered * 100 / pairs : 0};

        text_add(text, "\t");
        text_add_number(text, numbers[i]);
    }
    text_add(text, "\n");
    cell_free(&label);
}

/* Returns the plan that must be printed, up to `most` steps, and marks what it covers as collected. */
static char *expected_plan(struct question *question, size_t most, size_t *steps)
{
    struct text text = {NULL, 0};
    struct gain gain;
    size_t event;

    covering_pairs(&covering, question->chosen, question->collected, question->has_chosen, question->has_collected);
    text_add(&text, "step\tswitch\tplatform\tadds_pairs\tadds_techniques\tcovered_pairs\tpairs\tpercent\n");
    for (*steps = 0; *steps < most && (event = best_switch(question, &gain)) != SIZE_MAX; ++*steps) {
        mark_pairs(question, event, question->has_collected);
        add_step(&text, question, *steps + 1, event, gain);
    }
    return text.bytes;
}

/* ---- Asking ----------------------------------------------------------------------------------------------------- */

static void add_argument(struct question *question, const char *argument)
{
    assert_in_range(question->argument_count, 0, QUESTION_ARGUMENTS - 2);
    question->arguments[question->argument_count++] = argument;
}

static void start(struct question *question)
{
    question_start(question, &covering);
    add_argument(question, TOOL);
    add_argument(question, "plan");
    add_argument(question, "--format=tsv");
}

/* Fails unless what nothing switches on is said: the pairs that are left, by provider. */
static void expect_rest(const struct question *question, const char *err)
{
    for (size_t i = 0; i < covering.event_count; i++) {
        struct gain gain = gain_of(question, i);
        struct cell label = {NULL, 0, 0};
        char message[400];

        if (first_events[i] != i || !gain.pairs)
            continue;
        assert_int_equal(event_switches[i].kind, SWITCH_NONE);
        switch_label(&event_switches[i], &label);
        snprintf(message, sizeof message, "attack-events: %lu pairs are out of reach: %s\n", (unsigned long)gain.pairs,
                 label.text);
        assert_non_null(strstr(err, message));
        cell_free(&label);
    }
}

/* Fails unless the whole plan is the one that must be. Returns its steps. */
static size_t expect_plan(struct question *question)
{
    struct run_result result;
    size_t steps;
    char *expected = expected_plan(question, SIZE_MAX, &steps);

    add_argument(question, "--number=100000");
    run(question->arguments, NULL, &result);
    assert_string_equal(result.out, expected);
    assert_int_equal(result.exit_code, 0);
    assert_null(strstr(result.err, "more steps"));
    expect_rest(question, result.err);
    run_result_free(&result);
    free(expected);
    return steps;
}

static void plans_from_nothing(void **state)
{
    struct question question;

    (void)state;
    start(&question);
    assert_true(expect_plan(&question) > 0);
    question_free(&question);
}

static void takes_the_best_step_from_anywhere(void **state)
{
    struct dice dice = {11};

    for (int trial = 0; trial < TRIALS; trial++) {
        struct text file = {NULL, 0};
        struct question question;

        start(&question);
        random_collected(&covering, &dice, trial % 2 ? 8 : 60, &file, question.collected);
        add_argument(&question, "--collected");
        add_argument(&question, write_bytes(*state, "collected", file.bytes, file.length));
        free(file.bytes);
        expect_plan(&question);
        question_free(&question);
    }
}

/* Of some platform or provider, a tactic, or a technique alone. */
static void plans_for_what_was_asked_for(void **state)
{
    static const struct {
        const char *option;
        int column;
    } by[] = {{"--platform", NAIVE_EVENT_PLATFORM}, {"--provider", NAIVE_LOG_SOURCE}};
    char **tactics = list_tactics(&covering);
    struct dice dice = {12};
    size_t known = 0;

    (void)state;
    while (tactics[known])
        known++;
    for (int trial = 0; trial < TRIALS; trial++) {
        const char *value, *tactic = tactics[roll(&dice, known)];
        struct question question;

        start(&question);
        value = covering.events[roll(&dice, covering.event_count)]->field[by[trial % 2].column];
        for (size_t i = 0; value && i < covering.event_count; i++)
            question.chosen[i] = naive_compare_folded(covering.events[i]->field[by[trial % 2].column], value) == 0;
        if (value) {
            add_argument(&question, by[trial % 2].option);
            add_argument(&question, value);
        }
        for (size_t i = 0; trial % 3 == 0 && i < covering.mapping.techniques.count; i++)
            question.asked[i] = list_has(technique_field(&covering, i, NAIVE_TACTIC), tactic);
        if (trial % 3 == 0) {
            add_argument(&question, "--tactic");
            add_argument(&question, tactic);
        } else if (trial % 3 == 1) {
            size_t technique = roll(&dice, covering.mapping.techniques.count);

            for (size_t i = 0; i < covering.mapping.techniques.count; i++)
                question.asked[i] = i == technique;
            add_argument(&question, technique_field(&covering, technique, NAIVE_TECHNIQUE_ID));
        }
        expect_plan(&question);
        question_free(&question);
    }
    free_tactics(tactics);
}

static void stops_where_it_was_told_and_says_what_is_left(void **state)
{
    static const char *const numbers[] = {NULL, "1", "3"};
    static const size_t most[] = {STEPS_BY_DEFAULT, 1, 3};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        size_t steps, all, before;
        struct question question;
        struct run_result result;
        char message[200], *expected, *rest;

        start(&question);
        if (numbers[i]) {
            add_argument(&question, "-n");
            add_argument(&question, numbers[i]);
        }
        run(question.arguments, NULL, &result);
        expected = expected_plan(&question, most[i], &steps);
        assert_string_equal(result.out, expected);
        before = count_pairs(&question, question.has_collected);
        question_free(&question);
        start(&question);
        rest = expected_plan(&question, SIZE_MAX, &all);
        snprintf(message, sizeof message, "attack-events: %lu more steps would add %lu pairs; --number shows them\n",
                 (unsigned long)(all - steps),
                 (unsigned long)(count_pairs(&question, question.has_collected) - before));
        assert_int_equal(strstr(result.err, message) != NULL, all > steps);
        free(rest);
        free(expected);
        run_result_free(&result);
        question_free(&question);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_from_nothing),
        SCRATCH_TEST(takes_the_best_step_from_anywhere),
        cmocka_unit_test(plans_for_what_was_asked_for),
        cmocka_unit_test(stops_where_it_was_told_and_says_what_is_left),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
