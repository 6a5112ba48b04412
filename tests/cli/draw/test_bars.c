/* SPDX-License-Identifier: MIT
 *
 * The chart in a pipe, line by line: the name, length and count of each bar, and the width of the whole. The C
 * library's wcwidth() is the oracle for widths, the same ranking as TSV that for counts.
 */
#include "naive_counts.h"

#include "cmocka_test.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { EIGHTHS = 8, LINES = 400, PROSE_BYTES = 4096 };

#define AXIS "\xE2\x94\x82"
#define ELLIPSIS "\xE2\x80\xA6"

static const int widths[] = {24, 40, 80, 200};

/* The output of one call, split into lines that point into `text`. */
struct lines {
    char *text;
    char *line[LINES];
    size_t count;
};

static void split(struct lines *lines, char *text)
{
    memset(lines, 0, sizeof *lines);
    lines->text = text;
    for (char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        assert_true(lines->count < LINES);
        *end = '\0';
        lines->line[lines->count++] = text;
    }
    assert_string_equal(text, ""); /* the last line is complete */
}

static void run_lines(struct lines *lines, const char *kind, const char *scope, int width, const char *more)
{
    char columns[32];
    const struct run_options options = {.environment = ARGUMENTS(columns, "NO_COLOR=", "TERM=xterm")};
    struct run_result result;

    snprintf(columns, sizeof columns, "COLUMNS=%d", width);
    if (width)
        run_top(TOOL, ARGUMENTS(kind, scope, "--format", "table", "-n", "20", more), &options, &result);
    else
        run_top(TOOL, ARGUMENTS(kind, scope, "--format", "tsv", "-n", "20"), NULL, &result);
    split(lines, result.out);
    free(result.err);
}

static size_t columns_of(const char *text)
{
    size_t columns = 0;

    while (*text) {
        wchar_t code;
        int bytes = mbtowc(&code, text, MB_CUR_MAX), width;

        assert_true(bytes > 0);
        width = wcwidth(code);
        assert_true(width >= 0); /* no control */
        columns += (size_t)width;
        text += bytes;
    }
    return columns;
}

/* Reads a bar. Returns its length in eighths of a column, and its end. */
static unsigned long bar_length(const char *text, const char **end)
{
    unsigned long length = 0;

    for (; *text == '#'; text++)
        length += EIGHTHS;
    for (; strncmp(text, "\xE2\x96", 2) == 0; text += 3)
        length += EIGHTHS - (unsigned long)((unsigned char)text[2] - 0x88);
    *end = text;
    return length;
}

/* Fails unless `shown`, up to `end`, is the name, or a prefix of it and an ellipsis. */
static void expect_name(const char *shown, const char *end, const char *name, bool ascii)
{
    const char *mark = ascii ? "..." : ELLIPSIS;
    size_t length, marked = strlen(mark);

    while (end > shown && end[-1] == ' ')
        end--;
    length = (size_t)(end - shown);
    for (const char *at = name; ascii && *at; at++)
        if ((unsigned char)*at > 0x7E)
            return; /* it contains controls, so it is shown escaped */
    if (length == strlen(name) && memcmp(shown, name, length) == 0)
        return;
    assert_true(length > marked);
    assert_memory_equal(end - marked, mark, marked);
    assert_memory_equal(shown, name, length - marked);
}

static void expect_bar(const char *line, const char *above, const char *row, bool ascii, unsigned long longest,
                       unsigned long largest)
{
    const char *axis = strstr(line, ascii ? "|" : AXIS), *tab = strchr(row, '\t'), *end;
    unsigned long count = strtoul(tab + 1, NULL, 10), unit = ascii ? EIGHTHS : 1, length;
    unsigned long units = longest / unit, expected = (2 * units * count + largest) / (2 * largest) * unit;
    char *name = strndup(row, (size_t)(tab - row));
    char label[32];

    assert_non_null(axis);
    if (axis == line)
        expect_name(above, above + strlen(above), name, ascii);
    else
        expect_name(line, axis, name, ascii);
    length = bar_length(axis + (ascii ? 1 : strlen(AXIS)), &end);
    assert_int_equal(length, expected ? expected : unit);
    snprintf(label, sizeof label, " %lu", count);
    assert_string_equal(end, label);
    free(name);
}

static void expect_chart(const char *kind, const char *scope, int width, bool ascii)
{
    struct lines chart, rows;
    size_t row = 1;
    unsigned long longest = 0, largest;
    const char *end;

    run_lines(&chart, kind, scope, width, ascii ? "--ascii" : NULL);
    run_lines(&rows, kind, scope, 0, NULL);
    largest = strtoul(strchr(rows.line[1], '\t') + 1, NULL, 10);
    for (size_t i = 1; i < chart.count; i++) {
        const char *axis = strstr(chart.line[i], ascii ? "|" : AXIS);

        assert_in_range(columns_of(chart.line[i]), 0, width);
        if (!axis)
            continue;
        if (row == 1) {
            longest = bar_length(axis + (ascii ? 1 : strlen(AXIS)), &end);
            assert_int_equal(columns_of(chart.line[i]), width); /* the longest bar takes what room there is */
            if (axis != chart.line[i]) /* a name beside it leaves it half of that, but for the axis and the count */
                assert_true(longest / EIGHTHS + 2 + strlen(end) >= (unsigned long)width / 2);
        }
        assert_true(row < rows.count);
        expect_bar(chart.line[i], chart.line[i - 1], rows.line[row++], ascii, longest, largest);
    }
    assert_int_equal(row, rows.count);
    free(chart.text);
    free(rows.text);
}

