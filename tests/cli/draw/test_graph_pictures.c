/* SPDX-License-Identifier: MIT
 *
 * What Graphviz makes of the DOT: it reads the intended graph, the SVG is XML and shows every event, the PNG shows
 * every kind of node.
 */
#include "picturing.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};

/* One technique with many events, and one event with many techniques. */
static const char *const questions[][4] = {{"T1003.001"}, {"T1039"}, {"T1003.*"}, {"--to", "techniques", "4663"}};

enum { QUESTIONS = sizeof questions / sizeof *questions };

static void is_read_by_graphviz_as_it_was_meant(void **state)
{
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct graph graph;

        graph_run(TOOL, questions[i], &graph);
        assert_true(graph.lines > 0);
        expect_graphviz_agrees(TOOL, questions[i], &graph);
        graph_free(&graph);
    }
}

static void draws_svg_that_is_well_formed(void **state)
{
    const char *path = path_in(*state, "graph.svg");
    bool checked = true;

    for (size_t i = 0; i < QUESTIONS; i++) {
        draw_to(TOOL, questions[i], path);
        checked = is_well_formed(path) && checked;
    }
    if (!checked) {
        print_message("skipped: there is no xmllint\n");
        skip();
    }
}

static void shows_every_event_in_svg(void **state)
{
    const char *path = path_in(*state, "graph.svg");
    struct naive_mapping mapping;
    char *svg, shown[256];
    size_t count = 0;

    assert_true(naive_read(&mapping, files, sizeof files / sizeof *files));
    draw_to(TOOL, ARGUMENTS("T1003.001"), path);
    svg = read_file(path, NULL);
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const struct naive_row *row = &mapping.rows.row[i];

        if (strcmp(row->field[NAIVE_TECHNIQUE_ID], "T1003.001") != 0 || !row->field[NAIVE_EVENT_ID])
            continue;
        snprintf(shown, sizeof shown, ">%s</text>", row->field[NAIVE_EVENT_ID]);
        assert_non_null(strstr(svg, shown));
        /* Several filters have a line each, and a long one has several; XML has other spellings for some characters. */
        if (row->field[NAIVE_FILTER_IN] && strlen(row->field[NAIVE_FILTER_IN]) < 45 &&
            !strpbrk(row->field[NAIVE_FILTER_IN], ",-&<>")) {
            snprintf(shown, sizeof shown, ">%s</text>", row->field[NAIVE_FILTER_IN]);
            assert_non_null(strstr(svg, shown));
        }
        count++;
    }
    assert_true(count > 10);
    assert_null(strstr(svg, ">4624000</text>"));
    free(svg);
    naive_free(&mapping);
}

/* The line below the title counts the drawn nodes, without components that lead to no event. */
static void counts_what_it_shows(void **state)
{
    const char *path = path_in(*state, "graph.svg");
    struct graph graph;
    char expected[120], *svg;
    size_t events = 0, components = 0;

    graph_run(TOOL, ARGUMENTS("T1059.001", "--provider", "PowerShell"), &graph);
    for (size_t i = 0; i < graph.nodes.count; i++) {
        events += strncmp(graph.nodes.text[i], "event", 5) == 0;
        components +=
            strncmp(graph.nodes.text[i], "data component", 14) == 0 && !strstr(graph.nodes.text[i], " (dashed)");
    }
    assert_true(events > 1 && components > 1);
    draw_to(TOOL, ARGUMENTS("T1059.001", "--provider", "PowerShell"), path);
    svg = read_file(path, NULL);
    snprintf(expected, sizeof expected, ">%zu events of %zu data components can show it;", events, components);
    assert_non_null(strstr(svg, expected));
    assert_non_null(strstr(svg, "no event here"));
    free(svg);
    graph_free(&graph);
}

static void draws_png_with_every_kind_of_node(void **state)
{
    const char *path = path_in(*state, "graph.png");

    draw_to(TOOL, ARGUMENTS("T1059.001"), path);
    assert_true(png_has_colour(path, 0x00, 0x72, 0xB2));
    assert_true(png_has_colour(path, 0xE6, 0x9F, 0x00));
    assert_true(png_has_colour(path, 0xC5, 0xE9, 0xDD));
    assert_true(png_has_colour(path, 0xFF, 0xFF, 0xFF));
    assert_false(png_has_colour(path, 0x12, 0xFE, 0x34));
}

static void draws_the_same_bytes_at_every_run(void **state)
{
    static const char *const endings[] = {"svg", "png", "dot"};

    for (size_t i = 0; i < 3; i++) {
        char name[16], other[16], *first, *second;
        size_t first_size, second_size;

        snprintf(name, sizeof name, "a.%s", endings[i]);
        snprintf(other, sizeof other, "b.%s", endings[i]);
        draw_to(TOOL, ARGUMENTS("T1003.001"), path_in(*state, name));
        draw_to(TOOL, ARGUMENTS("T1003.001"), path_in(*state, other));
        first = read_file(path_in(*state, name), &first_size);
        second = read_file(path_in(*state, other), &second_size);
        assert_int_equal(first_size, second_size);
        assert_memory_equal(first, second, first_size);
        free(first);
        free(second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read_by_graphviz_as_it_was_meant),
        SCRATCH_TEST(draws_svg_that_is_well_formed),
        SCRATCH_TEST(shows_every_event_in_svg),
        SCRATCH_TEST(counts_what_it_shows),
        SCRATCH_TEST(draws_png_with_every_kind_of_node),
        SCRATCH_TEST(draws_the_same_bytes_at_every_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
