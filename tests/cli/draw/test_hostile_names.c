/* SPDX-License-Identifier: MIT
 *
 * With graph_hostile.yaml, no name escapes from its node, in DOT or in SVG, and each stays legible text.
 */
#include "picturing.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

#define NO_WIDTH "\xE2\x80\x8B"
#define EVENT_ID "1\"</text><script>alert(1)</script>\\"

static const char *const questions[][6] = {
    {"T9001"}, {"T9002"}, {"T9001", "T9002"}, {"--to", "techniques", "--", EVENT_ID, "&"}};
static const size_t nodes[] = {5, 7, 12, 7}; /* counted by hand in graph_hostile.yaml */
static const size_t edges[] = {4, 6, 10, 5};

enum { QUESTIONS = sizeof questions / sizeof *questions };

static void stays_inside_its_node_in_dot(void **state)
{
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct graph graph;

        graph_run(TOOL, questions[i], &graph);
        assert_int_equal(graph.names.count, nodes[i]);
        assert_int_equal(graph.lines, edges[i]);
        expect_graphviz_agrees(TOOL, questions[i], &graph);
        graph_free(&graph);
    }
}

static void stays_text_in_svg(void **state)
{
    static const char *const expected[] = {
        "A\\N\\G\\E\\L&quot;]; evil",                     /* as text, not the name of the node */
        "&lt;script&gt;alert(1)&lt;/script&gt;",          /* in the id */
        "&lt;/TD&gt;&lt;/TR&gt;&lt;/TABLE&gt;&gt;, evil", /* in the component */
        "&amp;" NO_WIDTH "nbsp; &amp;" NO_WIDTH "#1; ",   /* no entities */
        "\\x1b[31mred\\x1b[0m",                           /* controls are visible */
        "name: A\\" NO_WIDTH "N\\" NO_WIDTH "G\\" NO_WIDTH "E\\" NO_WIDTH "L&quot;]; evil", /* in the tooltip as well */
    };
    const char *path = path_in(*state, "graph.svg");
    bool checked = true;

    for (size_t i = 0; i < QUESTIONS; i++) {
        char *svg;

        draw_to(TOOL, questions[i], path);
        checked = is_well_formed(path) && checked;
        svg = read_file(path, NULL);
        for (size_t j = 0; i == 0 && j < sizeof expected / sizeof *expected; j++)
            if (!strstr(svg, expected[j]))
                fail_msg("not in the SVG: %s", expected[j]);
        assert_null(strstr(svg, "<script"));
        assert_null(strstr(svg, "<b>"));
        assert_null(strchr(svg, '\x1b'));
        free(svg);
    }
    if (!checked) {
        print_message("skipped: there is no xmllint\n");
        skip();
    }
}

static void is_drawn_as_png(void **state)
{
    const char *path = path_in(*state, "graph.png");

    for (size_t i = 0; i < QUESTIONS; i++) {
        draw_to(TOOL, questions[i], path);
        assert_true(png_has_colour(path, 0x00, 0x72, 0xB2));
    }
}

/* Words of the command line are text in the picture as well. */
static void takes_options_as_text(void **state)
{
    const char *path = path_in(*state, "graph.svg");
    char *svg;

    draw_to(TOOL, ARGUMENTS("T9001", "--platform", "LINUX"), path);
    svg = read_file(path, NULL);
    assert_non_null(strstr(svg, "only platform LINUX"));
    free(svg);
    draw_to(TOOL, ARGUMENTS("T9002", "--platform", "<", "--channel", ">", "--provider", "\""), path);
    svg = read_file(path, NULL);
    assert_non_null(strstr(svg, "only platform &lt; channel &gt; provider &quot;"));
    is_well_formed(path);
    free(svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_inside_its_node_in_dot),
        SCRATCH_TEST(stays_text_in_svg),
        SCRATCH_TEST(is_drawn_as_png),
        SCRATCH_TEST(takes_options_as_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
