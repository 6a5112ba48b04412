/* SPDX-License-Identifier: MIT
 *
 * `attack-events plan`: at every step, the test tries all switches over all rows of the mapping, and none is better
 * than the tool's.
 */
#include "greedy.h"
#include "run.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_BY_DEFAULT = 15 };

static const char *const files[] = {FILES};
static struct covering covering;

static int read_files(void **state)
{
    (void)state;
    covering_read(&covering, files, sizeof files / sizeof *files);
    greedy_start(&covering);
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    greedy_free();
    covering_free(&covering);
    return 0;
}

/* A plan takes time with the square of the events. */
static int trials(void)
{
    return covering.event_count > 1000 ? 3 : 12;
}

/* ---- Running ----------------------------------------------------------------------------------------------------- */

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

/* Fails unless the pairs without a switch are reported, by provider. */
static void expect_rest(const struct question *question, const char *err)
{
    for (size_t i = 0; i < covering.event_count; i++) {
        const struct log_switch *log_switch = first_switch(i);
        struct gain gain = gain_of(question, i);
        char message[400], *label;

        if (!log_switch || !gain.pairs)
            continue;
        assert_int_equal(log_switch->kind, SWITCH_NONE);
        label = switch_label(log_switch);
        snprintf(message, sizeof message, "attack-events: %lu pairs are out of reach: %s\n", (unsigned long)gain.pairs,
                 label);
        assert_non_null(strstr(err, message));
        free(label);
    }
}

/* Fails unless the whole plan is the expected one. Returns the number of steps. */
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

    for (int trial = 0; trial < trials(); trial++) {
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

/* Filtered by platform or provider, by tactic, or for one technique. */
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
    for (int trial = 0; trial < trials(); trial++) {
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
