/* SPDX-License-Identifier: MIT
 *
 * `rows` and `technique` with options that filter and with --columns: TSV and JSON equal the answer of a naive reader
 * of the same file.
 */
#include "ask_tool.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

static int read_files(void **state)
{
    (void)state;
    read_mapping(&mapping, files, sizeof files / sizeof *files);
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

static void answers_every_row(void **state)
{
    struct question question = {.column_count = 0};

    (void)state;
    expect_answer(TOOL, &mapping, &question, 0);
}

static void answers_every_technique(void **state)
{
    (void)state;
    for (size_t i = 0; i < mapping.techniques.count; i++) {
        struct question question = {.ids = {mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID]}};
        struct run_result result;
        size_t rows;
        char *tsv = naive_tsv(&mapping, &question, &rows);

        ask(TOOL, &question, "tsv", &result);
        assert_string_equal(result.out, tsv);
        assert_int_equal(result.exit_code, 0);
        run_result_free(&result);
        free(tsv);
    }
}

static void swap_case(char *text)
{
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z')
            *text = (char)(*text - 'a' + 'A');
        else if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text - 'A' + 'a');
}

static void narrows_by_every_value_letter_case_aside(void **state)
{
    (void)state;
    for (size_t i = 0; i < NARROWING_COLUMNS; i++) {
        size_t count;
        char **values = list_values(&mapping, narrowing_columns[i], &count);

        for (size_t j = 0; j < count; j++) {
            struct question question = {.conditions = {{narrowing_columns[i], {values[j]}}},
                                        .columns = {NAIVE_TECHNIQUE_ID, NAIVE_EVENT_ID, NAIVE_FILTER_IN, NAIVE_NAME},
                                        .column_count = 4};

            swap_case(values[j]);
            expect_answer(TOOL, &mapping, &question, 0);
        }
        free_values(values, count);
    }
}

/* Two values of every option, and every pair of options. */
static void takes_one_option_repeated_as_or_and_different_ones_as_and(void **state)
{
    char **values[NARROWING_COLUMNS];
    size_t counts[NARROWING_COLUMNS];

    (void)state;
    for (size_t i = 0; i < NARROWING_COLUMNS; i++)
        values[i] = list_values(&mapping, narrowing_columns[i], &counts[i]);
    for (size_t i = 0; i < NARROWING_COLUMNS; i++)
        for (size_t j = 0; j < NARROWING_COLUMNS; j++) {
            struct question question = {.column_count = 0};

            if (counts[i] < 2 || counts[j] < 2)
                continue;
            question.conditions[0] = (struct condition){narrowing_columns[i], {values[i][0], values[i][counts[i] - 1]}};
            if (i != j)
                question.conditions[1] = (struct condition){narrowing_columns[j], {values[j][0], values[j][1]}};
            expect_answer(TOOL, &mapping, &question, 0);
        }
    for (size_t i = 0; i < NARROWING_COLUMNS; i++)
        free_values(values[i], counts[i]);
}

/* Every tenth technique; many have no row left, which is tested as well. */
static void narrows_the_rows_of_a_technique(void **state)
{
    (void)state;
    for (size_t i = 0; i < NARROWING_COLUMNS; i++) {
        size_t count;
        char **values = list_values(&mapping, narrowing_columns[i], &count);

        for (size_t j = i; count && j < mapping.techniques.count; j += 10) {
            struct question question = {.ids = {mapping.techniques.row[j].field[NAIVE_TECHNIQUE_ID]},
                                        .conditions = {{narrowing_columns[i], {values[j % count]}}}};

            expect_answer(TOOL, &mapping, &question, 0);
        }
        free_values(values, count);
    }
}

static void answers_several_techniques_in_their_order(void **state)
{
    const struct naive_row *last = &mapping.techniques.row[mapping.techniques.count - 1];
    struct question question = {
        .ids = {last->field[NAIVE_TECHNIQUE_ID], mapping.techniques.row[0].field[NAIVE_TECHNIQUE_ID]}};
    size_t rows;
    char *tsv = naive_tsv(&mapping, &question, &rows);
    struct run_result result;

    (void)state;
    question.ids[2] = question.ids[0]; /* not printed twice */
    ask(TOOL, &question, "tsv", &result);
    assert_string_equal(result.out, tsv);
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
    free(tsv);
}

static void prints_every_column_alone_and_all_in_reverse(void **state)
{
    struct question question = {.ids = {mapping.techniques.row[0].field[NAIVE_TECHNIQUE_ID]}, .column_count = 1};
    size_t rows;

    (void)state;
    for (size_t i = 0; i < mapping.techniques.count; i++) { /* one that has rows */
        question.ids[0] = mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID];
        free(naive_tsv(&mapping, &question, &rows));
        if (rows)
            break;
    }
    for (int column = 0; column < NAIVE_PRINTED; column++) {
        question.columns[0] = column;
        expect_answer(TOOL, &mapping, &question, 0);
    }
    question.column_count = NAIVE_PRINTED;
    for (int column = 0; column < NAIVE_PRINTED; column++)
        question.columns[column] = NAIVE_PRINTED - 1 - column;
    expect_answer(TOOL, &mapping, &question, 0);
}

static bool starts_family(const char *id, const char *family)
{
    size_t length = strlen(family);

    return strncmp(id, family, length) == 0 && (!id[length] || id[length] == '.');
}

/* Whether a technique is of a family, or took the place of a retired one that was. */
static bool is_of_family(const char *technique, const char *family)
{
    bool is = starts_family(technique, family);

    for (size_t i = 0; i < mapping.retired.count && !is; i++)
        is = naive_same(mapping.retired.row[i].field[NAIVE_REVOKED_BY], technique) &&
             starts_family(mapping.retired.row[i].field[NAIVE_TECHNIQUE_ID], family);
    return is;
}

/* A family is T and all ids that start with "T."; every id with a dot belongs to one. */
static void answers_every_family(void **state)
{
    (void)state;
    for (size_t i = 0; i < mapping.techniques.count; i++) {
        const char *id = mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID];
        size_t length = strcspn(id, "."), rows = 0, lines = 0;
        struct run_result result;
        char family[100], argument[110];

        if (length >= sizeof family ||
            (i > 0 && strncmp(mapping.techniques.row[i - 1].field[NAIVE_TECHNIQUE_ID], id, length) == 0))
            continue;
        snprintf(family, sizeof family, "%.*s", (int)length, id);
        snprintf(argument, sizeof argument, "%s.*", family);
        for (size_t j = 0; j < mapping.rows.count; j++)
            rows += is_of_family(mapping.rows.row[j].field[NAIVE_TECHNIQUE_ID], family);
        run(ARGUMENTS(TOOL, "technique", argument, "--format", "tsv"), NULL, &result);
        for (const char *line = result.out; (line = strchr(line, '\n')) != NULL; line++)
            lines++;
        assert_int_equal(result.exit_code, 0);
        assert_int_equal(lines, rows + 1);
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_every_row),
        cmocka_unit_test(answers_every_technique),
        cmocka_unit_test(narrows_by_every_value_letter_case_aside),
        cmocka_unit_test(takes_one_option_repeated_as_or_and_different_ones_as_and),
        cmocka_unit_test(narrows_the_rows_of_a_technique),
        cmocka_unit_test(answers_several_techniques_in_their_order),
        cmocka_unit_test(prints_every_column_alone_and_all_in_reverse),
        cmocka_unit_test(answers_every_family),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
