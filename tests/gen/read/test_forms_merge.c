/* SPDX-License-Identifier: MIT
 *
 * Several files are one mapping, standard input is a file, and several mappings are one program.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static void merges_flat_files_and_drops_what_both_have(void **state)
{
    const char *one =
        write_text(*state, "one.yaml", "- {technique_id: T1002, event_id: 1}\n- {technique_id: T1001, event_id: 2}\n");
    const char *other = write_text(*state, "other.json",
                                   "[{\"technique_id\": \"T1003\", \"event_id\": 3},\n"
                                   " {\"technique_id\": \"T1001\", \"event_id\": \"2\"},\n"
                                   " {\"technique_id\": \"T1002\", \"event_id\": 0}]\n");
    struct run_result result;
    char *printed;

    run(ARGUMENTS(GENERATOR, "-o", *state, one, other), NULL, &result);
    assert_string_equal(result.err, "attack-events-gen: note: 1 exact duplicate row dropped\n");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    printed = print_mapping(*state, "attack_events_builtin");
    assert_string_equal(printed, "T1001\tevent_id=2\nT1002\tevent_id=1\nT1002\tevent_id=0\nT1003\tevent_id=3\n"
                                 "* T1001\n* T1002\n* T1003\n");
    free(printed);
}

static void merges_the_flat_form_with_the_relational_one(void **state)
{
    char *printed;

    generate_quietly(
        *state, ARGUMENTS(write_text(*state, "flat.yaml", "- {technique_id: T1001, platform: [x], event_id: 2}\n"),
                          write_text(*state, "relational.yaml",
                                     "attack_version: 18.1\nrelationships:\n- attack: {data_component: a}\n"
                                     "  security_events: [{event_id: 1, platform: x}]\n"
                                     "techniques:\n- {technique_id: T1001, platform: [x], data_components: a}\n")));
    printed = print_mapping(*state, "attack_events_builtin");
    assert_string_equal(printed, "#\tversion=18.1\nT1001\tplatform=x\tevent_id=2\n"
                                 "T1001\tplatform=x\tdata_component=a\tevent_id=1\tevent_platform=x\n"
                                 "* T1001\tcomponent=a\n");
    free(printed);
}

static void joins_relationships_of_several_files_in_their_order(void **state)
{
    static const char techniques[] = "techniques:\n- {technique_id: T1001, platform: x, data_components: [b, a]}\n";
    static const char one[] = "- {attack: {data_component: a}, security_events: [{event_id: 2, platform: x}]}\n";
    static const char other[] = "- {attack: {data_component: A}, security_events: [{event_id: 1, platform: X}]}\n"
                                "- {attack: {data_component: B}, security_events: [{event_id: 3, platform: X}]}\n";
    char *printed;

    generate_quietly(*state, ARGUMENTS(write_text(*state, "one.yaml", one), write_text(*state, "t.yaml", techniques),
                                       write_text(*state, "other.yaml", other)));
    printed = print_mapping(*state, "attack_events_builtin");
    assert_string_equal(printed, "T1001\tplatform=x\tdata_component=b\tevent_id=3\tevent_platform=X\n"
                                 "T1001\tplatform=x\tdata_component=a\tevent_id=2\tevent_platform=x\n"
                                 "T1001\tplatform=x\tdata_component=a\tevent_id=1\tevent_platform=X\n"
                                 "* T1001\tcomponent=b\tcomponent=a\n");
    free(printed);
}

static void reads_standard_input(void **state)
{
    static const char input[] = "- {technique_id: T1001, event_id: 1}\n- {technique_id: T1, event_id: 1}\n";
    struct run_options options = {.input = input, .input_size = 37};
    struct run_result result;
    char *printed;

    run(ARGUMENTS(GENERATOR, "-o", *state, "-"), &options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    printed = print_mapping(*state, "attack_events_builtin");
    assert_string_equal(printed, "T1001\tevent_id=1\n* T1001\n");
    free(printed);
    options.input_size = sizeof input - 1;
    run(ARGUMENTS(GENERATOR, "-o", *state, "-"), &options, &result);
    assert_string_equal(result.err,
                        "<stdin>:2:18: error: malformed technique id \"T1\"; expected T1234 or T1234.001\n");
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
}

static void links_two_mappings_into_one_program(void **state)
{
    struct run_result result;

    generate_quietly(*state, ARGUMENTS("--prefix", "one",
                                       write_text(*state, "one.yaml",
                                                  "- {technique_id: T1001, event_id: 1}\n"
                                                  "- {technique_id: T1002, event_id: 22}\n")));
    generate_quietly(*state, ARGUMENTS("--prefix", "other_1", "--index", "none",
                                       write_text(*state, "other.yaml",
                                                  "- {technique_id: T1001, event_id: 1}\n"
                                                  "- {technique_id: T1001, event_id: 333}\n")));
    compile_program(*state, ARGUMENTS("-DMAPPING=one", "-DMAPPING_HEADER=\"one.h\"", "-DSECOND_MAPPING=other_1",
                                      "-include", path_in(*state, "other_1.h"), path_in(*state, "one.c"),
                                      path_in(*state, "other_1.c"), TEST_FIXTURES "/print_rows.c"));
    run(ARGUMENTS(path_in(*state, "program")), NULL, &result);
    assert_string_equal(result.out, "T1001\tevent_id=1\nT1002\tevent_id=22\n* T1001\n* T1002\n----\n"
                                    "T1001\tevent_id=1\nT1001\tevent_id=333\n* T1001\n");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(merges_flat_files_and_drops_what_both_have),
        SCRATCH_TEST(merges_the_flat_form_with_the_relational_one),
        SCRATCH_TEST(joins_relationships_of_several_files_in_their_order),
        SCRATCH_TEST(reads_standard_input),
        SCRATCH_TEST(links_two_mappings_into_one_program),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
