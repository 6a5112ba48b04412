/* SPDX-License-Identifier: MIT
 *
 * Edge cases of packing: techniques that are listed twice, one event of several techniques, rows that name a technique
 * differently.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_message(const char *scratch, const char *input, const char *message, int status)
{
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", "--index", "none", write_text(scratch, "input.yaml", input)), NULL, &result);
    if (result.exit_code != status || !strstr(result.err, message))
        fail_msg("%d: %s", result.exit_code, result.err);
    run_result_free(&result);
}

static void warns_of_a_technique_that_is_listed_twice(void **state)
{
    expect_message(
        *state,
        "techniques:\n- {technique_id: T1001, platform: x, data_components: a}\n- {technique_id: T1001}\n"
        "relationships:\n- {name: One, attack: {data_component: a}, security_events: [{event_id: 1, platform: x}]}\n",
        "input.yaml:3:3: warning: T1001 is listed twice, first at ", 0);
}

static void takes_one_successor_for_a_technique(void **state)
{
    expect_message(*state,
                   "techniques:\n- {technique_id: T1001, revoked_by: T1002}\n"
                   "- {technique_id: T1001, revoked_by: T1003}\n- technique_id: T1002\n- technique_id: T1003\n",
                   "T1001 is revoked by T1003 here and by T1002 at ", 1);
    expect_message(*state,
                   "techniques:\n- {technique_id: T1001, revoked_by: T1002}\n"
                   "- {technique_id: T1001, revoked_by: T1002}\n- technique_id: T1002\n",
                   "T1001 is listed twice", 0);
}

static void expect_success(const char *const arguments[], const struct run_options *options)
{
    struct run_result result;

    run(arguments, options, &result);
    if (result.exit_code != 0)
        fail_msg("%d: %s%s", result.exit_code, result.out, result.err);
    run_result_free(&result);
}

/* The generator verifies what it packed before it writes. */
static void expect_mapping(const char *scratch, const char *option, const char *value, const char *input)
{
    expect_success(
        ARGUMENTS(GENERATOR, "--index", "none", option, value, "-o", scratch, write_text(scratch, "input.yaml", input)),
        NULL);
}

/* Offsets that do not fit 16 bits. */
static void takes_texts_of_more_than_64_kib(void **state)
{
    enum { TECHNIQUES = 1000, ENTRY = 130 };
    char *input = malloc(TECHNIQUES * ENTRY);
    size_t length = 0;

    assert_non_null(input);
    for (int i = 0; i < TECHNIQUES; i++)
        length += (size_t)snprintf(input + length, ENTRY, "- {technique_id: T%d, technique: \"%080d\"}\n", 1000 + i, i);
    assert_in_range(length, UINT16_MAX + 1, TECHNIQUES * ENTRY);
    expect_mapping(*state, "--prefix", "wide", input);
    free(input);
}

/* No row, no event, no name; and a subset, whose techniques are those of its rows. */
static void takes_little(void **state)
{
    expect_mapping(*state, "--prefix", "one", "- {technique_id: T1001}\n");
    expect_mapping(*state, "--platform", "windows",
                   "techniques:\n- {technique_id: T1001, platform: windows, data_components: a}\n"
                   "- {technique_id: T1002, platform: linux, data_components: a}\n"
                   "relationships:\n- {name: One, attack: {data_component: a}, security_events: [{event_id: 1, "
                   "platform: windows}]}\n");
}

/* Names of one technique that occur nowhere else, so that each text is added because of it. */
static void takes_several_names_of_a_technique(void **state)
{
    static const char two_providers[] =
        "- {technique_id: T1001, technique: One, tactic: [x], event_id: 1, event_name: a, log_source: A}\n"
        "- {technique_id: T1001, technique: Two, tactic: [y], event_id: 2, event_name: b, log_source: B}\n";

    expect_mapping(*state, "--provider", "A", two_providers);
    expect_mapping(*state, "--provider", "B",
                   two_providers); /* no remaining row has the technique's own name and tactic */
    expect_mapping(*state, "--prefix", "names",
                   "- {technique_id: T1001, technique: One, data_source: a, data_component: b, event_id: 1}\n"
                   "- {technique_id: T1001, technique: Two, data_source: a, data_component: b, event_id: 2}\n"
                   "- {technique_id: T1001, technique: Three, data_source: a, data_component: b, event_id: 3}\n"
                   "- {technique_id: T1001, technique: Four, data_source: a, data_component: b, event_id: 4}\n");
}

/* A technique without a row, and the first event, each with texts that occur nowhere else. */
static void takes_texts_that_one_part_alone_has(void **state)
{
    expect_mapping(
        *state, "--prefix", "alone",
        "techniques:\n- {technique_id: T1001, platform: x, data_components: a}\n"
        "- {technique_id: T1002, tactic: apart, platform: elsewhere}\n"
        "relationships:\n- {name: One, attack: {data_component: a}, security_events: [{event_id: 1, platform: "
        "x, filter_in: [{field: value}]}, {event_id: 2, platform: x}]}\n");
}

/* C libraries differ in how qsort() orders equal items; the generator must not depend on it. */
static void packs_the_same_whatever_sorts(void **state)
{
#if defined(UNSTABLE_QSORT)
    static const char *const inputs[] = {TEST_FIXTURES "/irregular_rows.yaml",
                                         TEST_FIXTURES "/irregular_relations.yaml"};

    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        const struct run_options unstable = {.environment = ARGUMENTS("LD_PRELOAD=" UNSTABLE_QSORT)};
        char directories[2][512];

        for (int preloaded = 0; preloaded < 2; preloaded++) {
            snprintf(directories[preloaded], sizeof *directories, "%s",
                     make_directory(*state, preloaded ? "unstable" : "stable"));
            expect_success(ARGUMENTS(GENERATOR, "-q", "--index", "none", "-o", directories[preloaded], inputs[i]),
                           preloaded ? &unstable : NULL);
        }
        expect_success(ARGUMENTS("diff", "-r", directories[0], directories[1]), NULL);
    }
#else
    (void)state;
    skip();
#endif
}

static void takes_no_output_name_for_one_file_that_is_not_a_c_file(void **state)
{
    static const char *const names[] = {"a.h", ".c", "a/b*.c", "mapping"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *input = write_text(*state, "input.yaml", "- {technique_id: T1001}\n");
        struct run_result result;

        run(ARGUMENTS(GENERATOR, "--amalgamate", "-o", names[i], input), NULL, &result);
        assert_int_equal(result.exit_code, 2);
        assert_non_null(strstr(result.err, "--amalgamate needs -o NAME.c, of letters, digits and '._-+ '"));
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(warns_of_a_technique_that_is_listed_twice),
        SCRATCH_TEST(takes_one_successor_for_a_technique),
        SCRATCH_TEST(takes_texts_of_more_than_64_kib),
        SCRATCH_TEST(takes_little),
        SCRATCH_TEST(takes_several_names_of_a_technique),
        SCRATCH_TEST(takes_texts_that_one_part_alone_has),
        SCRATCH_TEST(packs_the_same_whatever_sorts),
        SCRATCH_TEST(takes_no_output_name_for_one_file_that_is_not_a_c_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
