/* SPDX-License-Identifier: MIT
 *
 * --pack, --date and --byte-order: which of them go together, where a pack is written, and that nothing is left of one
 * that fails.
 */
#include "generating.h"
#include "pack_bytes.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRY "Try 'attack-events-gen --help'.\n"
#define DATED "--pack", "--date", "2026-11-30"

static void expect_usage(const char *scratch, const char *const arguments[], const struct run_options *options,
                         const char *message)
{
    char expected[400] = "attack-events-gen: error: ";

    strcat(strcat(expected, message), "\n" TRY);
    expect_refusal_of(scratch, arguments, options, USAGE, expected, NULL);
}

static uint32_t date_in(const char *path)
{
    struct bytes pack = read_pack(path);
    uint32_t date = number_of(&pack, PACK_NUMBERS + 4 * NUMBER_DATE, 4);

    assert_int_equal(number_of(&pack, PACK_SIZE, 4), pack.size);
    free(pack.bytes);
    return date;
}

/* ---- Options ---------------------------------------------------------------------------------------------------- */

static void refuses_what_does_not_go_with_a_pack(void **state)
{
    char sound[512], name[512];
    const char *no_c = "--pack writes no C: it does not go with --amalgamate, --emit-ids or --prefix";

    snprintf(sound, sizeof sound, "%s", write_sound_mapping(*state));
    snprintf(name, sizeof name, "%s", path_in(*state, "x.aepack"));
    expect_usage(*state, ARGUMENTS(DATED, "-o", name, "--emit-ids", sound), NULL, no_c);
    expect_usage(*state, ARGUMENTS(DATED, "-o", name, "--prefix", "acme", sound), NULL, no_c);
    expect_usage(*state, ARGUMENTS(DATED, "-o", path_in(*state, "x.c"), "--amalgamate", sound), NULL, no_c);
    expect_usage(*state, ARGUMENTS("--byte-order", "little", sound), NULL,
                 "--byte-order needs --pack: C has the byte order of its compiler");
    expect_usage(*state, ARGUMENTS(DATED, "--byte-order", "middle", "-o", name, sound), NULL,
                 "--byte-order \"middle\": expected big or little");
    expect_usage(*state, ARGUMENTS("--pack", "-o", name, sound), NULL,
                 "--pack needs --date, or SOURCE_DATE_EPOCH in the environment, so that programs can tell which of "
                 "two packs is newer");
    assert_int_equal(access(name, F_OK), -1);
}

static void needs_the_name_of_a_file(void **state)
{
    static const char *const bad[] = {".", "./", "..", "a/", "a/.", "a/..", "/", "-"};
    char directory[512];

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "there"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_usage(*state, ARGUMENTS(DATED, "-o", bad[i], write_sound_mapping(*state)), NULL,
                     "--pack needs the name of a file, not a directory or standard output: -o NAME.aepack");
    expect_refusal_of(*state, ARGUMENTS(DATED, "-o", directory, write_sound_mapping(*state)), NULL, ENVIRONMENT,
                      "attack-events-gen: error: cannot write NAME: it exists and is not a regular file\n", directory);
    assert_int_equal(count_names(directory), 0);
}

