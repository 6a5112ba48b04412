/* SPDX-License-Identifier: MIT
 *
 * Runs the tool, and computes the expected answers from the naive reader.
 */
#include "ask_tool.h"

#include "json_rows.h"

#include "cmocka_test.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

const int narrowing_columns[NARROWING_COLUMNS] = {
    NAIVE_EVENT_PLATFORM, NAIVE_TACTIC, NAIVE_DATA_COMPONENT, NAIVE_LOG_SOURCE, NAIVE_CHANNEL,
};

const char *option_of_column(int column)
{
    switch (column) {
    case NAIVE_EVENT_PLATFORM:
        return "--platform";
    case NAIVE_TACTIC:
        return "--tactic";
    case NAIVE_DATA_COMPONENT:
        return "--data-component";
    case NAIVE_LOG_SOURCE:
        return "--provider";
    default:
        return "--channel";
    }
}

/* Takes the next text of a cell: all of it, or one element of a list. Returns false when none is left. */
static bool next_text(int column, const char **rest, char *text, size_t size)
{
    size_t length;

    if (!*rest)
        return false;
    length = column == NAIVE_TACTIC ? strcspn(*rest, ",") : strlen(*rest);
    assert_true(length < size);
    memcpy(text, *rest, length);
    text[length] = '\0';
    *rest = (*rest)[length] ? *rest + length + 1 : NULL;
    return true;
}

static bool holds(const struct naive_row *row, const struct condition *condition)
{
    const char *rest = row->field[condition->column];
    char text[1000];

    while (next_text(condition->column, &rest, text, sizeof text))
        for (size_t i = 0; i < VALUES_MOST && condition->values[i]; i++)
            if (naive_compare_folded(text, condition->values[i]) == 0)
                return true;
    return false;
}

bool naive_admits(const struct naive_row *row, const struct question *question)
{
    for (size_t i = 0; i < CONDITIONS_MOST && question->conditions[i].values[0]; i++)
        if (!holds(row, &question->conditions[i]))
            return false;
    return true;
}

char **list_values(const struct naive_mapping *mapping, int column, size_t *count)
{
    char **values = calloc(mapping->rows.count * 4 + 1, sizeof *values);
    char text[1000];

    assert_non_null(values);
    *count = 0;
    for (size_t i = 0; i < mapping->rows.count; i++) {
        const char *rest = mapping->rows.row[i].field[column];

        while (next_text(column, &rest, text, sizeof text)) {
            size_t known = 0;

            while (known < *count && naive_compare_folded(values[known], text) != 0)
                known++;
            if (known == *count)
                values[(*count)++] = naive_copy(text);
        }
    }
    return values;
}

void free_values(char **values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(values[i]);
    free(values);
}

static int column_at(const struct question *question, int place)
{
    return question->column_count ? question->columns[place] : place;
}

static int column_count(const struct question *question)
{
    return question->column_count ? question->column_count : NAIVE_PRINTED;
}

static void write_escaped(FILE *file, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '\t')
            fputs("\\t", file);
        else if (*text == '\n')
            fputs("\\n", file);
        else if (*text == '\r')
            fputs("\\r", file);
        else if (*text == '\\')
            fputs("\\\\", file);
        else
            fputc(*text, file);
    }
}

/* The expected rows, in order; the caller frees the array. */
static const struct naive_row **select_rows(const struct naive_mapping *mapping, const struct question *question,
                                            size_t *count)
{
    const struct naive_row **rows = calloc(mapping->rows.count * VALUES_MOST + 1, sizeof *rows);

    assert_non_null(rows);
    *count = 0;
    for (size_t id = 0; id == 0 || (id < VALUES_MOST && question->ids[id]); id++)
        for (size_t i = 0; i < mapping->rows.count; i++) {
            const struct naive_row *row = &mapping->rows.row[i];

            if (question->ids[id] && strcmp(row->field[NAIVE_TECHNIQUE_ID], question->ids[id]) != 0)
                continue;
            if (naive_admits(row, question))
                rows[(*count)++] = row;
        }
    return rows;
}

char *naive_tsv(const struct naive_mapping *mapping, const struct question *question, size_t *count)
{
    const struct naive_row **rows = select_rows(mapping, question, count);
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (size_t line = 0; line <= *count; line++)
        for (int place = 0; place < column_count(question); place++) {
            int column = column_at(question, place);

            write_escaped(file, line ? naive_printed(rows[line - 1], column) : naive_column_names[column]);
            fputc(place + 1 < column_count(question) ? '\t' : '\n', file);
        }
    fclose(file);
    free(rows);
    return text;
}

