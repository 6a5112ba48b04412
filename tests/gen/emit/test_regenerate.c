/* SPDX-License-Identifier: MIT
 *
 * generated/ is the output for mapping.yaml: all of it, if the installed gperf is the version that generated it; with
 * another version, everything except the hashes.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMITTED PROJECT_DIRECTORY "/generated"
#define MAPPING PROJECT_DIRECTORY "/mapping.yaml"

/* Removes everything from each `start` to the next `end` behind it. */
static void cut(char *text, const char *start, const char *end)
{
    char *from = text;

    while ((from = strstr(from, start)) != NULL) {
        char *to = strstr(from, end);

        assert_non_null(to);
        to += strlen(end);
        memmove(from, to, strlen(to) + 1);
    }
}

/* Removes what depends on gperf: its version, the id of the pair, the hashes and their description. */
static void cut_hashes(char *text)
{
    static const char *const arrays[] = {"technique_hash_steps", "technique_hash_weights", "technique_hash_slots",
                                         "event_hash_steps",     "event_hash_weights",     "event_hash_slots"};

    cut(text, " * Perfect hashes: ", "\n");
    cut(text, "attack_events_builtin_mapping_id ", "\n");
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        static const char *const types[] = {"uint8_t", "uint16_t", "uint32_t"};

        for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
            char start[80];

            snprintf(start, sizeof start, "static const %s %s[] = {", types[t], arrays[i]);
            cut(text, start, "};\n\n");
        }
    }
    cut(text, "    {technique_hash_", "\n");
    cut(text, "    {event_hash_", "\n");
    cut(text, "    {NULL, NULL, ", "\n");
}

static const char *gperf_of(const char *text, char version[40])
{
    const char *at = strstr(text, " * Perfect hashes: gperf ");

    assert_non_null(at);
    snprintf(version, 40, "%.*s", (int)strcspn(at + 25, "\n"), at + 25);
    return version;
}

/* Fails unless a fresh file equals the committed one; with the same gperf, the hashes must be equal too. */
static void expect_committed(const char *scratch, const char *name)
{
    char *fresh = read_file(path_in(scratch, name), NULL), *committed = read_file(path_in(COMMITTED, name), NULL);
    char fresh_version[40], committed_version[40];

    if (strcmp(gperf_of(fresh, fresh_version), gperf_of(committed, committed_version)) != 0) {
        cut_hashes(fresh);
        cut_hashes(committed);
    }
    if (strcmp(fresh, committed) != 0) {
        size_t at = 0;

        while (fresh[at] == committed[at])
            at++;
        fail_msg("generated/%s is not what mapping.yaml compiles to, from \"%.60s\" on, which should be \"%.60s\"; run "
                 "attack-events-gen -o generated mapping.yaml",
                 name, committed + at, fresh + at);
    }
    free(fresh);
    free(committed);
}

static void is_what_the_mapping_compiles_to(void **state)
{
    generate_quietly(*state, ARGUMENTS(MAPPING));
    expect_committed(*state, "attack_events_builtin.c");
    expect_committed(*state, "attack_events_builtin.h");
}

/* A stand-in for another version of gperf, which finds other hashes. */
static void differs_in_the_hashes_alone_with_another_gperf(void **state)
{
    char path[1200], *fresh, *committed, *printed;
    const char *environment[] = {path, NULL};
    struct run_options options = {.environment = environment};
    struct run_result result;

    snprintf(path, sizeof path, "PATH=%s:%s", make_directory(*state, "stand-ins"), getenv("PATH"));
    write_program(*state, "stand-ins/gperf",
                  "#!/bin/sh\n[ \"$1\" = --version ] && echo 'GNU gperf 99.1' && exit\n"
                  "PATH=${PATH#*:}\nexec gperf -L ANSI-C -j 7\n");
    run(ARGUMENTS(GENERATOR, "-q", "-o", *state, MAPPING), &options, &result);
    assert_string_equal(result.err, "");
    run_result_free(&result);
    expect_committed(*state, "attack_events_builtin.c");
    expect_committed(*state, "attack_events_builtin.h");
    fresh = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    committed = read_file(COMMITTED "/attack_events_builtin.c", NULL);
    assert_string_not_equal(strstr(fresh, "event_hash_weights"), strstr(committed, "event_hash_weights"));
    printed = print_mapping(*state, "attack_events_builtin");
    assert_null(strstr(printed, "! "));
    assert_non_null(strstr(printed, "\n* T1003.001\t"));
    free(fresh);
    free(committed);
    free(printed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(is_what_the_mapping_compiles_to),
        SCRATCH_TEST(differs_in_the_hashes_alone_with_another_gperf),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
