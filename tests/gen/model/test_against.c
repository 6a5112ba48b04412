/* SPDX-License-Identifier: MIT
 *
 * --check --against: the rows that it reports are those of a naive comparison of the rows that the tool prints; and
 * what it says of techniques.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static const char old_rows[] =
    "- {technique_id: T1001, technique: One, data_source: s, data_component: c, event_id: 1}\n"
    "- {technique_id: T1002, technique: Two, data_source: s, data_component: c, event_id: 2,\n"
    "   filter_in: [{A: b, C: d}]}\n"
    "- {technique_id: T1003.001, technique: Three, tactic: [x, y], event_id: \"3\\t\\e[1m\"}\n";
static const char new_rows[] =
    "- {technique_id: T1003.001, technique: Three, tactic: [x, y], event_id: \"3\\t\\e[1m\"}\n"
    "- {technique_id: T1002, technique: Two, data_source: s, data_component: c, event_id: 2,\n"
    "   filter_in: [{A: b, C: D}]}\n"
    "- {technique_id: T1001, technique: One, data_source: s, data_component: c, event_id: 1}\n"
    "- {technique_id: T1001, technique: One, data_source: s, data_component: \"c\\\\\\e\\u202e\", event_id: 1}\n";

static void prints_rows_lost_and_gained_and_no_others(void **state)
{
    char old[512], new[512];
    struct run_result result;

    snprintf(old, sizeof old, "%s", write_bytes(*state, "old.yaml", old_rows, strlen(old_rows)));
    snprintf(new, sizeof new, "%s", write_bytes(*state, "new.yaml", new_rows, strlen(new_rows)));
    run(ARGUMENTS(GENERATOR, "-q", "--check", "--against", old, new), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_string_equal(result.out,
                        "- T1002\tfalse\tTwo\t\t\ts\tc\t\t\t\t\t\t2\t\t\t\t\t\t\tA=b,C=d\tcandidate\n"
                        "+ T1002\tfalse\tTwo\t\t\ts\tc\t\t\t\t\t\t2\t\t\t\t\t\t\tA=b,C=D\tcandidate\n"
                        "+ T1001\tfalse\tOne\t\t\ts\tc\\\\\\x1b\\xe2\\x80\\xae\t\t\t\t\t\t1\t\t\t\t\t\t\t\tcandidate\n"
                        "rows lost 1, gained 2\n");
    run_result_free(&result);
    run(ARGUMENTS(GENERATOR, "-q", "--check", "--against", new, new), NULL, &result);
    assert_string_equal(result.out, "rows lost 0, gained 0\n");
    run_result_free(&result);
    run(ARGUMENTS(GENERATOR, "-q", "--check", "--technique", "T1001", "--against", old, new), NULL, &result);
    assert_non_null(strstr(result.out, "rows lost 0, gained 1\n")); /* the selection applies to both mappings */
    run_result_free(&result);
    run(ARGUMENTS(GENERATOR, "-q", "--check", "--technique", "T1003.001", "--against", path_in(*state, "none"), new),
        NULL, &result);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

#define OTHERS "techniques and data components without rows "
#define CHANGES(gone, revoked, deprecated, new, renamed, moved, platforms)                                             \
    "techniques gone " gone ", revoked " revoked ", deprecated " deprecated                                            \
    ", new " new ", renamed " renamed ", moved " moved ", platforms " platforms "\n"

