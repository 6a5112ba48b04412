/* SPDX-License-Identifier: MIT
 *
 * The chart as a picture: the pixels of the PNG, and that a failure leaves an earlier file unchanged. Colours and sizes
 * are those of picture.c; bars are recognised by their colour.
 */
#include "naive_counts.h"

#include "cmocka_test.h"
#include "pixels.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

enum { WHITE = 0xFFFFFF, BAR_COLOR = 0x336699, LONGEST_BAR = 2 * 560, BAR_HEIGHT = 2 * 18, CLEAR_BORDER = 2 * 20 };

/* Returns how many pixels of a line have this colour. */
static unsigned long count_on_line(const struct pixels *pixels, int y, unsigned long color)
{
    unsigned long count = 0;

    for (int x = 0; x < pixels->width; x++)
        count += pixels_at(pixels, x, y) == color;
    return count;
}

/* Checks that every bar is as long as its count, to a pixel at each end, and that all are equally high. `rows` is
 * the ranking as TSV. */
static void expect_bars(const struct pixels *pixels, const char *rows)
{
    unsigned long largest = 0;
    int y = 0, thinnest = BAR_HEIGHT - 2, x = 0;

    for (const char *row = strchr(rows, '\n') + 1; *row; row = strchr(row, '\n') + 1) {
        unsigned long count = strtoul(strchr(row, '\t') + 1, NULL, 10), length, expected;
        int height = 0;

        largest = largest ? largest : count;
        expected = LONGEST_BAR * count / largest;
        while (y < pixels->height && count_on_line(pixels, y, BAR_COLOR) == 0)
            y++;
        assert_true(y + 1 < pixels->height);
        length = count_on_line(pixels, y + 1, BAR_COLOR);
        assert_in_range(length + 3, expected, expected + 6);
        while (y < pixels->height && count_on_line(pixels, y, BAR_COLOR) > 0) {
            y++;
            height++;
        }
        assert_in_range(height, thinnest, BAR_HEIGHT);
        for (x = 0; pixels_at(pixels, x, y - 2) != BAR_COLOR;)
            x++; /* the left end, which is the same for all */
        assert_int_equal(pixels_at(pixels, x, y - 2), BAR_COLOR);
        assert_int_not_equal(pixels_at(pixels, x - 4, y - 2), BAR_COLOR);
        assert_in_range(x, CLEAR_BORDER, LONGEST_BAR + 2 * CLEAR_BORDER); /* whatever the length of the names */
    }
    for (; y < pixels->height; y++)
        assert_int_equal(count_on_line(pixels, y, BAR_COLOR), 0);
}

/* Text that is cut off touches an edge. */
static void expect_clear_border(const struct pixels *pixels)
{
    for (int y = 0; y < pixels->height; y++)
        for (int x = 0; x < pixels->width; x++)
            if (x < CLEAR_BORDER || x >= pixels->width - CLEAR_BORDER || y < CLEAR_BORDER ||
                y >= pixels->height - CLEAR_BORDER)
                assert_int_equal(pixels_at(pixels, x, y), WHITE);
}

static void draws_every_bar_of_every_kind_as_long_as_its_count(void **state)
{
    for (int kind = 0; kind < KINDS; kind++)
        for (int scope = 0; scope < SCOPES; scope++) {
            const char *path = path_in(*state, "top.png");
            struct run_result result, rows;
            struct pixels pixels;

            run_top(TOOL, ARGUMENTS(kind_names[kind], scope_options[scope], "-n", "25", "-o", path), NULL, &result);
            assert_string_equal(result.out, "");
            run_top(TOOL, ARGUMENTS(kind_names[kind], scope_options[scope], "-n", "25"), NULL, &rows);
            pixels_read(&pixels, path);
            expect_bars(&pixels, rows.out);
            expect_clear_border(&pixels);
            pixels_free(&pixels);
            run_result_free(&result);
            run_result_free(&rows);
        }
}

static void draws_the_same_bytes_every_time(void **state)
{
    static const char *const names[] = {"top.svg", "top.png"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = path_in(*state, names[i]);
        struct run_result result;
        size_t size, size_again;
        char *bytes, *bytes_again;

        run_top(TOOL, ARGUMENTS("events", "--all", "-o", path), NULL, &result);
        run_result_free(&result);
        bytes = read_file(path, &size);
        run_top(TOOL, ARGUMENTS("events", "--all", "-o", path), NULL, &result);
        run_result_free(&result);
        bytes_again = read_file(path, &size_again);
        assert_int_equal(size, size_again);
        assert_memory_equal(bytes, bytes_again, size);
        free(bytes);
        free(bytes_again);
    }
    assert_int_equal(count_names(*state), 2);
}

static void heeds_the_ending_in_any_letter_case(void **state)
{
    const char *svg = path_in(*state, "A.SVG"), *png = path_in(*state, "a.pNg");
    struct run_result result;
    char *bytes;

    run_top(TOOL, ARGUMENTS("tactics", "-o", svg), NULL, &result);
    run_result_free(&result);
    bytes = read_file(svg, NULL);
    assert_memory_equal(bytes, "<?xml", 5);
    free(bytes);
    run_top(TOOL, ARGUMENTS("tactics", "-o", png), NULL, &result);
    run_result_free(&result);
    bytes = read_file(png, NULL);
    assert_memory_equal(bytes, "\x89PNG", 4);
    free(bytes);
}

static void expect_failure(const char *path, unsigned long file_bytes)
{
    const struct run_options options = {.file_bytes = file_bytes};
    struct run_result result;

    run(ARGUMENTS(TOOL, "top", "events", "-o", path), &options, &result);
    assert_memory_equal(result.err, "attack-events: cannot write ", 28);
    assert_string_equal(result.out, "");
    assert_int_equal(result.exit_code, 3);
    run_result_free(&result);
}

static void leaves_what_was_there_when_it_cannot_write(void **state)
{
    static const char *const names[] = {"old.svg", "old.png"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = write_text(*state, names[i], "as it was");
        char *bytes;

        expect_failure(path, 2000);
        bytes = read_file(path, NULL);
        assert_string_equal(bytes, "as it was");
        free(bytes);
    }
    expect_failure(path_in(*state, "new.png"), 5000);
    expect_failure(path_in(*state, "no such directory/new.png"), 0);
    make_directory(*state, "directory.svg");
    expect_failure(path_in(*state, "directory.svg"), 0);
    assert_int_equal(count_names(*state), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(draws_every_bar_of_every_kind_as_long_as_its_count),
        SCRATCH_TEST(draws_the_same_bytes_every_time),
        SCRATCH_TEST(heeds_the_ending_in_any_letter_case),
        SCRATCH_TEST(leaves_what_was_there_when_it_cannot_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
