/* SPDX-License-Identifier: MIT
 *
 * How errors are reported: duplicate keys, anchors and aliases, many errors in one run.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

static void refuses_a_key_given_twice(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  technique: a\n  technique: a\n",
               "NAME:3:3: error: key \"technique\" is given twice in one map\n");
    expect_bad(*state, "- {technique_id: T1001, filter_in: {a: b, c: d, a: e}}\n",
               "NAME:1:49: error: key \"a\" is given twice in one map\n");
    expect_bad(*state, "techniques:\n- technique_id: T1001\ntechniques:\n- technique_id: T1002\n",
               "NAME:3:1: error: key \"techniques\" is given twice in one map\n");
    expect_bad(*state,
               "relationships:\n- attack: {data_component: a, data_component: b}\n  notes: x\n  notes: y\n"
               "techniques:\n- technique_id: T1001\n",
               "NAME:4:3: error: key \"notes\" is given twice in one map\n"
               "NAME:2:31: error: key \"data_component\" is given twice in one map\n");
}

static void refuses_two_names_for_one_key(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  channel: a\n  log_channel: a\n",
               "NAME:3:3: error: key \"log_channel\" means the same as a key that this map has already\n");
}

static void refuses_an_unknown_key_given_twice(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  mine: a\n  mine: a\n",
               "NAME:3:3: error: key \"mine\" is given twice in one map\n"
               "NAME:2:3: warning: unknown key \"mine\" in a row, ignored 1 time; did you mean 'name'?\n");
    expect_bad(*state, "techniques:\n- technique_id: T1001\nzzzz: a\nzzzz: b\n",
               "NAME:4:1: error: key \"zzzz\" is given twice in one map\n"
               "NAME:3:1: warning: unknown key \"zzzz\" in a mapping, ignored 1 time\n");
}

static void refuses_keys_that_are_no_text(void **state)
{
    expect_bad(*state, "- {technique_id: T1001, [a]: b}\n", "NAME:1:25: error: found a list as a key; expected text\n");
    expect_bad(*state, "techniques:\n- technique_id: T1001\n? {a: b}\n: c\n",
               "NAME:3:3: error: found a map as a key; expected text\n");
}

static void refuses_a_merge_key(void **state)
{
    expect_bad(*state, "- &one\n  technique_id: T1001\n- <<: *one\n  technique_id: T1002\n",
               "NAME:3:3: error: found a merge key (<<), which this form does not have; write the keys out\n");
    expect_bad(*state, "<<: {}\ntechniques:\n- technique_id: T1001\n", "NAME:1:1: error: found a merge key (<<), *\n");
}

/* ---- Anchors and aliases ---------------------------------------------------------------------------------------- */

static void refuses_an_alias_without_an_anchor_before_it(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  technique: *name\n",
               "NAME:2:14: error: alias *\"name\" has no anchor before it\n");
    expect_bad(*state, "- *row\n- &row {technique_id: T1001}\n", "NAME:1:3: error: alias *\"row\" has no anchor *\n");
}

static void refuses_an_alias_within_what_it_stands_for(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  platform: &all [a, *all]\n",
               "NAME:2:22: error: alias *\"all\" has no anchor before it\n");
    expect_bad(*state, "- &row\n  technique_id: T1001\n  filter_in: {a: *row}\n",
               "NAME:3:18: error: alias *\"row\" *\n");
    expect_bad(*state, "- technique_id: T1001\n  tactic: &all [a]\n  platform: &all [*all]\n",
               "NAME:3:19: error: alias *\n");
    expect_bad(*state, "&root\n- technique_id: T1001\n- *root\n", "NAME:3:3: error: alias *\"root\" *\n");
}

/* ---- Many errors ------------------------------------------------------------------------------------------------ */