void ask(const char *tool, const struct question *question, const char *format, struct run_result *result)
{
    const char *arguments[ARGUMENTS_MOST + 1] = {tool, question->ids[0] ? "technique" : "rows", "--format", format};
    char columns[1000] = "";
    size_t count = 4;

    for (size_t i = 0; i < CONDITIONS_MOST; i++)
        for (size_t j = 0; j < VALUES_MOST && question->conditions[i].values[j]; j++) {
            arguments[count++] = option_of_column(question->conditions[i].column);
            arguments[count++] = question->conditions[i].values[j];
        }
    /* always: the naive reader knows all columns but `condition`, which cases/ *.txt have */
    for (int place = 0; place < column_count(question); place++)
        strcat(strcat(columns, place ? "," : ""), naive_column_names[column_at(question, place)]);
    arguments[count++] = "--columns";
    arguments[count++] = columns;
    for (size_t i = 0; i < VALUES_MOST && question->ids[i]; i++)
        arguments[count++] = question->ids[i];
    assert_true(count <= ARGUMENTS_MOST);
    run(arguments, NULL, result);
}

static void expect_json(const char *json, const struct question *question, const struct naive_row **rows, size_t count)
{
    struct json_rows answer;

    json_rows_read(&answer, json);
    assert_int_equal(answer.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(answer.row[i].count, column_count(question));
        for (int place = 0; place < column_count(question); place++) {
            int column = column_at(question, place);

            assert_non_null(rows[i]);
            assert_string_equal(answer.row[i].keys[place], naive_column_names[column]);
            if (!naive_same(answer.row[i].values[place], naive_printed(rows[i], column)))
                fail_msg("row %zu, %s: %s instead of %s", i, naive_column_names[column],
                         answer.row[i].values[place] ? answer.row[i].values[place] : "null",
                         rows[i]->field[column] ? rows[i]->field[column] : "null");
        }
    }
    json_rows_free(&answer);
}

void expect_answer(const char *tool, const struct naive_mapping *mapping, const struct question *question,
                   int exit_code)
{
    size_t count;
    const struct naive_row **rows = select_rows(mapping, question, &count);
    char *tsv = naive_tsv(mapping, question, &count);
    struct run_result result;

    ask(tool, question, "tsv", &result);
    assert_string_equal(result.out, count ? tsv : "");
    assert_int_equal(result.exit_code, count ? exit_code : 1);
    assert_true((result.err_size == 0) == (result.exit_code == 0));
    run_result_free(&result);
    if (count && count < 2000) { /* reading JSON is slow */
        ask(tool, question, "json", &result);
        assert_int_equal(result.exit_code, exit_code);
        expect_json(result.out, question, rows, count);
        run_result_free(&result);
    }
    free(tsv);
    free(rows);
}

void run_shell(const char *const arguments[], struct run_result *result)
{
    const struct run_options options = {.environment = ARGUMENTS("ASAN_OPTIONS=detect_leaks=0")};

    run(arguments, &options, result);
}

static void expect_match(const char *what, const char *pattern, const char *text)
{
    if (pattern ? fnmatch(pattern, text, 0) != 0 : *text != '\0')
        fail_msg("%s is\n%s\ninstead of\n%s", what, text, pattern ? pattern : "nothing");
}

void expect_run(const char *tool, const char *const arguments[], int exit_code, const char *out, const char *err)
{
    const char *all[ARGUMENTS_MOST + 2] = {tool};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++) {
        assert_true(i < ARGUMENTS_MOST);
        all[i + 1] = arguments[i];
    }
    run(all, NULL, &result);
    expect_match("standard output", out, result.out);
    expect_match("standard error", err, result.err);
    assert_int_equal(result.exit_code, exit_code);
    run_result_free(&result);
}

void read_mapping(struct naive_mapping *mapping, const char *const *paths, size_t count)
{
    assert_true(naive_read(mapping, paths, count));
    assert_true(mapping->rows.count > 0);
}

bool has_program(const char *name)
{
    char script[100];
    struct run_result result;
    bool has;

    snprintf(script, sizeof script, "command -v %s", name);
    run(ARGUMENTS("sh", "-c", script), NULL, &result);
    has = result.exit_code == 0;
    run_result_free(&result);
    return has;
}