static void refuses_dates_that_it_cannot_store(void **state)
{
    static const char *const bad[] = {"",           "1970-01-01", "1970-01-01T00:00:00Z", "2106-02-07T06:28:16Z",
                                      "2026-13-01", "2026-02-29", "2026-11-30 ",          "now"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (int pack = 0; pack < 2; pack++)
            expect_usage(*state, ARGUMENTS("--date", bad[i], write_sound_mapping(*state), pack ? "--pack" : "-q"), NULL,
                         "--date \"*\": expected 2026-11-30 or 2026-11-30T17:05:00Z, from 1970-01-02 to "
                         "2106-02-07T06:28:15Z");
}

static void refuses_a_malformed_source_date_epoch(void **state)
{
    static const char *const bad[] = {"", "0", " 1", "-1", "1.5", "4294967296", "99999999999999999999999", "today"};
    char path[512], variable[100];
    const char *environment[] = {variable, NULL};
    struct run_options options = {.environment = environment};

    snprintf(path, sizeof path, "%s", path_in(*state, "x.aepack"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(variable, sizeof variable, "SOURCE_DATE_EPOCH=%s", bad[i]);
        expect_usage(*state, ARGUMENTS("--pack", "-o", path, write_sound_mapping(*state)), &options,
                     "SOURCE_DATE_EPOCH=\"*\": expected seconds since 1970, 1 to 4294967295");
        assert_int_equal(access(path, F_OK), -1);
        free(output_of(ARGUMENTS(GENERATOR, "-o", *state, write_sound_mapping(*state)), &options));
        free(output_of(ARGUMENTS(GENERATOR, "--check", "--pack", write_sound_mapping(*state)), &options));
        free(output_of(ARGUMENTS(GENERATOR, DATED, "-o", path, write_sound_mapping(*state)), &options));
        assert_int_equal(unlink(path), 0);
    }
}

static void states_the_date_it_is_given(void **state)
{
    static const struct {
        const char *date, *variable;
        uint32_t seconds;
    } cases[] = {
        {"1970-01-01T00:00:01Z", NULL, 1},
        {"2106-02-07T06:28:15Z", NULL, UINT32_MAX},
        {"2026-11-30", "SOURCE_DATE_EPOCH=5", 1795996800}, /* the option counts */
        {NULL, "SOURCE_DATE_EPOCH=1", 1},
        {NULL, "SOURCE_DATE_EPOCH=4294967295", UINT32_MAX},
    };
    char path[512];

    snprintf(path, sizeof path, "%s", path_in(*state, "x.aepack"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *environment[] = {cases[i].variable, NULL}, *date = cases[i].date;
        struct run_options options = {.environment = environment};

        free(output_of(
            ARGUMENTS(GENERATOR, "--pack", "-o", path, write_sound_mapping(*state), date ? "--date" : NULL, date),
            &options));
        assert_int_equal(date_in(path), cases[i].seconds);
    }
}

/* In C, the option counts, or what the mapping states: SOURCE_DATE_EPOCH is that of the program around it. */
static void states_the_date_of_c_in_its_banner(void **state)
{
    const char *environment[] = {"SOURCE_DATE_EPOCH=1", NULL};
    struct run_options options = {.environment = environment};
    char *text;

    free(output_of(ARGUMENTS(GENERATOR, "-o", *state, write_sound_mapping(*state)), &options));
    text = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    assert_null(strstr(text, " * Date: "));
    free(text);
    free(output_of(ARGUMENTS(GENERATOR, "--date", "2028-02-29", "-o", *state, write_sound_mapping(*state)), &options));
    text = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    assert_non_null(strstr(text, "\n * Date: 2028-02-29T00:00:00Z\n"));
    free(text);
}

/* Generates from one file of three with a date each, or with a date as an option, and expects one in the banner. */
static void expect_date(const char *scratch, const char *option, const char *expected)
{
    static const char *const dates[] = {"2026-11-29", "2026-11-30T17:05:00Z", "2026-11-30"};
    const char *arguments[10] = {GENERATOR, "-q", "-o", scratch, "--date", option};
    size_t count = option ? 6 : 4;
    char names[3][20], paths[3][512], content[100], line[80], *text;

    for (size_t i = 0; i < 3; i++) {
        snprintf(names[i], sizeof *names, "dated%d.yaml", (int)i);
        snprintf(content, sizeof content, "date: %s\ntechniques:\n- {technique_id: T100%d}\n", dates[i], (int)i);
        snprintf(paths[i], sizeof *paths, "%s", write_text(scratch, names[i], content));
        arguments[count++] = paths[i];
    }
    arguments[count] = NULL;
    free(output_of(arguments, NULL));
    text = read_file(path_in(scratch, "attack_events_builtin.c"), NULL);
    snprintf(line, sizeof line, "\n * Date: %s\n", expected);
    assert_non_null(strstr(text, line));
    free(text);
}

static void takes_the_latest_date_of_the_mappings(void **state)
{
    expect_date(*state, NULL, "2026-11-30T17:05:00Z");
    expect_date(*state, "2026-11-28", "2026-11-28T00:00:00Z");
}

static void refuses_a_mapping_whose_date_is_none(void **state)
{
    static const char *const dates[] = {"2026-11-31", "yesterday", "1970-01-01", "[2026-11-30]"};

    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct run_result result;
        char content[100];

        snprintf(content, sizeof content, "date: %s\ntechniques:\n- {technique_id: T1001}\n", dates[i]);
        run(ARGUMENTS(GENERATOR, "--check", write_text(*state, "input.yaml", content)), NULL, &result);
        assert_int_equal(result.exit_code, 1);
        assert_non_null(strstr(result.err, "input.yaml:1:7: error: found "));
        assert_non_null(strstr(result.err, " as a date; expected 2026-11-30 or "));
        run_result_free(&result);
    }
}

/* ---- Files ------------------------------------------------------------------------------------------------------ */

static void writes_one_file_into_a_new_directory(void **state)
{
    char path[512];

    snprintf(path, sizeof path, "%s", path_in(*state, "new/and deeper/x.aepack"));
    free(output_of(ARGUMENTS(GENERATOR, DATED, "-o", path, write_sound_mapping(*state)), NULL));
    assert_int_equal(date_in(path), 1795996800);
    assert_int_equal(count_names(path_in(*state, "new/and deeper")), 1);
    assert_int_equal(count_names(path_in(*state, "new")), 1);
}

/* Nothing is left, not even the directories that were made. */
static void leaves_nothing_if_the_data_is_bad(void **state)
{
    char path[512], bad[512], *old;
    struct run_result result;

    snprintf(bad, sizeof bad, "%s", write_text(*state, "bad.yaml", "- {technique_id: nonsense}\n"));
    snprintf(path, sizeof path, "%s", path_in(*state, "new/x.aepack"));
    run(ARGUMENTS(GENERATOR, DATED, "-o", path, bad), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
    assert_int_equal(count_names(*state), 1);
    snprintf(path, sizeof path, "%s", write_text(*state, "old.aepack", "an old one"));
    run(ARGUMENTS(GENERATOR, DATED, "-o", path, bad), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
    old = read_file(path, NULL);
    assert_string_equal(old, "an old one");
    free(old);
    assert_int_equal(count_names(*state), 2);
}

static void overwrites_no_input(void **state)
{
    char path[512], link_to[512];

    snprintf(path, sizeof path, "%s", write_sound_mapping(*state));
    expect_refusal_of(*state, ARGUMENTS(DATED, "-o", path, path), NULL, USAGE,
                      "attack-events-gen: error: cannot write NAME: it is an input\n", path);
    snprintf(link_to, sizeof link_to, "%s", path_in(*state, "link"));
    assert_int_equal(symlink(path, link_to), 0);
    expect_refusal_of(*state, ARGUMENTS(DATED, "-o", link_to, path), NULL, USAGE,
                      "attack-events-gen: error: cannot write NAME: it is an input\n", link_to);
    expect_refusal_of(*state, ARGUMENTS(DATED, "-o", link_to, "--depfile", link_to, write_text(*state, "a.yaml", "")),
                      NULL, USAGE, "attack-events-gen: error: cannot write NAME: it is another output\n", link_to);
}

static void names_the_pack_in_the_rule_for_make(void **state)
{
    char path[512], rule[512], mapping[512], expected[1600], *text;

    assert_int_equal(chdir(*state), 0); /* so that the rule has no space to escape */
    snprintf(path, sizeof path, "%s", "x.aepack");
    snprintf(rule, sizeof rule, "%s", "x.d");
    snprintf(mapping, sizeof mapping, "%s", write_sound_mapping("."));
    free(output_of(ARGUMENTS(GENERATOR, DATED, "-o", path, "--depfile", rule, mapping), NULL));
    snprintf(expected, sizeof expected, "%s: %s\n", path, mapping);
    text = read_file(rule, NULL);
    assert_string_equal(text, expected);
    free(text);
    assert_int_equal(count_names("."), 3);
    assert_int_equal(chdir("/"), 0);
}

/* A check needs neither a date nor a name. */
static void checks_and_counts_without_a_file(void **state)
{
    const char *sound = write_sound_mapping(*state);
    char *out = output_of(ARGUMENTS(GENERATOR, "--check", "--pack", sound), NULL);

    assert_string_equal(out, "");
    free(out);
    out = output_of(ARGUMENTS(GENERATOR, "--check", "--stats", "--pack", sound), NULL);
    assert_int_equal(strncmp(out, "rows 3\n", 7), 0);
    free(out);
    assert_int_equal(count_names(*state), 1);
    out = output_of(ARGUMENTS(GENERATOR, DATED, "--stats", "-o", path_in(*state, "x.aepack"), sound), NULL);
    assert_int_equal(strncmp(out, "rows 3\n", 7), 0);
    free(out);
}

/* ---- Perfect hashes --------------------------------------------------------------------------------------------- */

/* A gperf that finds nothing may be one that had too little time: with another machine, the pack would differ. */
static void refuses_to_do_without_a_hash_that_gperf_may_find_elsewhere(void **state)
{
    char variable[1200], path[512];
    const char *environment[] = {variable, NULL};
    struct run_options options = {.environment = environment};

    snprintf(path, sizeof path, "%s", path_in(*state, "x.aepack"));
    snprintf(variable, sizeof variable, "PATH=%s:%s", make_directory(*state, "stand-ins"), getenv("PATH"));
    write_program(*state, "stand-ins/gperf",
                  "#!/bin/sh\n[ \"$1\" = --version ] && echo 'GNU gperf 3.1' && exit\nexit 1\n");
    expect_refusal_of(*state, ARGUMENTS(DATED, "-o", path, write_sound_mapping(*state)), &options, ENVIRONMENT,
                      "attack-events-gen: error: *; --index none makes a pack without hashes\n", NULL);
    assert_int_equal(access(path, F_OK), -1);
    free(output_of(ARGUMENTS(GENERATOR, DATED, "--index", "none", "-o", path, write_sound_mapping(*state)), &options));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_what_does_not_go_with_a_pack),
        SCRATCH_TEST(needs_the_name_of_a_file),
        SCRATCH_TEST(refuses_dates_that_it_cannot_store),
        SCRATCH_TEST(refuses_a_malformed_source_date_epoch),
        SCRATCH_TEST(states_the_date_it_is_given),
        SCRATCH_TEST(states_the_date_of_c_in_its_banner),
        SCRATCH_TEST(takes_the_latest_date_of_the_mappings),
        SCRATCH_TEST(refuses_a_mapping_whose_date_is_none),
        SCRATCH_TEST(writes_one_file_into_a_new_directory),
        SCRATCH_TEST(leaves_nothing_if_the_data_is_bad),
        SCRATCH_TEST(overwrites_no_input),
        SCRATCH_TEST(names_the_pack_in_the_rule_for_make),
        SCRATCH_TEST(checks_and_counts_without_a_file),
        SCRATCH_TEST(refuses_to_do_without_a_hash_that_gperf_may_find_elsewhere),
    };

    /* A build of a Debian package has one, which must not count here. */
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
