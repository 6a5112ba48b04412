/* SPDX-License-Identifier: MIT
 *
 * The command line: help and version, and the messages for wrong arguments, whose exit code differs from that for bad
 * data.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define OPTION_LETTERS "abcdefghijklmnopqrstuvwxyz-"
#define TRY "Try 'attack-events-gen --help'.\n"

static void expect_usage(const char *scratch, const char *const arguments[], const char *message)
{
    char expected[400] = "";

    strcat(strcat(expected, message), TRY);
    expect_refusal_of(scratch, arguments, NULL, USAGE, expected, NULL);
}

static void refuses_options_that_it_does_not_have(void **state)
{
    const char *sound = write_sound_mapping(*state);

    expect_usage(*state, ARGUMENTS("--no-such-option", sound),
                 "attack-events-gen: error: unknown or ambiguous option \"--no-such-option\"\n");
    expect_usage(*state, ARGUMENTS("--p", "x", sound),
                 "attack-events-gen: error: unknown or ambiguous option \"--p\"\n");
    expect_usage(*state, ARGUMENTS("-x", sound), "attack-events-gen: error: unknown option \"-x\"\n");
    expect_usage(*state, ARGUMENTS("--strict", "-xq", sound), "attack-events-gen: error: unknown option \"-x\"\n");
    expect_usage(*state, ARGUMENTS("--strict=yes", sound),
                 "attack-events-gen: error: option \"--strict=yes\" takes no value\n");
    expect_usage(*state, ARGUMENTS("--quiet=yes", sound),
                 "attack-events-gen: error: option \"--quiet=yes\" takes no value\n");
    expect_usage(*state, ARGUMENTS(sound, "--prefix"), "attack-events-gen: error: option \"--prefix\" needs a value\n");
    expect_usage(*state, ARGUMENTS(sound, "-o"), "attack-events-gen: error: option \"-o\" needs a value\n");
    expect_usage(*state, ARGUMENTS(sound, "-qo"), "attack-events-gen: error: option \"-o\" needs a value\n");
    expect_usage(*state, ARGUMENTS(sound, "-:"), "attack-events-gen: error: unknown option \"-:\"\n");
}

/* A name that could come from a glob. */
static void escapes_options_that_it_does_not_have(void **state)
{
    expect_usage(*state, ARGUMENTS("--\033[31mx.yaml"),
                 "attack-events-gen: error: unknown or ambiguous option \"--\\x1b[31mx.yaml\"\n");
    expect_usage(*state, ARGUMENTS("-\033"), "attack-events-gen: error: unknown option \"-\\x1b\"\n");
}

static void refuses_an_output_without_a_name(void **state)
{
    expect_usage(*state, ARGUMENTS("-o", "", write_sound_mapping(*state)),
                 "attack-events-gen: error: --output is empty; expected a directory, '.' for this one\n");
}

static void compares_only_where_it_checks(void **state)
{
    const char *sound = write_sound_mapping(*state);

    expect_usage(*state, ARGUMENTS("--against", sound, sound), "attack-events-gen: error: --against needs --check\n");
}

static void refuses_to_run_without_a_file(void **state)
{
    expect_usage(*state, ARGUMENTS("--strict"), "attack-events-gen: error: no input file\n");
}

