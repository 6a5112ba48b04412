/* SPDX-License-Identifier: MIT
 *
 * Rows of events with conditions: when two are equal, what --against says of them, what a subset keeps.
 */
#include "conditions.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define EVENT "      - {event_id: 1, platform: windows, techniques: [T1001], "

/* Writes a mapping of these events under a name. */
static const char *write_named(const char *scratch, const char *name, const char *events)
{
    char *text = read_file(write_conditions(scratch, "", events), NULL);
    const char *path = write_text(scratch, name, text);

    free(text);
    return path;
}

/* Fails unless --against prints these lines of two mappings. */
static void expect_difference(const char *scratch, const char *old, const char *new, const char *expected)
{
    const char *old_path = write_named(scratch, "old.yaml", old), *new_path = write_named(scratch, "new.yaml", new);
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", new_path, "--against", old_path), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    expect_lines(result.out, expected, new_path);
    run_result_free(&result);
}

static void compares_conditions_by_what_they_say(void **state)
{
    static const char nothing[] = "rows lost 0, gained 0\n";

    expect_difference(*state, EVENT "filter_in: {a|contains: b}}\n" EVENT "filter_in: {c: [d, e]}}\n",
                      EVENT "filter_in: {c: [d, e]}}\n" EVENT "detection: {s: {a: '*b*'}, condition: s}}\n", nothing);
    expect_difference(*state, EVENT "detection: {s: {a: [b, c]}, t: {d: [e, f]}, condition: not (s or t)}}\n",
                      EVENT "detection: {s: {a: [b, c]}, t: {d: [e, f]}, condition: not s and not t}}\n", nothing);
    expect_difference(*state, EVENT "detection: {s: {a: [b, c]}, t: {d: [e, f]}, condition: s and (t or (s and t))}}\n",
                      EVENT "detection: {s: {a: [b, c]}, t: {d: [e, f]}, condition: s and (t or s and t) and s}}\n",
                      nothing);
}

static void shows_what_changed_in_a_condition(void **state)
{
    expect_difference(*state, EVENT "filter_in: {a|contains: ['b,c', 'd']}}\n",
                      EVENT "filter_in: {a|contains: [b, c, d]}}\n",
                      "- T1001\tfalse\t\t\twindows,linux\t\tc\t\tr\t\t\t\t1\t\twindows\t\t\t\t\ta|contains ('b,c' or "
                      "'d')\tcondition\n"
                      "+ T1001\tfalse\t\t\twindows,linux\t\tc\t\tr\t\t\t\t1\t\twindows\t\t\t\t\ta|contains ('b' or 'c' "
                      "or 'd')\tcondition\n"
                      "rows lost 1, gained 1\n");
}

static void tells_operators_and_flags_apart(void **state)
{
    static const char *const filters[] = {"{a: [b]}",
                                          "{a|cased: [b]}",
                                          "{a|startswith: b}",
                                          "{a|endswith: b}",
                                          "{a|contains: b}",
                                          "{a: ['?b']}",
                                          "{a|exists: true}",
                                          "{a|exists: false}",
                                          "{a: null}",
                                          "{a|fieldref: b}",
                                          "{a|gt: 1}",
                                          "{a|gte: 1}",
                                          "{a|lt: 1}",
                                          "{a|lte: 1}",
                                          "{a|cidr: 1.0.0.0/8}",
                                          "{a|contains: B}",
                                          "{a|contains|all: [b, c]}",
                                          "{a|contains: [b, c]}"};
    enum { FILTERS = sizeof filters / sizeof *filters };
    char *events;
    size_t size;
    FILE *file = open_memstream(&events, &size);
    struct run_result result;
    unsigned rows = 0;

    assert_non_null(file);
    for (size_t i = 0; i < FILTERS; i++)
        fprintf(file, EVENT "filter_in: %s}\n", filters[i]);
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", write_named(*state, "new.yaml", events), "--against",
                  write_text(*state, "old.yaml", "- technique_id: T1002\n")),
        NULL, &result);
    for (const char *at = result.out; (at = strstr(at, "\tcondition\n")); at++)
        rows++;
    assert_int_equal(rows, FILTERS);
    assert_string_equal(result.err, "");
    run_result_free(&result);
    free(events);
}

static void drops_an_equal_condition(void **state)
{
    const char *path =
        write_named(*state, "new.yaml", EVENT "filter_in: {a|contains: b}}\n" EVENT "filter_in: {a: ['*b*']}}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path), NULL, &result);
    assert_string_equal(result.err, "attack-events-gen: note: 1 exact duplicate row dropped\n");
    run_result_free(&result);
}

static void keeps_conditions_in_a_subset(void **state)
{
    const char *path =
        write_named(*state, "new.yaml",
                    EVENT "filter_in: {a|contains: b}}\n"
                          "      - {event_id: 2, platform: linux, filter_in: {a|contains: c}, techniques: [T1001]}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path, "--platform", "linux", "--against",
                  write_text(*state, "old.yaml", "- {technique_id: T1002, event_id: 1, event_platform: linux}\n")),
        NULL, &result);
    assert_non_null(strstr(result.out, "\ta|contains 'c'\tcondition\n"));
    assert_null(strstr(result.out, "a|contains 'b'"));
    run_result_free(&result);
}

/* They are not candidates of an event that have to be copied. */
static void needs_no_room_for_conditions(void **state)
{
    char *events;
    size_t size;
    FILE *file = open_memstream(&events, &size);
    struct run_result result;

    assert_non_null(file);
    for (int i = 0; i < 1001; i++)
        fprintf(file, EVENT "filter_in: {a|contains: b%d}}\n", i);
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", write_named(*state, "new.yaml", events)), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(compares_conditions_by_what_they_say), SCRATCH_TEST(shows_what_changed_in_a_condition),
        SCRATCH_TEST(tells_operators_and_flags_apart),      SCRATCH_TEST(drops_an_equal_condition),
        SCRATCH_TEST(keeps_conditions_in_a_subset),         SCRATCH_TEST(needs_no_room_for_conditions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
