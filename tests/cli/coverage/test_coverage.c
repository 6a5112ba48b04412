/* SPDX-License-Identifier: MIT
 *
 * `attack-events coverage` against the naive count, for random collected events: by tactic and by technique, with
 * several files, filtered, as TSV and as JSON.
 */
#include "expecting.h"
#include "json_rows.h"
#include "run.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { TRIALS = 12 };

static const char *const files[] = {FILES};
static struct covering covering;

static int read_files(void **state)
{
    (void)state;
    covering_read(&covering, files, sizeof files / sizeof *files);
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    covering_free(&covering);
    return 0;
}

static void add_argument(struct question *question, const char *argument)
{
    assert_in_range(question->argument_count, 0, 18);
    question->arguments[question->argument_count++] = argument;
}

static void start(struct question *question)
{
    question_start(question, &covering);
    add_argument(question, TOOL);
    add_argument(question, "coverage");
}

/* ---- Running ----------------------------------------------------------------------------------------------------- */

/* Fails unless the JSON has the same values as the TSV, under the names of its header. */
static void expect_same_json(const char *tsv, const char *json)
{
    char *copy = naive_copy(tsv), *line = copy;
    struct json_rows rows;
    char *header[20];
    int columns = 0;
    size_t row = 0;

    json_rows_read(&rows, json);
    for (char *name = strtok(line, "\t\n"), *end = copy + strcspn(tsv, "\n"); name; name = strtok(NULL, "\t\n")) {
        header[columns++] = name;
        if (name + strlen(name) == end)
            break;
    }
    line = copy + strcspn(tsv, "\n") + 1;
    for (; *line; row++) {
        assert_true(row < rows.count);
        assert_int_equal(rows.row[row].count, columns);
        for (int i = 0; i < columns; i++) {
            struct text value = {NULL, 0};
            size_t length = strcspn(line, "\t\n");

            line[length] = '\0';
            text_add(&value, "");
            text_add_escaped(&value, rows.row[row].values[i]);
            assert_string_equal(rows.row[row].keys[i], header[i]);
            assert_string_equal(value.bytes, line);
            free(value.bytes);
            line += length + 1;
        }
    }
    assert_int_equal(row, rows.count);
    json_rows_free(&rows);
    free(copy);
}

static void ask(struct question *question, const char *extra, const char *expected)
{
    size_t count = question->argument_count;
    struct run_result tsv, json;

    if (extra)
        add_argument(question, extra);
    add_argument(question, "--format=tsv");
    run(question->arguments, NULL, &tsv);
    assert_int_equal(tsv.err_size > 0, question->strangers + question->notes > 0);
    assert_string_equal(tsv.out, expected);
    assert_int_equal(tsv.exit_code, 0);
    question->arguments[question->argument_count - 1] = "--format=json";
    run(question->arguments, NULL, &json);
    assert_string_equal(json.err, tsv.err);
    assert_int_equal(json.exit_code, 0);
    expect_same_json(tsv.out, json.out);
    run_result_free(&tsv);
    run_result_free(&json);
    memset(question->arguments + count, 0, (QUESTION_ARGUMENTS - count) * sizeof *question->arguments);
    question->argument_count = count;
}

static void ask_all(struct question *question)
{
    char *expected;

    expected = expected_tactics(question);
    ask(question, NULL, expected);
    free(expected);
    expected = expected_techniques(question);
    ask(question, "--all", expected);
    free(expected);
}