static void refuses_prefixes_that_are_no_free_names(void **state)
{
    static const char *const bad[] = {
        "",     "1abc",     "a-b",     "a b",
        "a.b",  "a/b",      "../a",    "_x",
        "__x",  "\xc3\xa4", "int",     "class",
        "and",  "main",     "while",   "static",
        "true", "db",       "strings", "nullptr",
        "a;b",  "a\"b",     "a\nb",    "a123456789012345678901234567890123456789012345678901234567890123"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_usage(*state, ARGUMENTS("--prefix", bad[i], write_sound_mapping(*state)),
                     "attack-events-gen: error: --prefix \"*\"*: expected a name that is free in C and C++: *\n");
}

/* Each table of the generated C, and identifiers of the runtime's sources, which may be in the same file. */
static void refuses_prefixes_that_its_own_source_has(void **state)
{
    static const char *const tables[] = {
        "techniques", "runs",           "components",       "relationships",     "events",        "logs",
        "variants",   "factors",        "retired",          "aliases",           "lists",         "strings",
        "conditions", "condition_code", "condition_fields", "condition_strings", "all_conditions"};
    static const char *const names[] = {"cell", "folded", "next_number", "text", "usable"};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        expect_usage(*state, ARGUMENTS("--prefix", tables[i], write_sound_mapping(*state)),
                     "attack-events-gen: error: --prefix \"*\": expected a name that is free in C and C++: *\n");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        expect_usage(*state,
                     ARGUMENTS("--amalgamate", "-o", path_in(*state, "all.c"), "--prefix", names[i],
                               write_sound_mapping(*state)),
                     "attack-events-gen: error: --prefix \"*\": a name of the runtime, which --amalgamate puts into "
                     "the same file\n");
}

static void refuses_other_indexes_and_techniques(void **state)
{
    static const char *const bad[] = {"", "T", "T1003.", "T1003.*.*", "T1003*", "T10031", "t1003", "T1003.0011", "*"};
    const char *sound = write_sound_mapping(*state);

    expect_usage(*state, ARGUMENTS("--index", "hash", sound),
                 "attack-events-gen: error: --index \"hash\": expected gperf or none\n");
    expect_usage(*state, ARGUMENTS("--index", "", sound),
                 "attack-events-gen: error: --index \"\": expected gperf or none\n");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_usage(*state, ARGUMENTS("--technique", "--source", "--analytics", bad[i], sound),
                     "attack-events-gen: error: --technique \"*\": expected T1234, T1234.001 or T1234.*\n");
}

static void finds_that_a_subset_is_empty(void **state)
{
    char *sound = strdup(write_sound_mapping(*state));

    expect_refusal_of(*state, ARGUMENTS("--platform", "linux", sound), NULL, BAD_DATA,
                      "attack-events-gen: warning: no row matches --platform \"linux\"\n"
                      "NAME: error: no row is left by the options that choose a subset\n",
                      sound);
    free(sound);
}

static void helps_on_standard_output(void **state)
{
    static const char *const options[] = {"--output",
                                          "--prefix",
                                          "--index gperf|none",
                                          "--depfile",
                                          "--platform",
                                          "--tactic",
                                          "--provider",
                                          "--technique",
                                          "--check",
                                          "--stats",
                                          "--strict",
                                          "--quiet",
                                          "--help",
                                          "--version",
                                          "--pack",
                                          "--byte-order little|big",
                                          "--date"};
    struct run_result result;

    (void)state;
    run(ARGUMENTS(GENERATOR, "--help"), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_string_equal(result.err, "");
    assert_int_equal(strncmp(result.out, "Usage: attack-events-gen ", 25), 0);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        assert_non_null(strstr(result.out, options[i]));
    run_result_free(&result);
}

static void tells_its_version_on_standard_output(void **state)
{
    struct run_result result;

    (void)state;
    run(ARGUMENTS(GENERATOR, "--version", "no such file"), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_string_equal(result.err, "");
    assert_string_equal(result.out, "attack-events-gen " GENERATOR_VERSION "\n");
    run_result_free(&result);
}

static void fails_when_its_answer_cannot_be_printed(void **state)
{
    static const char *const questions[] = {"--help", "--version"};
    struct run_options full = {.output_path = "/dev/full"};
    struct run_result result;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        run(ARGUMENTS(GENERATOR, questions[i]), &full, &result);
        assert_int_equal(result.exit_code, ENVIRONMENT);
        expect_lines(result.err, "attack-events-gen: error: cannot write to standard output: *\n", NULL);
        run_result_free(&result);
    }
}

/* Whether a word stands behind `before` somewhere, and ends there. */
static bool has_word(const char *text, const char *before, const char *word, size_t length)
{
    for (const char *at = text; (at = strstr(at, before)) != NULL; at++) {
        const char *found = at + strlen(before);

        if (strncmp(found, word, length) == 0 && !strchr(OPTION_LETTERS, found[length]))
            return true;
    }
    return false;
}

/* Expects that each option behind `mark` in one text is behind `other_mark` in another. Returns how many there are. */
static size_t expect_options(const char *text, const char *mark, const char *other, const char *other_mark)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, mark)) != NULL; count++) {
        size_t length = strspn(at += strlen(mark), OPTION_LETTERS);

        if (!has_word(other, other_mark, at, length))
            fail_msg("the manual or --help does not have --%.*s", (int)length, at);
    }
    return count;
}

static void has_the_same_options_in_its_manual_and_its_help(void **state)
{
    char *help = output_of(ARGUMENTS(GENERATOR, "--help"), NULL);
    char *manual = read_file(PROJECT_DIRECTORY "/gen/attack-events-gen.1", NULL);

    (void)state;
    assert_true(expect_options(help, " --", manual, "Fl -") > 20);
    assert_true(expect_options(manual, "Fl -", help, " --") > 20);
    free(manual);
    free(help);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_options_that_it_does_not_have),
        SCRATCH_TEST(escapes_options_that_it_does_not_have),
        SCRATCH_TEST(refuses_an_output_without_a_name),
        SCRATCH_TEST(compares_only_where_it_checks),
        SCRATCH_TEST(refuses_to_run_without_a_file),
        SCRATCH_TEST(refuses_prefixes_that_are_no_free_names),
        SCRATCH_TEST(refuses_prefixes_that_its_own_source_has),
        SCRATCH_TEST(refuses_other_indexes_and_techniques),
        SCRATCH_TEST(finds_that_a_subset_is_empty),
        SCRATCH_TEST(helps_on_standard_output),
        SCRATCH_TEST(has_the_same_options_in_its_manual_and_its_help),
        SCRATCH_TEST(tells_its_version_on_standard_output),
        SCRATCH_TEST(fails_when_its_answer_cannot_be_printed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
