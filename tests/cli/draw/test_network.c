/* SPDX-License-Identifier: MIT
 *
 * The nodes and edges of every possible graph equal those of the naive reader, without missing, additional or duplicate
 * ones. Names in a mapping may have any character but a line end.
 */
#include "graphing.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

static void draws_each_technique_with_all_that_shows_it(void **state)
{
    (void)state;
    assert_true(mapping.techniques.count > 0);
    for (size_t i = 0; i < mapping.techniques.count; i++) {
        const char *id = mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID];
        struct graph actual, expected = {.lines = 0};

        graph_run(TOOL, ARGUMENTS(id), &actual);
        graph_expect_technique(&mapping, id, &expected);
        graph_compare(&actual, &expected, id);
        graph_free(&actual);
        graph_free(&expected);
    }
}

static void draws_the_way_back_from_each_event_id(void **state)
{
    size_t count, grouped = 0, alone = 0;
    const struct naive_row **ids = naive_distinct(&mapping.rows, NAIVE_EVENT_ID, NAIVE_EVENT_ID, &count);

    (void)state;
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        const char *id = ids[i]->field[NAIVE_EVENT_ID];
        struct graph actual, expected = {.lines = 0};

        graph_run(TOOL, ARGUMENTS("--to", "techniques", "--", id), &actual);
        graph_expect_event(&mapping, id, &expected);
        if (actual.lines < actual.edges.count)
            grouped++;
        else
            alone++;
        graph_compare(&actual, &expected, id);
        graph_free(&actual);
        graph_free(&expected);
    }
    assert_true(alone > 0);
    assert_int_equal(grouped > 0, mapping.techniques.count > 100); /* only a builtin mapping has both */
    free(ids);
}

static bool is_in_family(const char *id, const char *family)
{
    return strncmp(id, family, 5) == 0;
}

static void draws_a_family_as_one_graph(void **state)
{
    const char *first = mapping.techniques.row[0].field[NAIVE_TECHNIQUE_ID];
    struct graph actual, expected = {.lines = 0};
    char operand[16];

    (void)state;
    snprintf(operand, sizeof operand, "%.5s.*", first);
    graph_run(TOOL, ARGUMENTS(operand), &actual);
    for (size_t i = 0; i < mapping.techniques.count; i++)
        if (is_in_family(mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID], first))
            graph_expect_technique(&mapping, mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID], &expected);
    graph_compare(&actual, &expected, operand);
    graph_free(&actual);
    graph_free(&expected);
}

static void draws_several_techniques_with_shared_nodes_once(void **state)
{
    const char *first = mapping.techniques.row[0].field[NAIVE_TECHNIQUE_ID];
    const char *last = mapping.techniques.row[mapping.techniques.count - 1].field[NAIVE_TECHNIQUE_ID];
    struct graph actual, expected = {.lines = 0};

    (void)state;
    graph_run(TOOL, ARGUMENTS(last, first, last), &actual);
    graph_expect_technique(&mapping, first, &expected);
    graph_expect_technique(&mapping, last, &expected);
    graph_compare(&actual, &expected, "two techniques");
    graph_free(&actual);
    graph_free(&expected);
}

static void names_each_node_once(void **state)
{
    const char *first = mapping.techniques.row[0].field[NAIVE_TECHNIQUE_ID];
    struct graph graph;
    size_t count;

    (void)state;
    graph_run(TOOL, ARGUMENTS(first), &graph);
    count = graph.names.count;
    texts_unique(&graph.names);
    assert_int_equal(graph.names.count, count);
    graph_free(&graph);
}

/* For a technique with several platforms, only the events that match the option; nodes that lead to no event are
 * dashed. */
static void narrows_the_events(void **state)
{
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const struct naive_row *wanted = &mapping.rows.row[i];
        const char *provider = wanted->field[NAIVE_LOG_SOURCE], *id = wanted->field[NAIVE_TECHNIQUE_ID];
        struct naive_mapping narrowed = mapping;
        struct graph actual, expected = {.lines = 0};

        if (!provider || (i > 0 && strcmp(mapping.rows.row[i - 1].field[NAIVE_TECHNIQUE_ID], id) == 0))
            continue;
        narrowed.rows.row = calloc(mapping.rows.count, sizeof *narrowed.rows.row);
        narrowed.rows.count = 0;
        for (size_t j = 0; j < mapping.rows.count; j++)
            if (naive_compare_folded(mapping.rows.row[j].field[NAIVE_LOG_SOURCE], provider) == 0)
                narrowed.rows.row[narrowed.rows.count++] = mapping.rows.row[j];
        graph_run(TOOL, ARGUMENTS(id, "--provider", provider), &actual);
        graph_expect_technique(&narrowed, id, &expected);
        graph_compare(&actual, &expected, id);
        graph_free(&actual);
        graph_free(&expected);
        free(narrowed.rows.row);
        if (i > mapping.rows.count / 4)
            break;
    }
    (void)state;
}

static void gives_the_same_bytes_at_every_run(void **state)
{
    (void)state;
    for (size_t i = 0; i < mapping.techniques.count; i += 1 + mapping.techniques.count / 20) {
        const char *id = mapping.techniques.row[i].field[NAIVE_TECHNIQUE_ID];
        struct run_result first, second;

        run_graph(TOOL, ARGUMENTS(id), NULL, &first);
        run_graph(TOOL, ARGUMENTS(id), NULL, &second);
        assert_true(first.out_size > 0);
        assert_int_equal(first.out_size, second.out_size);
        assert_memory_equal(first.out, second.out, first.out_size);
        run_result_free(&first);
        run_result_free(&second);
    }
}

static int read_mapping(void **state)
{
    (void)state;
    return naive_read(&mapping, files, sizeof files / sizeof *files) ? 0 : -1;
}

static int free_mapping(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_each_technique_with_all_that_shows_it),
        cmocka_unit_test(draws_the_way_back_from_each_event_id),
        cmocka_unit_test(draws_a_family_as_one_graph),
        cmocka_unit_test(draws_several_techniques_with_shared_nodes_once),
        cmocka_unit_test(names_each_node_once),
        cmocka_unit_test(narrows_the_events),
        cmocka_unit_test(gives_the_same_bytes_at_every_run),
    };

    return cmocka_run_group_tests(tests, read_mapping, free_mapping);
}
