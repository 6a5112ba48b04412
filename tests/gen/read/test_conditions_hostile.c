/* SPDX-License-Identifier: MIT
 *
 * Hostile conditions: each would take very long or very much memory without a limit. It is refused within seconds, with
 * the limit.
 */
#include "hostile.h"

#define EVENT "      - {platform: windows, event_id: 1, "

static void limits_values(void **state)
{
    struct input input;

    put(begin(&input), EVENT "filter_in: {a: [", 1);
    put(&input, "b,", 10001);
    put(&input, "]}}\n", 1);
    expect_limit(*state, &input, "NAME:5:*: error: too many values of one field; the limit is 10000\n");
}

static void limits_tests(void **state)
{
    struct input input;

    put(begin(&input), EVENT "filter_in: [", 1);
    put(&input, "{a|contains: b},", 1001);
    put(&input, "]}\n", 1);
    expect_limit(*state, &input, "NAME:5:9: error: a condition has too many tests; the limit is 1000\n");
}

/* Begins an event with one condition: so many fields, each with the same 10,000 values. */
static void put_large_condition(struct input *input, int fields)
{
    put(begin(input), EVENT "techniques: [T1001], filter_in: [{f0|contains: &v [", 1);
    for (int i = 0; i < 10000; i++)
        fprintf(input->file, "value %d,", i);
    put(input, "]}", 1);
    for (int i = 1; i < fields; i++)
        fprintf(input->file, ", {f%d|contains: *v}", i);
    put(input, "]", 1);
}

/* Fails unless tables are written of events of this input, in time. */
static void expect_tables(const char *scratch, struct input *input)
{
    struct run_options options = {.seconds = SECONDS};
    struct run_result result;
    const char *path;

    fclose(input->file);
    path = write_conditions(scratch, "", input->text);
    free(input->text);
    run(ARGUMENTS(GENERATOR, "-q", "-o", scratch, path), &options, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_true(most_memory_of_programs() < MEMORY_KIB);
    run_result_free(&result);
}

/* An expression may stand for more positions than there is memory for, and nothing may be tried to find that out. */
static void limits_regular_expressions(void **state)
{
    static const struct {
        const char *before, *within, *behind, *message;
    } cases[] = {
        {"", "(", "a", "NAME:5:*: error: groups are nested too deep; the limit is 32\n"},
        {"a", "a", "", "NAME:5:*: error: a regular expression has too many bytes; the limit is 4096\n"},
        {"", "[ab]", "", "NAME:5:*: error: found a regular expression of 1000 positions; the limit is 255\n"},
        {"(", "|", "){65535}b", NULL},
        {"(", "()", "){65535}b{65535}",
         "NAME:5:*: error: found a regular expression of 65535 positions; the limit is 255\n"},
        {"[", "\xc3\xa4", "]", "NAME:5:*: error: too many characters beyond ASCII in a class\n"},
    };
    struct input input;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put(begin(&input), EVENT "techniques: [T1001], filter_in: {a|re: '", 1);
        put(&input, cases[i].before, 1);
        put(&input, cases[i].within, i == 1 ? 4096 : 1000);
        put(&input, cases[i].behind, 1);
        put(&input, "'}}\n", 1);
        if (cases[i].message)
            expect_limit(*state, &input, cases[i].message);
        else
            expect_tables(*state, &input);
    }
}

static void limits_positions_of_all_expressions(void **state)
{
    struct input input;

    begin(&input);
    for (int i = 0; i < 4000; i++)
        fprintf(input.file, EVENT "filter_in: {a|re: '(a{%d}b?){%d}(c*d+)*'}}\n", 1 + i % 60, 2 + i % 3);
    put(&input, EVENT "filter_in: {a|re: ['(a?b?){120}'", 1);
    put(&input, ", '(a?b?){120}'", 5000);
    put(&input, "]}}\n", 1);
    expect_limit(
        *state, &input,
        "NAME:4005:*: error: regular expressions have too many positions, all together; the limit is 1000000\n");
}

/* The largest condition fits into the tables, which a runtime accepts up to ATTACK_CONDITION_BYTES. */
static void limits_values_of_all_tests(void **state)
{
    struct input input;

    put_large_condition(&input, 10);
    put(&input, "}\n", 1);
    expect_tables(*state, &input);
    put_large_condition(&input, 10);
    put(&input, ", detection: {x: {a: b}, condition: x}}\n", 1);
    expect_limit(*state, &input, "NAME:5:9: error: a condition has too many values; the limit is 100000\n");
}

/* Each has an id and a field of its own: many groups, and many fields. */
static void packs_many_conditions(void **state)
{
    struct input input;

    begin(&input);
    for (int i = 0; i < 30000; i++)
        fprintf(input.file,
                "      - {platform: windows, event_id: %d, techniques: [T1001], filter_in: {f%d|contains: value}}\n", i,
                i);
    expect_tables(*state, &input);
}