static void draws_a_bar_for_every_count_within_the_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int kind = 0; kind < KINDS; kind++)
            for (int scope = 0; scope < SCOPES; scope++)
                expect_chart(kind_names[kind], scope_options[scope], widths[i], false);
}

static void draws_the_same_in_ascii(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int kind = 0; kind < KINDS; kind++)
            expect_chart(kind_names[kind], "--all", widths[i], true);
}

static void writes_ascii_alone_when_asked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            struct lines chart;

            run_lines(&chart, kind_names[kind], "--all", widths[i], "--ascii");
            for (size_t line = 0; line < chart.count; line++)
                for (const char *at = chart.line[line]; *at; at++)
                    assert_in_range(*at, ' ', '~');
            free(chart.text);
        }
}

/* Joins the lines from `first` on by spaces, at which prose is broken. */
static const char *prose_of(const struct lines *lines, size_t first)
{
    static char prose[PROSE_BYTES];

    prose[0] = '\0';
    for (size_t i = first; i < lines->count && lines->line[i][0]; i++) {
        assert_true(strlen(prose) + strlen(lines->line[i]) + 2 < PROSE_BYTES);
        strcat(strcat(prose, prose[0] ? " " : ""), lines->line[i]);
    }
    return prose;
}

static void expect_words(const char *kind, const char *scope, const char *title, const char *unit)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct lines chart;
        const char *prose;

        run_lines(&chart, kind, scope, widths[i], NULL);
        assert_memory_equal(prose_of(&chart, 0), title, strlen(title));
        prose = prose_of(&chart, chart.count > 4 ? chart.count - 4 : 0);
        assert_true(strlen(prose) >= strlen(unit));
        assert_string_equal(prose + strlen(prose) - strlen(unit), unit);
        free(chart.text);
    }
}

static void says_what_is_counted(void **state)
{
    (void)state;
    expect_words("data-sources", "--subtechniques", "Data sources of sub-techniques",
                 "distinct sub-technique, data source and data component triples");
    expect_words("data-components", "--techniques", "Data components of techniques",
                 "distinct technique, data source and data component triples");
    expect_words("tactics", "--subtechniques", "Tactics of sub-techniques", "distinct sub-techniques");
    expect_words("platforms", "--techniques", "Platforms of techniques",
                 "distinct techniques, sub-techniques left out");
    expect_words("events", "--all", "Events of techniques and sub-techniques",
                 "distinct techniques and sub-techniques");
}

static void begins_the_axis_at_zero(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct lines chart;
        size_t at = 0;

        run_lines(&chart, "tactics", "--all", widths[i], "--ascii");
        while (at < chart.count && !strchr(chart.line[at], '+'))
            at++;
        assert_true(at > 0 && at + 1 < chart.count);
        /* the corner below the axis, and the zero below the corner */
        assert_int_equal(strcspn(chart.line[at], "+"), strcspn(chart.line[at - 1], "|"));
        assert_int_equal(strcspn(chart.line[at + 1], "0"), strcspn(chart.line[at], "+"));
        assert_int_equal(strspn(chart.line[at + 1], " "), strcspn(chart.line[at], "+"));
        free(chart.text);
    }
}

/* 1, 2 or 5 times a power of ten */
static bool is_round(unsigned long number)
{
    while (number && number % 10 == 0)
        number /= 10;
    return number == 1 || number == 2 || number == 5;
}

/* Fails unless every corner of an ASCII axis has a number below it, in equal steps up to the largest count. Returns
 * how many there are. */
static unsigned long expect_numbers(const char *corners, const char *numbers, unsigned long largest)
{
    unsigned long count = 0, step = 0;
    size_t end = 0;

    for (size_t at = 0; corners[at]; at++) {
        size_t start = end + strspn(numbers + end, " ");
        unsigned long number;

        if (corners[at] != '+')
            continue;
        end = start + strspn(numbers + start, "0123456789");
        assert_in_range(at, start, end - 1);
        number = strtoul(numbers + start, NULL, 10);
        step = count == 1 ? number : step;
        assert_int_equal(number, count++ * step);
    }
    assert_int_equal(end, strlen(numbers));
    assert_true(count == 1 || (is_round(step) && step * count > largest));
    return count;
}

static void numbers_the_axis_in_round_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            struct lines chart, rows;
            size_t at = 0;
            unsigned long count;

            run_lines(&chart, kind_names[kind], "--all", widths[i], "--ascii");
            run_lines(&rows, kind_names[kind], "--all", 0, NULL);
            assert_true(rows.count > 1);
            while (at < chart.count && !strstr(chart.line[at], "+-"))
                at++;
            assert_true(at + 1 < chart.count);
            count =
                expect_numbers(chart.line[at], chart.line[at + 1], strtoul(strchr(rows.line[1], '\t') + 1, NULL, 10));
            assert_true(count > 1 || widths[i] < 80);
            free(chart.text);
            free(rows.text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_a_bar_for_every_count_within_the_width),
        cmocka_unit_test(draws_the_same_in_ascii),
        cmocka_unit_test(writes_ascii_alone_when_asked),
        cmocka_unit_test(says_what_is_counted),
        cmocka_unit_test(begins_the_axis_at_zero),
        cmocka_unit_test(numbers_the_axis_in_round_steps),
    };

    if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8")) {
        puts("skipped: there is no UTF-8 locale");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
