/* SPDX-License-Identifier: MIT
 *
 * A gperf that fails or prints something wrong: a note and binary search, or an error with --index gperf, but never a
 * wrong table. A missing gperf is an error. Shell scripts that come first in PATH stand in for gperf.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *run_path(const char *scratch, const char *rest)
{
    static char path[1024];
    const char *stand_ins = make_directory(scratch, "stand-ins");

    snprintf(path, sizeof path, "PATH=%s%s%s", stand_ins, *rest ? ":" : "", rest);
    return path;
}

/* Fails unless the sound mapping has hashes, except for keys of which a note with this reason says that they are
 * found by binary search; there must be some. gperf itself prints `words` each time. */
static void expect_search(const char *scratch, const struct run_options *options, const char *words, const char *reason)
{
    static const char *const ids[][2] = {{"technique", "technique_hash_slots["}, {"event", "event_hash_slots["}};
    size_t length = 0;
    struct run_result result;
    char *source;

    run(ARGUMENTS(GENERATOR, "-o", scratch, write_sound_mapping(scratch)), options, &result);
    assert_int_equal(result.exit_code, GOOD);
    source = read_file(path_in(scratch, "attack_events_builtin.c"), NULL);
    for (size_t i = 0; i < 2; i++) {
        char note[512];
        bool is_searched = strstr(source, ids[i][1]) == NULL;
        int size = snprintf(note, sizeof note, "%sattack-events-gen: note: %s; %s ids are found by binary search\n",
                            words, reason, ids[i][0]);

        assert_int_equal(strstr(result.err, note) != NULL, is_searched);
        length += is_searched ? (size_t)size : 0;
    }
    assert_true(length > 0);
    assert_int_equal(strlen(result.err), length);
    free(source);
    run_result_free(&result);
}

/* Fails unless the generator finds no hash, for this reason, when this script stands in for gperf. */
static void expect_no_hash_with(const char *scratch, const char *script, const char *words, const char *reason)
{
    const char *environment[] = {run_path(scratch, "/usr/bin:/bin"), NULL};
    struct run_options options = {.environment = environment};
    char message[512];

    write_program(scratch, "stand-ins/gperf", script);
    snprintf(message, sizeof message, "%sattack-events-gen: error: %s\n", words, reason);
    expect_refusal_of(scratch, ARGUMENTS("--index", "gperf", write_sound_mapping(scratch)), &options, ENVIRONMENT,
                      message, NULL);
    expect_search(scratch, &options, words, reason);
}

static void says_that_gperf_is_missing_and_what_to_do(void **state)
{
    static const char message[] = "attack-events-gen: error: cannot run gperf: *; install it, or use --index none\n";
    const char *environment[] = {run_path(*state, ""), NULL};
    struct run_options options = {.environment = environment};

    expect_refusal_of(*state, ARGUMENTS(write_sound_mapping(*state)), &options, ENVIRONMENT, message, NULL);
    expect_refusal_of(*state, ARGUMENTS("--index", "gperf", write_sound_mapping(*state)), &options, ENVIRONMENT,
                      message, NULL);
}

static void needs_no_gperf_for_no_index_nor_for_a_check(void **state)
{
    const char *environment[] = {run_path(*state, ""), NULL};
    struct run_options options = {.environment = environment};
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", write_sound_mapping(*state)), &options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    run(ARGUMENTS(GENERATOR, "--index", "none", "-o", *state, write_sound_mapping(*state)), &options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    free(read_file(path_in(*state, "attack_events_builtin.c"), NULL));
}

/* So that it ends when nobody waits for it any more. */
static void limits_gperfs_time_on_the_processor(void **state)
{
    expect_no_hash_with(*state, "#!/bin/sh\n[ \"$(ulimit -t)\" -le 60 ] && exit 99\nexit 98\n", "",
                        "gperf failed with exit code 99");
}

static void reports_how_gperf_failed(void **state)
{
    expect_no_hash_with(*state, "#!/bin/sh\nexit 1\n", "", "gperf failed with exit code 1");
    expect_no_hash_with(*state, "#!/bin/sh\necho 'out of memory' >&2; exit 3\n", "out of memory\n",
                        "gperf failed with exit code 3");
    expect_no_hash_with(*state, "#!/bin/sh\nkill -9 $$\n", "", "gperf was killed by signal 9");
}