/* Writes a file of up to `rows_most` random rows and passes it to the tool. */
static void add_collected(struct question *question, struct dice *dice, size_t rows_most, const char *directory,
                          const char *name)
{
    struct text file = {NULL, 0};

    question->strangers += random_collected(&covering, dice, roll(dice, rows_most + 1), &file, question->collected);
    add_argument(question, "--collected");
    add_argument(question, write_bytes(directory, name, file.bytes, file.length));
    free(file.bytes);
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

static void counts_what_random_files_cover(void **state)
{
    struct dice dice = {1};

    for (int trial = 0; trial < TRIALS; trial++) {
        struct question question;

        start(&question);
        add_collected(&question, &dice, trial % 2 ? 12 : 150, *state, "collected");
        ask_all(&question);
        question_free(&question);
    }
}

static void counts_several_files_together(void **state)
{
    struct dice dice = {2};

    for (int trial = 0; trial < TRIALS / 3; trial++) {
        struct question question;

        start(&question);
        add_collected(&question, &dice, 10, *state, "first");
        add_collected(&question, &dice, 10, *state, "second");
        add_collected(&question, &dice, 10, *state, "third");
        ask_all(&question);
        question_free(&question);
    }
}

/* Filters by a text of an event; events without that text do not match. */
static void narrow_events(struct question *question, const char *option, int column, const char *value)
{
    add_argument(question, option);
    add_argument(question, value);
    for (size_t i = 0; i < covering.event_count; i++)
        if (naive_compare_folded(covering.events[i]->field[column], value) != 0)
            question->chosen[i] = false;
}

static void narrow_techniques(struct question *question, const char *tactic)
{
    question->tactic = tactic;
    add_argument(question, "--tactic");
    add_argument(question, tactic);
    for (size_t i = 0; i < covering.mapping.techniques.count; i++)
        if (!list_has(technique_field(&covering, i, NAIVE_TACTIC), tactic))
            question->asked[i] = false;
}

static void counts_what_was_asked_for_alone(void **state)
{
    static const struct {
        const char *option;
        int column;
    } by[] = {{"--platform", NAIVE_EVENT_PLATFORM}, {"--provider", NAIVE_LOG_SOURCE}, {"--channel", NAIVE_CHANNEL}};
    char **tactics = list_tactics(&covering);
    struct dice dice = {3};

    for (int trial = 0; trial < TRIALS; trial++) {
        const struct naive_row *event = covering.events[roll(&dice, covering.event_count)];
        size_t first = roll(&dice, 3), known = 0;
        struct question question;

        while (tactics[known])
            known++;
        start(&question);
        add_collected(&question, &dice, 100, *state, "collected");
        if (event->field[by[first].column])
            narrow_events(&question, by[first].option, by[first].column, event->field[by[first].column]);
        if (roll(&dice, 2))
            narrow_techniques(&question, tactics[roll(&dice, known)]);
        ask_all(&question);
        question_free(&question);
    }
    free_tactics(tactics);
}

static bool is_of_family(const char *id, const char *any, size_t head)
{
    return strncmp(id, any, head) == 0 && (!id[head] || id[head] == '.');
}

/* Asks for the members of a family, and for what took the place of those that were retired. */
static void ask_for_family(struct question *question, const char *any, size_t head)
{
    const struct naive_rows *retired = &covering.mapping.retired;

    for (size_t i = 0; i < covering.mapping.techniques.count; i++) {
        const char *id = technique_field(&covering, i, NAIVE_TECHNIQUE_ID);

        question->asked[i] = is_of_family(id, any, head);
        for (size_t j = 0; j < retired->count && !question->asked[i]; j++) {
            const char *by = retired->row[j].field[NAIVE_REVOKED_BY];

            question->asked[i] =
                by && strcmp(by, id) == 0 && is_of_family(retired->row[j].field[NAIVE_TECHNIQUE_ID], any, head);
            question->notes += question->asked[i];
        }
    }
}

static void prints_the_techniques_of_the_operands(void **state)
{
    struct dice dice = {4};

    for (int trial = 0; trial < TRIALS; trial++) {
        size_t technique = roll(&dice, covering.mapping.techniques.count);
        const char *id = technique_field(&covering, technique, NAIVE_TECHNIQUE_ID);
        size_t head = strcspn(id, ".");
        bool is_family = roll(&dice, 2) == 0;
        struct question question;
        char operand[100], *expected;

        if (!is_family)
            snprintf(operand, sizeof operand, "%s", id);
        else
            snprintf(operand, sizeof operand, "%.*s.*", (int)head, id);
        start(&question);
        add_collected(&question, &dice, 100, *state, "collected");
        if (is_family)
            ask_for_family(&question, id, head);
        else
            for (size_t i = 0; i < covering.mapping.techniques.count; i++)
                question.asked[i] = i == technique;
        expected = expected_techniques(&question);
        ask(&question, operand, expected);
        free(expected);
        question_free(&question);
    }
}

/* The tool's own rows are a valid file of collected events: all of them. */
static void takes_the_rows_of_the_tool_for_all_events(void **state)
{
    struct run_result rows;
    struct question question;

    run(ARGUMENTS(TOOL, "rows", "--format", "tsv"), NULL, &rows);
    start(&question);
    add_argument(&question, "--collected");
    add_argument(&question, write_bytes(*state, "rows.tsv", rows.out, rows.out_size));
    memset(question.collected, true, covering.event_count * sizeof *question.collected);
    ask_all(&question);
    question_free(&question);
    run_result_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(counts_what_random_files_cover),
        SCRATCH_TEST(counts_several_files_together),
        SCRATCH_TEST(counts_what_was_asked_for_alone),
        SCRATCH_TEST(prints_the_techniques_of_the_operands),
        SCRATCH_TEST(takes_the_rows_of_the_tool_for_all_events),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