static void reports_all_errors_of_a_run_together(void **state)
{
    const char *scratch = *state;
    char one[512], other[512];
    struct run_result result;

    snprintf(one, sizeof one, "%s", write_text(scratch, "one.yaml", "- technique_id: X1\n- {}\n"));
    snprintf(other, sizeof other, "%s", write_text(scratch, "other.yaml", "- technique_id: T1\n- technique_id: [\n"));
    run(ARGUMENTS(GENERATOR, "-o", scratch, one, other), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    assert_non_null(strstr(result.err, "one.yaml:1:17: error: malformed technique id \"X1\""));
    assert_non_null(strstr(result.err, "one.yaml:2:3: error: found no technique_id"));
    assert_non_null(strstr(result.err, "other.yaml:1:17: error: malformed technique id \"T1\""));
    assert_non_null(strstr(result.err, "other.yaml:3:1: error: not YAML"));
    assert_int_equal(count_names(scratch), 2);
    run_result_free(&result);
}

static char *bad_rows(int count)
{
    char *text = calloc(1, (size_t)count * 32 + 1), *end = text;

    assert_non_null(text);
    for (int i = 0; i < count; i++)
        end += sprintf(end, "- technique_id: X%d\n", i);
    return text;
}

static size_t count_lines(const char *text, const char *what)
{
    size_t count = 0;

    for (; (text = strstr(text, what)) != NULL; text++)
        count++;
    return count;
}

/* Runs on so many bad rows in two files. Fails unless this many errors are printed, with or without a note about
 * more. */
static void expect_errors(const char *scratch, int rows, size_t printed, bool more)
{
    char *input = bad_rows(rows - 1);
    char one[512], other[512];
    struct run_result result;

    snprintf(one, sizeof one, "%s", write_text(scratch, "one.yaml", input));
    snprintf(other, sizeof other, "%s", write_text(scratch, "other.yaml", "- technique_id: Y\n"));
    run(ARGUMENTS(GENERATOR, "-o", scratch, one, other), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    assert_int_equal(count_lines(result.err, ": error: "), printed);
    assert_int_equal(count_lines(result.err, "\nattack-events-gen: more than 100 errors; the rest are not shown\n"),
                     more);
    assert_int_equal(count_lines(result.err, "\n"), printed + more);
    run_result_free(&result);
    free(input);
}

static void prints_a_hundred_errors_and_says_when_there_are_more(void **state)
{
    expect_errors(*state, 99, 99, false);
    expect_errors(*state, 100, 100, false);
    expect_errors(*state, 101, 100, true);
    expect_errors(*state, 5000, 100, true);
}

/* A bad value is not reported as missing as well. */
static void reports_one_error_for_one_value(void **state)
{
    expect_bad(*state, "- technique_id: \"T1001\\u0000\"\n",
               "NAME:1:17: error: found U+0000, which no text of a mapping can hold\n");
    expect_bad(*state, "- technique_id: T1001\n  filter_in: {\"\\0\": b}\n", "NAME:2:15: error: found U+0000, *\n");
    expect_bad(*state, "- technique_id: T1001\n  filter_in: {a: \"\\0\"}\n", "NAME:2:18: error: found U+0000, *\n");
}

static void prints_no_bytes_that_a_terminal_could_obey(void **state)
{
    expect_bad(*state, "- technique_id: \"\\e[2J\\u009b1m\\\"\\x7f\\n\"\n",
               "NAME:1:17: error: malformed technique id \"\\x1b[2J\\xc2\\x9b1m\"\\x7f\\x0a\"; *\n");
    expect_bad(
        *state, "- technique_id: \"\\u00e9\\u202e\\u2067\\u200f\"\n",
        "NAME:1:17: error: malformed technique id \"\xc3\xa9\\xe2\\x80\\xae\\xe2\\x81\\xa7\\xe2\\x80\\x8f\"; *\n");
    expect_bad(*state, "- technique_id: \"0123456789012345678901234567890123456789012345678901234567890123456789\"\n",
               "NAME:1:17: error: malformed technique id "
               "\"012345678901234567890123456789012345678901234567890123456789\"...; *\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_a_key_given_twice),
        SCRATCH_TEST(refuses_two_names_for_one_key),
        SCRATCH_TEST(refuses_an_unknown_key_given_twice),
        SCRATCH_TEST(refuses_keys_that_are_no_text),
        SCRATCH_TEST(refuses_a_merge_key),
        SCRATCH_TEST(refuses_an_alias_without_an_anchor_before_it),
        SCRATCH_TEST(refuses_an_alias_within_what_it_stands_for),
        SCRATCH_TEST(reports_all_errors_of_a_run_together),
        SCRATCH_TEST(prints_a_hundred_errors_and_says_when_there_are_more),
        SCRATCH_TEST(reports_one_error_for_one_value),
        SCRATCH_TEST(prints_no_bytes_that_a_terminal_could_obey),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