/* Like a program that starts children without waiting for them; dash has no such trap. */
static void runs_gperf_where_the_end_of_children_is_ignored(void **state)
{
    struct run_result result;

    run(ARGUMENTS("bash", "-c", "trap '' CHLD; exec \"$@\"", "bash", GENERATOR, "-q", "-o", *state,
                  write_sound_mapping(*state)),
        NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

static void reports_a_gperf_that_fails_after_sound_output(void **state)
{
    expect_no_hash_with(*state, "#!/bin/sh\nPATH=/usr/bin:/bin gperf \"$@\"\nexit 1\n", "",
                        "gperf failed with exit code 1");
}

#define NO_HASH "gperf's output is not the hash function that was expected; is this gperf 3?"

static void refuses_output_that_is_no_hash_function(void **state)
{
    static const char *const outputs[] = {
        "",
        "nonsense",
        "static unsigned char asso_values[] = { 1, 2, 3 };",
        "static unsigned char asso_values[] = { 99999999999999999999999",
        "static unsigned char asso_values[] = { x",
    };

    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        char script[200];

        snprintf(script, sizeof script, "#!/bin/sh\necho '%s'\n", outputs[i]);
        expect_no_hash_with(*state, script, "", NO_HASH);
    }
}

/* The real gperf's output with other weights or positions: valid C, but not a perfect hash. */
static void refuses_a_hash_in_which_keys_collide(void **state)
{
    static const char *const edits[] = {
        "/asso_values\\[\\]/,/};/s/[0-9][0-9]*,/0,/g; /asso_values\\[\\]/,/};/s/[0-9][0-9]*$/0/",
        "s/asso_values\\[(unsigned char)str\\[[0-9]*\\]/asso_values[(unsigned char)str[200]/",
    };

    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        char script[300];

        snprintf(script, sizeof script, "#!/bin/sh\nPATH=/usr/bin:/bin\ngperf \"$@\" | sed '%s'\n", edits[i]);
        expect_no_hash_with(*state, script, "", NO_HASH);
    }
}

/* A gperf that prints, for any keys, this many weights, all 0 except that of '3', which is 1, and that of '8'; then
 * the sum of the weights of str[2], str[4] and, `step_count` times, of `step`. That is a perfect hash function for the
 * technique ids and event ids of the sound mapping. */
static void write_stand_in(const char *scratch, int weight_count, char byte, int weight, const char *step,
                           int step_count)
{
    char *script = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&script, &size);

    assert_non_null(file);
    fputs("#!/bin/sh\n/bin/cat <<'END'\nstatic unsigned short asso_values[] = {", file);
    for (int i = 0; i < weight_count; i++)
        fprintf(file, " %d,", i == byte ? weight : i == '3' || i == '8');
    fputs("};\nreturn len + asso_values[(unsigned char)str[2]] + asso_values[(unsigned char)str[4]]", file);
    for (int i = 0; i < step_count; i++)
        fprintf(file, " + asso_values[(unsigned char)%s]", step);
    fputs(";\nEND\n", file);
    fclose(file);
    write_program(scratch, "stand-ins/gperf", script);
    free(script);
}

static void expect_technique_hash(const char *scratch)
{
    char *source = read_file(path_in(scratch, "attack_events_builtin.c"), NULL);

    assert_non_null(strstr(source, "technique_hash_slots["));
    free(source);
}

/* The largest hash function that fits the tables is kept; one that is larger by one is not. */
static void takes_as_large_a_hash_as_there_is_room_for(void **state)
{
    static const struct {
        int weight_count;
        char byte;
        int weight;
        const char *step;
        int step_count;
        enum { REFUSED, LEFT_OUT, KEPT } outcome;
    } cases[] = {
        {255, '8', 1, "", 0, REFUSED}, /* a byte has no weight */
        {256, '8', 1, "", 0, KEPT},
        {512, '8', 1, "", 0, KEPT}, /* a byte and an increment */
        {513, '8', 1, "", 0, REFUSED},
        {600, '8', 1, "", 0, REFUSED},
        {256, '8', 65531, "", 0, KEPT}, /* 4688's hash is 65,535 */
        {256, '8', 65532, "", 0, REFUSED},
        {256, '8', 65536, "", 0, REFUSED},
        {256, 'x', 65535, "", 0, KEPT}, /* a byte of no key */
        {256, 'x', 65536, "", 0, REFUSED},
        {256, '8', 1, "str[254]", 1, KEPT}, /* behind the end of every key */
        {256, '8', 1, "str[255]", 1, REFUSED},
        {256, '8', 1, "str[256]", 1, REFUSED},
        {256, '8', 1, "str[len - 1]", 1, KEPT},
        {256, '8', 1, "str[len - 1]+1", 1, KEPT},
        {256, '8', 1, "str[len - 2]", 1, REFUSED},
        {256, '8', 1, "str[len - 10]", 1, REFUSED},
        {256, '8', 1, "str[x]", 1, REFUSED},
        {256, '8', 1, "str[254;", 1, REFUSED},
        {256, '8', 1, "str[254]+255", 1, KEPT},
        {256, '8', 1, "str[254]+256", 1, REFUSED},
        {256, '8', 1, "str[254]+1;", 1, REFUSED},
        {256, '8', 1, "str[254]", 254, KEPT}, /* with the two others */
        {256, '8', 1, "str[254]", 255, REFUSED},
        {256, '8', 1, "str[254]", 600, REFUSED},
        {256, '8', 1, "str[8]+205", 1, KEPT}, /* weight 255, of T1001.002 */
        {256, '8', 1, "str[8]+206", 1, REFUSED},
        {512, '8', 1, "str[0]+187", 1, KEPT}, /* weights from that of 0 (48) to that of t (116) + 187 */
        {512, '8', 1, "str[0]+188", 1, LEFT_OUT},
    };
    static const char *const outcomes[] = {NO_HASH, "gperf's hash is too large for the tables", ""};
    const char *environment[] = {run_path(*state, "/usr/bin:/bin"), NULL};
    struct run_options options = {.environment = environment};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run_result result;

        write_stand_in(*state, cases[i].weight_count, cases[i].byte, cases[i].weight, cases[i].step,
                       cases[i].step_count);
        run(ARGUMENTS(GENERATOR, "--index", "gperf", "-o", *state, write_sound_mapping(*state)), &options, &result);
        if (!strstr(result.err, outcomes[cases[i].outcome]) || (cases[i].outcome == KEPT && *result.err))
            fail_msg("case %zu: %s", i, result.err);
        assert_int_equal(result.exit_code, cases[i].outcome == KEPT ? GOOD : ENVIRONMENT);
        run_result_free(&result);
        if (cases[i].outcome == KEPT)
            expect_technique_hash(*state);
        else
            expect_search(*state, &options, "", outcomes[cases[i].outcome]);
    }
}