static void expect_difference(const char *scratch, const char *old_text, const char *new_text, const char *expected)
{
    char old[512], new[512];
    struct run_result result;

    snprintf(old, sizeof old, "%s", write_bytes(scratch, "old.yaml", old_text, strlen(old_text)));
    snprintf(new, sizeof new, "%s", write_bytes(scratch, "new.yaml", new_text, strlen(new_text)));
    run(ARGUMENTS(GENERATOR, "-q", "--check", "--against", old, new), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_string_equal(result.out, expected);
    run_result_free(&result);
}

/* A text that contains a separator is not the same as two texts. */
static void tells_lists_apart_by_their_items(void **state)
{
    expect_difference(*state,
                      "- {technique_id: T1001, tactic: [a, b], event_id: 1, filter_in: [{A: \"b,C=d\"}]}\n"
                      "- {technique_id: T1002, platform: \"x\\\\\"}\n",
                      "- {technique_id: T1001, tactic: [\"a,b\"], event_id: 1, filter_in: [{A: b, C: d}]}\n"
                      "- {technique_id: T1002, platform: \"x\\\\,\"}\n",
                      "~ T1001\tmoved\ta,b\ta\\,b\n"
                      "~ T1002\tplatforms\tx\\\\\tx\\\\\\,\n" CHANGES(
                          "0", "0", "0", "0", "0", "1",
                          "1") "- T1001\tfalse\t\ta,b\t\t\t\t\t\t\t\t\t1\t\t\t\t\t\t\tA=b\\,C\\=d\tcandidate\n"
                               "- T1002\tfalse\t\t\tx\\\\\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tcandidate\n"
                               "+ T1001\tfalse\t\ta\\,b\t\t\t\t\t\t\t\t\t1\t\t\t\t\t\t\tA=b,C=d\tcandidate\n"
                               "+ T1002\tfalse\t\t\tx\\\\\\,\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tcandidate\n"
                               "rows lost 2, gained 2\n");
}

/* An edit that makes a candidate direct changes a row. */
static void prints_what_a_row_rests_on(void **state)
{
#define RELATIONSHIP                                                                                                   \
    "relationships:\n  - relationship_id: R\n    attack: {data_source: s, data_component: c}\n"                        \
    "    security_events: [{event_id: 1, platform: p"
#define TECHNIQUES "}]\ntechniques:\n  - {technique_id: T1001, platform: p, data_components: [\"s: c\"]}\n"
    expect_difference(*state, RELATIONSHIP TECHNIQUES, RELATIONSHIP ", techniques: [T1001]" TECHNIQUES,
                      "- T1001\tfalse\t\t\tp\ts\tc\tR\t\t\t\t\t1\t\tp\t\t\t\t\t\tcandidate\n"
                      "+ T1001\tfalse\t\t\tp\ts\tc\tR\t\t\t\t\t1\t\tp\t\t\t\t\t\tdirect\n"
                      "rows lost 1, gained 1\n");
}

/* The successor of a technique gets its data components. */
static void prints_what_a_mapping_says_beside_its_rows(void **state)
{
    expect_difference(*state,
                      "relationships: []\ntechniques:\n"
                      "  - {technique_id: T1001, technique: One, data_components: [c, d]}\n"
                      "  - {technique_id: T1002, technique: Two, tactic: x, data_components: []}\n",
                      "relationships: []\ntechniques:\n"
                      "  - {technique_id: T1001, technique: One, data_components: [c], revoked_by: T1002}\n"
                      "  - {technique_id: T1002, technique: Two, tactic: y, data_components: []}\n",
                      "~ T1001\trevoked\tOne\tT1002\n"
                      "~ T1002\tmoved\tx\ty\n" CHANGES("0", "1", "0", "0", "0", "1",
                                                       "0") "- T1001\tfalse\tOne\t\t\t\tc\t\t\t\t\t\t\t\t\t\t\t\t\t\n"
                                                            "- T1001\tfalse\tOne\t\t\t\td\t\t\t\t\t\t\t\t\t\t\t\t\t\n"
                                                            "- T1002\tfalse\tTwo\tx\t\trevoked_by=\n"
                                                            "+ T1002\tfalse\tTwo\ty\t\t\tc\t\t\t\t\t\t\t\t\t\t\t\t\t\n"
                                                            "+ T1001\tfalse\tOne\t\t\trevoked_by=T1002\n" OTHERS
                                                            "lost 3, gained 2\n"
                                                            "rows lost 0, gained 0\n");
}

/* Two releases of ATT&CK. The order of tactics and platforms says nothing. */
static void tells_what_became_of_techniques(void **state)
{
    expect_difference(
        *state,
        "techniques:\n"
        "  - {technique_id: T1001, technique: One, tactic: [x, y], platform: [a, b], data_components: []}\n"
        "  - {technique_id: T1002, technique: Two, data_components: []}\n"
        "  - {technique_id: T1003, technique: Three, data_components: []}\n"
        "  - {technique_id: T1004, technique: Four, data_components: [], revoked_by: T1001}\n"
        "  - {technique_id: T1005, technique: Five, tactic: x, platform: a, data_components: []}\n",
        "techniques:\n"
        "  - {technique_id: T1001, technique: One, tactic: [y, x], platform: [b, a], data_components: []}\n"
        "  - {technique_id: T1002, technique: Two, data_components: [], deprecated: true}\n"
        "  - {technique_id: T1004, technique: Four, data_components: []}\n"
        "  - {technique_id: T1005, technique: \"Fi\\tve\", tactic: [x, y], data_components: []}\n",
        "~ T1002\tdeprecated\tTwo\t\n"
        "~ T1003\tgone\tThree\t\n"
        "~ T1004\tnew\t\tFour\n"
        "~ T1005\trenamed\tFive\tFi\\x09ve\n"
        "~ T1005\tmoved\tx\tx,y\n"
        "~ T1005\tplatforms\ta\t\n" CHANGES("1", "0", "1", "1", "1", "1",
                                            "1") "- T1001\tfalse\tOne\tx,y\ta,b\trevoked_by=\n"
                                                 "- T1003\tfalse\tThree\t\t\trevoked_by=\n"
                                                 "- T1004\tfalse\tFour\t\t\trevoked_by=T1001\n"
                                                 "- T1005\tfalse\tFive\tx\ta\trevoked_by=\n"
                                                 "+ T1001\tfalse\tOne\ty,x\tb,a\trevoked_by=\n"
                                                 "+ T1004\tfalse\tFour\t\t\trevoked_by=\n"
                                                 "+ T1005\tfalse\tFi\\x09ve\tx,y\t\trevoked_by=\n" OTHERS
                                                 "lost 4, gained 3\n"
                                                 "rows lost 0, gained 0\n");
}

/* The id looks like 4688. */
static void shows_what_has_no_width(void **state)
{
    expect_difference(*state, "- {technique_id: T1001, event_id: 4688}\n",
                      "- {technique_id: T1001, event_id: \"46\\u200B88\"}\n",
                      "- T1001\tfalse\t\t\t\t\t\t\t\t\t\t\t4688\t\t\t\t\t\t\t\tcandidate\n"
                      "+ T1001\tfalse\t\t\t\t\t\t\t\t\t\t\t46\\xe2\\x80\\x8b88\t\t\t\t\t\t\t\tcandidate\n"
                      "rows lost 1, gained 1\n");
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Splits text into lines and sorts them. Returns how many. */
static size_t sort_lines(char *text, char **lines, size_t most)
{
    size_t count = 0;

    for (char *rest, *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        assert_true(count < most);
        lines[count++] = line;
    }
    qsort(lines, count, sizeof *lines, compare_lines);
    return count;
}

/* The generator writes filters and a condition, of which an event has one, as one column; the tool has two, the last
 * but one before the kind. */
static void join_filters(char *lines)
{
    for (char *end; (end = strchr(lines, '\n')) != NULL; lines = end + 1) {
        char *at = end;

        for (int tabs = 0; tabs < 2; tabs += *at == '\t')
            at--;
        memmove(lines + 1, lines, (size_t)(at - lines));
        *lines = '\n'; /* an empty line more, which sort_lines() leaves out */
    }
}

/* A mapping compared with one that has only a technique: every row is added, and the rows are those that the tool
 * prints. */
static void prints_rows_as_the_tool_does(void **state)
{
    static const char little[] = "- {technique_id: T0001, technique: None}\n";
    static char *mine[100000], *theirs[100000];
    const char *old = write_bytes(*state, "little.yaml", little, strlen(little));
    struct run_result compared, asked;
    char *rows, *end, last[80];
    size_t count;

    run(ARGUMENTS(GENERATOR, "-q", "--check", "--against", old, PROJECT_DIRECTORY "/mapping.yaml"), NULL, &compared);
    run(ARGUMENTS(TOOL, "rows", "--format", "tsv"), NULL, &asked);
    rows = strstr(compared.out, OTHERS "lost 0, gained ");
    assert_non_null(rows);
    rows = strchr(strstr(rows, "\n- T0001\t") + 1, '\n') + 1;
    end = strstr(rows, "rows lost");
    assert_non_null(end);
    join_filters(strchr(asked.out, '\n') + 1);
    count = sort_lines(strchr(asked.out, '\n') + 1, theirs, sizeof theirs / sizeof *theirs);
    snprintf(last, sizeof last, "rows lost 1, gained %lu\n", (unsigned long)count);
    assert_string_equal(end, last);
    *end = '\0';
    assert_int_equal(sort_lines(rows, mine, sizeof mine / sizeof *mine), count);
    for (size_t i = 0; i < count; i++) {
        assert_memory_equal(mine[i], "+ ", 2);
        if (!strstr(mine[i],
                    "\\xe")) /* characters that nobody sees: one program spells them out, the other leaves them */
            assert_string_equal(mine[i] + 2, theirs[i]);
    }
    run_result_free(&compared);
    run_result_free(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(prints_rows_lost_and_gained_and_no_others),
        SCRATCH_TEST(tells_lists_apart_by_their_items),
        SCRATCH_TEST(prints_what_a_row_rests_on),
        SCRATCH_TEST(prints_what_a_mapping_says_beside_its_rows),
        SCRATCH_TEST(tells_what_became_of_techniques),
        SCRATCH_TEST(shows_what_has_no_width),
        SCRATCH_TEST(prints_rows_as_the_tool_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
