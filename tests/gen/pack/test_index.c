/* SPDX-License-Identifier: MIT
 *
 * Perfect hash or binary search, 16 or 32 bits: every mapping gives back the same rows and finds every key.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Mappings for which gperf finds functions of different forms: no function, only the length, no length. */
static const char *const small[] = {
    "- {technique_id: T1001}\n",
    "- {technique_id: T1001.001, event_id: 4688}\n",
    "- {technique_id: T1001, event_id: 1}\n- {technique_id: T1001.001, event_id: 4688}\n",
    "- {technique_id: T1001, event_id: 4624}\n- {technique_id: T1002, event_id: 4688}\n",
    "- {technique_id: T1001, event_id: 1}\n- {technique_id: T1002, event_id: 2}\n- {technique_id: T1003, event_id: "
    "3}\n",
    "- {technique_id: T1001, event_id: ab}\n- {technique_id: T1002, event_id: ba}\n- {technique_id: T1010, event_id: "
    "b}\n",
};

static void finds_every_key_of_the_smallest_mappings(void **state)
{
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        const char *path = write_text(*state, "input.yaml", small[i]);
        char *hashed, *searched;

        generate_quietly(*state, ARGUMENTS(path));
        hashed = print_mapping(*state, "attack_events_builtin");
        generate_quietly(*state, ARGUMENTS("--index", "none", path));
        searched = print_mapping(*state, "attack_events_builtin");
        assert_null(strstr(hashed, "! "));
        assert_string_equal(hashed, searched);
        free(hashed);
        free(searched);
    }
}

static void says_in_the_banner_which_index_a_mapping_has(void **state)
{
    char *source;

    generate_quietly(*state, ARGUMENTS("--index", "none", write_sound_mapping(*state)));
    source = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    assert_non_null(strstr(source, "\n * Perfect hashes: none\n"));
    assert_null(strstr(source, "_hash_slots"));
    free(source);
    generate_quietly(*state, ARGUMENTS(write_sound_mapping(*state)));
    source = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    assert_non_null(strstr(source, "\n * Perfect hashes: gperf "));
    assert_non_null(strstr(source, "event_hash_slots"));
    free(source);
}

/* gperf uses only the first 255 bytes and the last one; these keys differ elsewhere. */
static void hashes_or_searches_ids_that_gperf_cannot_tell_apart(void **state)
{
    char *text = NULL, *printed;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (int i = 0; i < 3; i++)
        fprintf(file, "- {technique_id: T100%d, event_id: %0280d%d%020d}\n", i, 0, i, 0);
    fclose(file);
    generate_quietly(*state, ARGUMENTS(write_bytes(*state, "input.yaml", text, size)));
    printed = print_mapping(*state, "attack_events_builtin");
    assert_null(strstr(printed, "! "));
    free(printed);
    free(text);
}

/* A mapping with so many events, whose strings take more than 64 KiB, and what a program must print for it. */
static void make_large_mapping(int events, char **input, char **expected)
{
    size_t input_size, expected_size;
    FILE *in = open_memstream(input, &input_size), *out = open_memstream(expected, &expected_size);

    assert_true(in && out);
    for (int i = 0; i < events; i++) {
        fprintf(
            in,
            "- {technique_id: T%d, event_id: E%d, event_name: 'event %d, which has a long name of its own', channel: "
            "Security}\n",
            1000 + i / 10, i, i);
        fprintf(out, "T%d\tevent_id=E%d\tevent_name=event %d, which has a long name of its own\tchannel=Security\n",
                1000 + i / 10, i, i);
    }
    for (int i = 0; i < events; i += 10)
        fprintf(out, "* T%d\n", 1000 + i / 10);
    fclose(in);
    fclose(out);
}

static void expect_large_mapping(const char *scratch, int events, const char *message)
{
    char *input, *expected, *printed, *source;
    struct run_result result;

    make_large_mapping(events, &input, &expected);
    run(ARGUMENTS(GENERATOR, "-o", scratch, write_text(scratch, "input.yaml", input)), NULL, &result);
    assert_string_equal(result.err, message);
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    source = read_file(path_in(scratch, "attack_events_builtin.c"), NULL);
    assert_non_null(strstr(source, "static const uint32_t events[]"));
    assert_int_equal(strstr(source, "event_hash_slots") != NULL, *message == '\0');
    assert_non_null(strstr(source, "technique_hash_slots"));
    printed = print_mapping(scratch, "attack_events_builtin");
    assert_string_equal(printed, expected);
    free(source);
    free(printed);
    free(expected);
    free(input);
}

static void gives_back_every_row_of_a_mapping_that_needs_32_bits(void **state)
{
    expect_large_mapping(*state, 1600, "");
}

static void searches_event_ids_that_are_too_many_for_gperf(void **state)
{
    expect_large_mapping(
        *state, 3000,
        "attack-events-gen: note: 3000 event ids are too many for gperf (2000); they are found by binary "
        "search\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(finds_every_key_of_the_smallest_mappings),
        SCRATCH_TEST(says_in_the_banner_which_index_a_mapping_has),
        SCRATCH_TEST(hashes_or_searches_ids_that_gperf_cannot_tell_apart),
        SCRATCH_TEST(gives_back_every_row_of_a_mapping_that_needs_32_bits),
        SCRATCH_TEST(searches_event_ids_that_are_too_many_for_gperf),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