static void limits_conditions(void **state)
{
    struct input input;

    begin(&input);
    for (int i = 0; i <= 65535; i++)
        fprintf(input.file, EVENT "filter_in: {a|contains: %d}}\n", i);
    expect_limit(*state, &input, "NAME:65540:9: error: too many different conditions; the limit is 65535\n");
}

static void limits_selections_that_are_named_again_and_again(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: {", 1);
    for (int i = 0; i < 200; i++)
        fprintf(input.file, "x%d: {a: b%d}, ", i, i);
    put(&input, "condition: 1 of x*", 1);
    put(&input, " or 1 of x*", 300);
    put(&input, "}}\n", 1);
    expect_limit(*state, &input, "NAME:5:9: error: a condition has too many tests; the limit is 1000\n");
}

/* Each pattern is compared with each name. */
static void limits_patterns_of_names(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: &d {", 1);
    for (int i = 0; i < 200; i++)
        fprintf(input.file, "%0*d%d: {a: b}, ", 100, 0, i);
    put(&input, "condition: ", 1);
    put(&input, "1 of 0*0*0*0*99 or ", 200);
    put(&input, "1 of *99}}\n", 1);
    put(&input, EVENT "detection: *d}\n", 600);
    expect_limit(*state, &input, "NAME:5:*: " TOO_MUCH);
}

static void limits_parentheses(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: {x: {a: b}, condition: ", 1);
    put(&input, "(", 2000);
    put(&input, "x}}\n", 1);
    expect_limit(*state, &input, "NAME:5:108: error: parentheses are nested too deep; the limit is 32\n");
}

static void limits_the_depth_of_a_condition(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: {x: {a: b}, y: {c: d}, z: {e: f}, condition: ", 1);
    put(&input, "x and (y or ", 4);
    put(&input, "z and x", 1);
    put(&input, ")", 4);
    put(&input, "}}\n", 1);
    expect_limit(*state, &input,
                 "NAME:5:9: error: a condition is too deep: too many ands and ors within one another; the "
                 "limit is 8\n");
}

static void limits_the_length_of_a_condition(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: {x: {a: b}, condition: ", 1);
    put(&input, "not ", 1100);
    put(&input, "x}}\n", 1);
    expect_limit(*state, &input, "NAME:5:76: error: a condition has 4401 bytes; the limit is 4096\n");
}

static void limits_variants(void **state)
{
    struct input input;

    put(begin(&input), EVENT "filter_in: {a|windash|contains: '", 1);
    put(&input, " -x", 1000);
    put(&input, "'}}\n", 1);
    expect_limit(*state, &input,
                 "NAME:5:74: error: too many dashes for windash: more than 10000 variants of one value\n");
}

/* One message tells of a limit, however many values are left and however many carriers the class has. */
static void reports_a_limit_once(void **state)
{
    struct input input;

    put(begin(&input), EVENT "filter_in: {a|windash|contains: [", 1);
    put(&input, "-a -b -c -d -e,", 200);
    put(&input, "]}}\n", 1);
    expect_limit(*state, &input, "NAME:5:120: error: too many values of one field; the limit is 10000\n");
    put(begin(&input), "      - {class: process_creation, platform: windows, filter_in: [", 1);
    put(&input, "{CommandLine|contains: b},", 1001);
    put(&input, "]}\n", 1);
    expect_limit(*state, &input, "NAME:5:9: error: a condition has too many tests; the limit is 1000\n");
}

static void limits_bytes_of_variants(void **state)
{
    struct input input;

    put(begin(&input), EVENT "filter_in: {a|windash|contains: '", 1);
    put(&input, " -x", 5);
    put(&input, "y", 60000);
    put(&input, "'}}\n", 1);
    expect_limit(*state, &input,
                 "NAME:5:74: error: too many bytes in the texts that windash, base64 and wide make; the "
                 "limit is 16777216\n");
}

static void limits_names_of_selections(void **state)
{
    struct input input;

    put(begin(&input), EVENT "detection: {", 1);
    put(&input, "x", 129);
    put(&input, ": {a: b}, y: {a: b}, condition: y}}\n", 1);
    expect_limit(*state, &input, "NAME:5:54: error: the name of a selection has 129 bytes; the limit is 128\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(limits_values),
        SCRATCH_TEST(limits_tests),
        SCRATCH_TEST(limits_regular_expressions),
        SCRATCH_TEST(limits_positions_of_all_expressions),
        SCRATCH_TEST(limits_values_of_all_tests),
        SCRATCH_TEST(packs_many_conditions),
        SCRATCH_TEST(limits_conditions),
        SCRATCH_TEST(limits_selections_that_are_named_again_and_again),
        SCRATCH_TEST(limits_patterns_of_names),
        SCRATCH_TEST(limits_parentheses),
        SCRATCH_TEST(limits_the_depth_of_a_condition),
        SCRATCH_TEST(limits_the_length_of_a_condition),
        SCRATCH_TEST(limits_variants),
        SCRATCH_TEST(limits_bytes_of_variants),
        SCRATCH_TEST(reports_a_limit_once),
        SCRATCH_TEST(limits_names_of_selections),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