/* A gperf that finds a hash for the technique id and fails for the event ids, so it was called for both. */
static void asks_gperf_for_so_many_keys_of_so_many_bytes(void **state)
{
    static const struct {
        int ids, length;
        const char *reason;
    } cases[] = {
        {1, 254, "gperf failed with exit code 7; event ids are found by binary search"},
        {1, 255,
         "one of the event ids has 255 bytes, too many for gperf's hash (254); they are found by binary search"},
        {2000, 4, "gperf failed with exit code 7; event ids are found by binary search"},
        {2001, 4, "2001 event ids are too many for gperf (2000); they are found by binary search"},
    };
    const char *environment[] = {run_path(*state, "/usr/bin:/bin"), NULL};
    struct run_options options = {.environment = environment};

    write_program(*state, "stand-ins/gperf",
                  "#!/bin/sh\n[ \"$1\" = --version ] && exit\ngrep -qi t1001 || exit 7\necho 'return len;'\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = NULL;
        size_t size = 0;
        FILE *file = open_memstream(&text, &size);
        struct run_result result;
        char message[200];

        assert_non_null(file);
        for (int id = 0; id < cases[i].ids; id++)
            fprintf(file, "- {technique_id: T1001, event_id: '%0*d'}\n", cases[i].length, id);
        fclose(file);
        run(ARGUMENTS(GENERATOR, "-o", *state, write_text(*state, "ids.yaml", text)), &options, &result);
        snprintf(message, sizeof message, "attack-events-gen: note: %s\n", cases[i].reason);
        assert_string_equal(result.err, message);
        assert_int_equal(result.exit_code, GOOD);
        run_result_free(&result);
        *strchr(message, ';') = '\0'; /* if a hash is required, that is the error */
        run(ARGUMENTS(GENERATOR, "--index", "gperf", "-o", *state, write_text(*state, "ids.yaml", text)), &options,
            &result);
        assert_int_equal(result.exit_code, ENVIRONMENT);
        assert_memory_equal(result.err, "attack-events-gen: error: ", 26);
        assert_memory_equal(result.err + 26, message + 25, strlen(message + 25));
        assert_string_equal(result.err + 26 + strlen(message + 25), "\n");
        run_result_free(&result);
        free(text);
    }
}

/* Only the offsets of texts, in the table of techniques, need more than 16 bits. */
static void packs_a_long_name_of_a_technique(void **state)
{
    char *input = read_file(write_mapping_of(*state, 3, 60000), NULL);

    expect_warnings(*state, input, "");
    free(input);
}

static void stops_a_gperf_that_prints_without_end(void **state)
{
    expect_no_hash_with(*state, "#!/bin/sh\nexec yes 'static unsigned char asso_values[] = {'\n", "",
                        "gperf prints more than 4194304 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(says_that_gperf_is_missing_and_what_to_do),
        SCRATCH_TEST(needs_no_gperf_for_no_index_nor_for_a_check),
        SCRATCH_TEST(limits_gperfs_time_on_the_processor),
        SCRATCH_TEST(reports_how_gperf_failed),
        SCRATCH_TEST(runs_gperf_where_the_end_of_children_is_ignored),
        SCRATCH_TEST(reports_a_gperf_that_fails_after_sound_output),
        SCRATCH_TEST(refuses_output_that_is_no_hash_function),
        SCRATCH_TEST(refuses_a_hash_in_which_keys_collide),
        SCRATCH_TEST(takes_as_large_a_hash_as_there_is_room_for),
        SCRATCH_TEST(asks_gperf_for_so_many_keys_of_so_many_bytes),
        SCRATCH_TEST(packs_a_long_name_of_a_technique),
        SCRATCH_TEST(stops_a_gperf_that_prints_without_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
